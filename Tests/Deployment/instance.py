"""One of two relays, as a proxy in front of them sees it: for Scripts/check-deployment.

usage: instance.py NAME PORT

Answers /health and /ready; POST /chat/stream with an event, and a second one when GET /go?ANSWER has
come; GET /chat/stream with Last-Event-ID if the answer is its own; POST /v1/messages with its name;
GET /facts with what it knows. GET /drain makes it not ready.
"""

import http.server
import json
import sys
import threading
import uuid

NAME, PORT = sys.argv[1], int(sys.argv[2])
answers = {}
facts = {"name": NAME, "connections": 0, "requests": 0, "gone": []}
ready = threading.Event()
ready.set()
gone = threading.Condition()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        facts["connections"] += 1
        super().setup()

    def log_message(self, *_):
        pass

    def body(self):
        return self.rfile.read(int(self.headers.get("content-length", 0)))

    def whole(self, status, value):
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def chunk(self, text):
        data = text.encode()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    def do_GET(self):
        path, _, argument = self.path.partition("?")
        if path == "/health":
            self.whole(200, {"status": "ok"})
        elif path == "/ready":
            self.whole(200 if ready.is_set() else 503, {})
        elif path == "/drain":
            ready.clear()
            self.whole(200, {})
        elif path == "/facts":
            self.whole(200, facts)
        elif path == "/go":
            answers[argument].set()
            self.whole(200, {})
        elif path == "/gone":
            with gone:
                found = gone.wait_for(lambda: argument in facts["gone"], timeout=10)
            self.whole(200 if found else 504, {})
        elif path == "/chat/stream":
            answer = self.headers.get("last-event-id", "").split("-")[0]
            self.whole(200 if answer in answers else 410, {"name": NAME})
        else:
            self.whole(404, {})

    def do_POST(self):
        facts["requests"] += 1
        self.body()
        if self.path != "/chat/stream":
            return self.whole(200, {"name": NAME})
        answer = uuid.uuid4().hex
        answers[answer] = threading.Event()
        self.send_response(200)
        self.send_header("content-type", "text/event-stream; charset=utf-8")
        self.send_header("x-answer-id", answer)
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        try:
            self.chunk(f'id: {answer}-1\ndata: {{"content": "{NAME}"}}\n\n')
            # Heartbeats, so that a client that went away is noticed.
            while not answers[answer].wait(0.05):
                self.chunk(": heartbeat\n\n")
            self.chunk(f"id: {answer}-2\ndata: [DONE]\n\n")
            self.wfile.write(b"0\r\n\r\n")
        except OSError:
            with gone:
                facts["gone"].append(answer)
                gone.notify_all()
            self.close_connection = True


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, *_):
        pass


server = Server(("127.0.0.1", PORT), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
