"""Holds Examples/nio-token-meter to what Python reads in the streams that pass through it.

Usage: nio_token_meter.py COMMAND RECORDING...
"""

import contextlib
import http.server
import json
import pathlib
import re
import subprocess
import sys
import threading
import unittest
import urllib.request

COMMAND = sys.argv[1]
RECORDINGS = {pathlib.Path(path).name: pathlib.Path(path).read_bytes() for path in sys.argv[2:]}
BODIES = dict(RECORDINGS)
BODIES["cut"] = RECORDINGS["two-tools.sse"].split(b"event: message_delta")[0]
BODIES["nonsense"] = b"data: {nonsense}\n\n"
BODIES["page"] = b"<p>Hello</p>"


class Upstream(http.server.BaseHTTPRequestHandler):
    """Answers with the body that the path names, in chunks of seven bytes."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        asked = self.rfile.read(int(self.headers["content-length"]))
        assert asked == b'{"stream": true}' and self.headers["accept-encoding"] == "identity"
        body = BODIES[self.path.removeprefix("/")]
        self.send_response(200)
        self.send_header("content-type",
                         "text/html" if self.path == "/page" else "text/event-stream; charset=utf-8")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for start in range(0, len(body), 7):
            piece = body[start:start + 7]
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *arguments):
        pass


def reading(stream):
    """What the meter is to print."""
    found = {}
    for line in stream.decode().split("\n"):
        event = json.loads(line[len("data: "):]) if line.startswith("data: ") else {"type": ""}
        if event["type"] == "message_start":
            found |= event["message"] | event["message"]["usage"]
        elif event["type"] == "message_delta":
            found |= event["usage"] | {"is_complete": True}
    return (f"{found['model']} input={found['input_tokens']} output={found['output_tokens']} "
            + ("complete" if "is_complete" in found else "cut"))


@contextlib.contextmanager
def proxy():
    """A running proxy: its base URL, and its output line by line."""
    upstream = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    process = subprocess.Popen([COMMAND, "127.0.0.1", str(upstream.server_port)],
                               stdout=subprocess.PIPE, text=True)
    try:
        found = re.fullmatch(r"listening at (http://[^\s]+)\n", process.stdout.readline())
        yield found.group(1), process.stdout
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()
        upstream.shutdown()
        upstream.server_close()


def fetch(base_url, name):
    request = urllib.request.Request(f"{base_url}/{name}", data=b'{"stream": true}')
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read()


class Meter(unittest.TestCase):
    def test_streams_pass_unchanged_and_are_metered(self):
        self.assertGreater(len(RECORDINGS), 0)
        with proxy() as (base_url, output):
            for name in [*RECORDINGS, "cut"]:
                with self.subTest(name):
                    self.assertEqual(fetch(base_url, name), BODIES[name])
                    self.assertEqual(output.readline(), reading(BODIES[name]) + "\n")

    def test_what_is_no_stream_passes_too(self):
        with proxy() as (base_url, output):
            for name in ("page", "nonsense"):
                self.assertEqual(fetch(base_url, name), BODIES[name])
            self.assertEqual(output.readline(), " input=? output=? cut\n")
            self.assertEqual(fetch(base_url, "no-input.sse"), BODIES["no-input.sse"])
            self.assertEqual(output.readline(), reading(BODIES["no-input.sse"]) + "\n")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
