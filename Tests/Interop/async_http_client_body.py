"""Holds Examples/async-http-client-body to what Python reads in the same answers.

Usage: async_http_client_body.py COMMAND RECORDING...
"""

import http.server
import json
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest

COMMAND = sys.argv[1]
RECORDINGS = {pathlib.Path(path).name: pathlib.Path(path).read_bytes() for path in sys.argv[2:]}
QUESTION = b'{"stream": true}'


class API(http.server.BaseHTTPRequestHandler):
    """Answers with the recording that the path names, in chunks of seven bytes."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        assert self.rfile.read(int(self.headers["content-length"])) == QUESTION
        name = self.path.removeprefix("/").removeprefix("cut/")
        body = RECORDINGS.get(name, b'{"error": "no such thing"}')
        if self.path.startswith("/cut/"):
            body = body.split(b"event: message_delta")[0]
        self.send_response(200 if name in RECORDINGS else 404)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for start in range(0, len(body), 7):
            piece = body[start:start + 7]
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *arguments):
        pass


class Answers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.api = http.server.ThreadingHTTPServer(("127.0.0.1", 0), API)
        threading.Thread(target=cls.api.serve_forever, daemon=True).start()
        cls.question = tempfile.NamedTemporaryFile(suffix=".json")
        cls.question.write(QUESTION)
        cls.question.flush()

    @classmethod
    def tearDownClass(cls):
        cls.api.shutdown()
        cls.api.server_close()
        cls.question.close()

    def ask(self, path):
        url = f"http://127.0.0.1:{self.api.server_port}/{path}"
        return subprocess.run([COMMAND, url, self.question.name], capture_output=True, timeout=60, text=True)

    def test_the_text_and_the_ending_are_the_recordings(self):
        self.assertGreater(len(RECORDINGS), 0)
        for name, recording in RECORDINGS.items():
            with self.subTest(name):
                pieces, ending = [], None
                for line in recording.decode().split("\n"):
                    event = json.loads(line[len("data: "):]) if line.startswith("data: ") else {"type": ""}
                    if event["type"] == "content_block_delta" and "text" in event["delta"]:
                        pieces.append(event["delta"]["text"])
                    elif event["type"] == "message_delta":
                        ending = f"({event['delta']['stop_reason']}, {event['usage']['output_tokens']} tokens)"
                answer = self.ask(name)
                self.assertEqual((answer.returncode, answer.stderr), (0, ""))
                self.assertTrue(answer.stdout.endswith(f"\n{ending}\n"), answer.stdout)
                rest = answer.stdout
                for piece in pieces:
                    self.assertIn(piece, rest)
                    rest = rest[rest.index(piece) + len(piece):]

    def test_a_cut_answer_fails(self):
        answer = self.ask("cut/two-tools.sse")
        self.assertEqual(answer.returncode, 1)
        self.assertNotIn("tokens)", answer.stdout)
        self.assertNotEqual(answer.stderr.strip(), "")

    def test_a_refusal_is_shown(self):
        answer = self.ask("nothing")
        self.assertEqual(answer.returncode, 1)
        self.assertIn("404", answer.stderr)
        self.assertIn("no such thing", answer.stderr)

    def test_a_wrong_command_line_is_told(self):
        self.assertEqual(subprocess.run([COMMAND], capture_output=True, timeout=60).returncode, 64)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
