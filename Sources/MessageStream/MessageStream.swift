enum EmptyMessageStream {}
