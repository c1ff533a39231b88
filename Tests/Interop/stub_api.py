"""An API on a port of this machine that answers as a test says."""

import contextlib
import dataclasses
import http.server
import threading
import typing


class Question(typing.NamedTuple):
    path: str
    headers: typing.Mapping
    body: bytes


@dataclasses.dataclass
class Answer:
    """A body of bytes is sent in chunks of seven; any other gives the chunks itself, and is closed
    when nobody takes them any more."""

    body: bytes | typing.Generator
    status: int = 200
    content_type: str = "text/event-stream"

    def chunks(self):
        if isinstance(self.body, bytes):
            return (self.body[start:start + 7] for start in range(0, len(self.body), 7))
        return self.body


@contextlib.contextmanager
def serving(answer):
    """Gives the base URL at which each question that is posted gets what `answer` says of it."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            said = answer(Question(self.path, self.headers, body))
            self.send_response(said.status)
            self.send_header("content-type", said.content_type)
            self.send_header("transfer-encoding", "chunked")
            self.end_headers()
            with contextlib.closing(said.chunks()) as chunks, contextlib.suppress(ConnectionError):
                for chunk in chunks:
                    self.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))
                self.wfile.write(b"0\r\n\r\n")

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
