"""Holds Examples/hummingbird-page to what Python reads in the answers that it passes on.

Usage: hummingbird_page.py COMMAND RECORDING...
"""

import contextlib
import itertools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading
import unittest
import urllib.error
import urllib.request

import recordings
import stub_api

sys.path.append(str(pathlib.Path(__file__).parents[1] / "Browser"))
import chromium

COMMAND = sys.argv[1]
RECORDINGS = recordings.load(sys.argv[2:])
WHOLE = RECORDINGS["two-tools.sse"]
BROWSER = os.environ.get("BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")


class API:
    """Answers as the question asks; knows what it was asked, and whether it was hung up on."""

    def __init__(self):
        self.asked = []
        self.is_left = threading.Event()

    def __call__(self, question):
        body = json.loads(question.body)
        self.asked.append((question.headers["x-api-key"], body))
        text = json.dumps(body["messages"])
        if "refuse" in text:
            error = {"type": "invalid_request_error", "message": "Not that."}
            refusal = {"type": "error", "error": error}
            return stub_api.Answer(json.dumps(refusal).encode(), 400, "application/json")
        if "endless" in text:
            return stub_api.Answer(self.endless())
        return stub_api.Answer(recordings.cut(WHOLE) if "cut" in text else WHOLE)

    def endless(self):
        events = [event + b"\n\n" for event in WHOLE.split(b"\n\n")]
        first = next(i for i, event in enumerate(events) if b"text_delta" in event)
        try:
            yield from itertools.chain(events[:first], itertools.repeat(events[first]))
        finally:
            self.is_left.set()


def events(stream):
    """The events of a stream: type and data."""
    found = []
    for block in stream.decode().split("\n\n")[:-1]:
        fields = [line.split(": ", 1) for line in block.split("\n")]
        types = [value for name, value in fields if name == "event"]
        found.append((types[0] if types else "message", "\n".join(v for n, v in fields if n == "data")))
    return found


@contextlib.contextmanager
def page(upstream):
    """A running server, which asks there: its URL. It must end well."""
    environment = dict(os.environ, ANTHROPIC_API_KEY="the-key", ANTHROPIC_BASE_URL=upstream)
    process = subprocess.Popen([COMMAND, "0", "a-model"], env=environment,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        line = next(line for line in process.stdout if line.startswith("listening"))
        yield re.fullmatch(r"listening at (http://[^\s]+)\n", line).group(1)
    finally:
        process.terminate()
        process.stdout.close()
        if process.wait(60) != 0:
            raise AssertionError(f"it ended with {process.returncode}")


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.api = API()
        cls.url = cls.enterClassContext(page(cls.enterClassContext(stub_api.serving(cls.api))))

    def post(self, question):
        request = urllib.request.Request(f"{self.url}/questions", data=question.encode())
        return urllib.request.urlopen(request, timeout=60)

    def ask(self, question):
        with self.post(question) as response:
            self.assertEqual(response.headers["content-type"], "text/event-stream")
            return events(response.read())

    def test_pieces_of_text_arrive_and_then_what_they_cost(self):
        expected = recordings.answer(WHOLE)
        done = ("done", f"{expected.usage['output_tokens']} tokens")
        self.assertEqual(self.ask("Hi"), [("message", piece) for piece in expected.pieces] + [done])
        key, question = self.api.asked[-1]
        self.assertEqual((key, question["model"]), ("the-key", "a-model"))
        self.assertIn("Hi", json.dumps(question["messages"]))

    def test_an_answer_that_is_cut_says_so(self):
        self.assertEqual(self.ask("cut")[-1][0], "failed")

    def test_a_refusal_is_told(self):
        (kind, what), = self.ask("refuse")
        self.assertEqual(kind, "failed")
        self.assertIn("Not that.", what)

    def test_nobody_there_to_ask_is_told(self):
        with stub_api.serving(self.api) as gone:
            pass
        with page(gone) as url, urllib.request.urlopen(f"{url}/questions", b"Hi", timeout=60) as response:
            self.assertEqual([kind for kind, _ in events(response.read())], ["failed"])

    def test_a_question_that_is_too_long_is_not_asked(self):
        count = len(self.api.asked)
        with self.assertRaises(urllib.error.HTTPError) as refusal:
            self.post("x" * ((64 << 10) + 1))
        self.assertEqual((refusal.exception.code, len(self.api.asked)), (413, count))
        refusal.exception.close()

    def test_who_goes_away_is_not_answered_further(self):
        with self.post("endless") as response:
            self.assertTrue(response.readline().startswith(b"data: "))
            self.assertFalse(self.api.is_left.is_set())
        self.assertTrue(self.api.is_left.wait(60))

    def test_a_wrong_command_line_is_told(self):
        for arguments in ([], ["http", "a-model"], ["65536", "a-model"]):
            self.assertEqual(subprocess.run([COMMAND, *arguments], capture_output=True).returncode, 64)

    def test_a_port_that_is_taken_is_told(self):
        port = self.url.rpartition(":")[2]
        process = subprocess.run([COMMAND, port, "a-model"], capture_output=True, text=True, timeout=60)
        self.assertEqual(process.returncode, 1)
        self.assertIn(f"\nport {port}: ", "\n" + process.stderr)

    @unittest.skipUnless(BROWSER, "there is no chromium")
    def test_a_browser_shows_it(self):
        expected = recordings.answer(WHOLE)
        whole = "".join(expected.pieces) + f"\n({expected.usage['output_tokens']} tokens)"
        shown = "document.getElementById('answer').textContent"
        is_whole = f"{shown} === {json.dumps(whole)}"
        with chromium.Browser(BROWSER) as browser, browser.page(self.url) as tab:
            # One after the other in the same page: a failure leaves it in working order.
            for question, holds in (
                ("Hi", is_whole), ("cut", f"{shown}.includes('(failed: ')"), ("Hi again", is_whole)
            ):
                tab.evaluate("document.forms[0].reset()")
                tab.evaluate("document.forms[0].question.focus()")
                tab.type(question)
                tab.press("Enter")
                tab.until(holds)
                tab.until("!document.forms[0].submission.disabled")
            self.assertEqual(tab.problems, [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
