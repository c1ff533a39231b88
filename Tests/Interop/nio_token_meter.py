"""Holds Examples/nio-token-meter to what Python reads in the streams that pass through it.

Usage: nio_token_meter.py COMMAND RECORDING...
"""

import contextlib
import re
import subprocess
import sys
import unittest
import urllib.request

import recordings
import stub_api

COMMAND = sys.argv[1]
RECORDINGS = recordings.load(sys.argv[2:])
BODIES = RECORDINGS | {
    "cut": recordings.cut(RECORDINGS["two-tools.sse"]),
    "nonsense": b"data: {nonsense}\n\n",
    "page": b"<p>Hello</p>",
}


def answer(question):
    """The body that the path names."""
    assert question.body == b'{"stream": true}' and question.headers["accept-encoding"] == "identity"
    name = question.path.removeprefix("/")
    return stub_api.Answer(
        BODIES[name],
        content_type="text/html" if name == "page" else "text/event-stream; charset=utf-8")


def reading(stream):
    """What the meter is to print."""
    read = recordings.answer(stream)
    return (f"{read.model} input={read.usage['input_tokens']} output={read.usage['output_tokens']} "
            + ("complete" if read.stop_reason else "cut"))


@contextlib.contextmanager
def proxy():
    """A running proxy: its base URL, and its output line by line."""
    with stub_api.serving(answer) as upstream:
        process = subprocess.Popen([COMMAND, "127.0.0.1", upstream.rpartition(":")[2]],
                                   stdout=subprocess.PIPE, text=True)
        try:
            found = re.fullmatch(r"listening at (http://[^\s]+)\n", process.stdout.readline())
            yield found.group(1), process.stdout
        finally:
            process.terminate()
            process.wait()
            process.stdout.close()


def fetch(base_url, name):
    request = urllib.request.Request(f"{base_url}/{name}", data=b'{"stream": true}')
    with urllib.request.urlopen(request, timeout=60) as response:
        return response.read()


class Meter(unittest.TestCase):
    def test_streams_pass_unchanged_and_are_metered(self):
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
