"""A relay that does what a test tells it: for what goes wrong in ways no sound relay would.

It serves the page with its security policy. Each request to /chat/stream is answered by the next of
the functions given to `answer_with`; it gets an Exchange, and runs on the connection's own thread.
No connection is used twice but after a whole stream: Chromium by itself repeats a request that a
used one breaks.
"""

import contextlib
import http.server
import json
import queue
import select
import socket
import struct
import threading

import page_file

ANSWER = "0123456789abcdef0123456789abcdef"
LIMIT = 30  # seconds


class Exchange:
    """One request to /chat/stream, and the means to answer it."""

    def __init__(self, handler):
        self.handler = handler
        self.method = handler.command
        self.path = handler.path
        self.headers = handler.headers
        self.body = handler.rfile.read(int(handler.headers.get("content-length", 0)))

    @property
    def json(self):
        return json.loads(self.body)

    def refuse(self, status, kind=None, message="", **headers):
        """An answer that is no stream; without a kind it has no body."""
        body = b""
        if kind:
            body = json.dumps({"error": {"type": kind, "message": message}}).encode()
        self.handler.send_response(status)
        self.handler.send_header("connection", "close")
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        if status != 204:
            self.handler.send_header("content-type", "application/json")
            self.handler.send_header("content-length", str(len(body)))
        self.handler.end_headers()
        self.handler.wfile.write(body)

    def begin(self):
        """The head of a stream."""
        self.handler.send_response(200)
        self.handler.send_header("content-type", "text/event-stream; charset=utf-8")
        self.handler.send_header("cache-control", "no-cache")
        self.handler.send_header("x-answer-id", ANSWER)
        self.handler.send_header("transfer-encoding", "chunked")
        self.handler.end_headers()

    def write(self, data):
        """Bytes of the stream, whatever they are, as one chunk."""
        self.handler.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    def event(self, number, data, kind=None):
        """One event as the relay writes it."""
        self.write(event(number, data, kind))

    def end(self, number=None):
        """A clean end of the body: before it, with a number, the event [DONE]."""
        if number:
            self.write(b"id: %s-%d\ndata: [DONE]\n\n" % (ANSWER.encode(), number))
        self.handler.wfile.write(b"0\r\n\r\n")

    def reset(self):
        """Breaks the connection; what was written before has been read, as far as one can know."""
        self.handler.connection.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.handler.close_connection = True
        self.handler.connection.close()

    def close(self):
        """Ends the connection in the middle of the chunked body."""
        self.handler.close_connection = True
        self.handler.connection.shutdown(socket.SHUT_RDWR)

    def wait_for_client_close(self):
        """Returns when the client has gone away; False if it does not."""
        readable, _, _ = select.select([self.handler.connection], [], [], LIMIT)
        if not readable:
            return False
        with contextlib.suppress(ConnectionError):
            return self.handler.connection.recv(1) == b""
        return True


def event(number, data, kind=None):
    lines = f"id: {ANSWER}-{number}\n"
    if kind:
        lines += f"event: {kind}\n"
    return f"{lines}data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


class MockRelay:
    """A running server; `requests` are the Exchanges that came, in their order."""

    def __init__(self):
        self.answers = queue.SimpleQueue()
        self.requests = []
        self.faults = []
        relay = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 0

            def do_GET(self):
                if self.path.startswith("/chat/stream"):
                    return relay._take(self)
                body = page_file.PATH.read_bytes() if self.path == "/" else b""
                self.send_response(200 if self.path == "/" else 404)
                self.send_header("content-type", "text/html; charset=utf-8")
                self.send_header("content-security-policy", page_file.policy())
                self.send_header("content-length", str(len(body)))
                self.send_header("connection", "close")
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self):
                relay._take(self)

            do_DELETE = do_POST

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass  # A client that goes away is what some tests are about.

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, args=[0.05], daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def answer_with(self, *answers):
        for answer in answers:
            self.answers.put(answer)

    def _take(self, handler):
        exchange = Exchange(handler)
        self.requests.append(exchange)
        try:
            answer = self.answers.get_nowait()
        except queue.Empty:
            self.faults.append(f"not expected: {exchange.method} {exchange.path}")
            return exchange.refuse(500, "api_error", "the test did not expect this request")
        answer(exchange)


class Latch:
    """Holds an answer back until the test has seen what it wanted."""

    def __init__(self):
        self.event = threading.Event()

    def release(self):
        self.event.set()

    def wait(self):
        if not self.event.wait(LIMIT):
            raise TimeoutError("the test never went on")
