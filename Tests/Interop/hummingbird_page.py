"""Holds Examples/hummingbird-page to what Python reads in the answers that it passes on.

Usage: hummingbird_page.py COMMAND RECORDING...
"""

import http.server
import json
import os
import pathlib
import re
import subprocess
import sys
import threading
import unittest
import urllib.request

COMMAND = sys.argv[1]
RECORDING = next(pathlib.Path(path).read_bytes() for path in sys.argv[2:] if "two-tools" in path)


class API(http.server.BaseHTTPRequestHandler):
    """Answers with the recording, or half of it where the question says so."""

    protocol_version = "HTTP/1.1"
    asked = []

    def do_POST(self):
        question = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.asked.append((self.headers["x-api-key"], question))
        is_cut = "cut" in json.dumps(question["messages"])
        body = RECORDING.split(b"event: message_delta")[0] if is_cut else RECORDING
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def events(stream):
    """The events of a stream: type and data."""
    found = []
    for block in stream.decode().split("\n\n")[:-1]:
        fields = [line.split(": ", 1) for line in block.split("\n")]
        types = [value for name, value in fields if name == "event"]
        found.append((types[0] if types else "message", "\n".join(v for n, v in fields if n == "data")))
    return found


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.api = http.server.ThreadingHTTPServer(("127.0.0.1", 0), API)
        threading.Thread(target=cls.api.serve_forever, daemon=True).start()
        environment = dict(os.environ, ANTHROPIC_API_KEY="the-key",
                           ANTHROPIC_BASE_URL=f"http://127.0.0.1:{cls.api.server_port}")
        cls.process = subprocess.Popen([COMMAND, "0", "a-model"], env=environment,
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = next(line for line in cls.process.stdout if line.startswith("listening"))
        cls.url = re.fullmatch(r"listening at (http://[^\s]+)\n", line).group(1)

    @classmethod
    def tearDownClass(cls):
        cls.process.terminate()
        cls.process.wait()
        cls.process.stdout.close()
        cls.api.shutdown()
        cls.api.server_close()

    def ask(self, question):
        request = urllib.request.Request(f"{self.url}/questions", data=question.encode())
        with urllib.request.urlopen(request, timeout=60) as response:
            self.assertEqual(response.headers["content-type"], "text/event-stream")
            return events(response.read())

    def test_the_page_is_there(self):
        with urllib.request.urlopen(self.url, timeout=60) as response:
            self.assertIn(b'fetch("/questions"', response.read())

    def test_pieces_of_text_arrive_and_then_what_they_cost(self):
        pieces, tokens = [], None
        for line in RECORDING.decode().split("\n"):
            event = json.loads(line[len("data: "):]) if line.startswith("data: ") else {"type": ""}
            if event["type"] == "content_block_delta" and event["delta"].get("text"):
                pieces.append(("message", event["delta"]["text"]))
            elif event["type"] == "message_delta":
                tokens = event["usage"]["output_tokens"]
        self.assertEqual(self.ask("Hi"), pieces + [("done", f"{tokens} tokens")])
        key, question = API.asked[-1]
        self.assertEqual((key, question["model"]), ("the-key", "a-model"))
        self.assertIn("Hi", json.dumps(question["messages"]))

    def test_an_answer_that_is_cut_says_so(self):
        self.assertEqual(self.ask("cut")[-1][0], "failed")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
