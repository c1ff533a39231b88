print("message-stream")
