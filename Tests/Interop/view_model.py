"""Holds Examples/view-model to what Python makes of the same recordings.

Usage: view_model.py COMMAND RECORDING...
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

COMMAND = sys.argv[1]
RECORDINGS = sys.argv[2:]


def expected(recording):
    """The text, the inputs by the tools' names, the stop reason and the tokens."""
    text, tools, reason, tokens = "", {}, None, None
    for line in recording.split("\n"):
        if not line.startswith("data: "):
            continue
        event = json.loads(line[len("data: "):])
        if event["type"] == "content_block_start" and "input" in event["content_block"]:
            tools[event["index"]] = [event["content_block"]["name"], ""]
        elif event["type"] == "content_block_delta":
            text += event["delta"].get("text", "")
            if "partial_json" in event["delta"]:
                tools[event["index"]][1] += event["delta"]["partial_json"]
        elif event["type"] == "message_delta":
            reason, tokens = event["delta"]["stop_reason"], event["usage"]["output_tokens"]
    return text, [(name, json.loads(json_text or "{}")) for name, json_text in tools.values()], \
        f"({reason}, {tokens} tokens)"


def play(path):
    process = subprocess.run([COMMAND, path], capture_output=True, timeout=300, text=True)
    return process.returncode, process.stdout


class Recordings(unittest.TestCase):
    def test_the_last_view_shows_the_whole_answer(self):
        self.assertGreater(len(RECORDINGS), 0)
        for recording in RECORDINGS:
            with self.subTest(recording):
                text, tools, ending = expected(pathlib.Path(recording).read_text())
                status, output = play(recording)
                self.assertEqual(status, 0)
                self.assertTrue(output.endswith(f"{ending}\n"), output)
                last = output.rpartition("…\n")[2]
                self.assertTrue(last.startswith(text), last)
                rest = last.removeprefix(text).removesuffix(f"{ending}\n").strip()
                shown = []
                while rest:
                    name, rest = rest.removeprefix("[").split(" ", 1)
                    value, end = json.JSONDecoder().raw_decode(rest)
                    shown.append((name, value))
                    self.assertTrue(rest[end:].startswith(": ready]"), rest)
                    rest = rest[end:].removeprefix(": ready]").strip()
                self.assertEqual(shown, tools)

    def test_there_are_views_before_the_last(self):
        for recording in RECORDINGS:
            self.assertTrue(play(recording)[1].startswith("(nothing yet)\n"), recording)

    def test_a_cut_answer_is_not_shown_as_a_whole_one(self):
        with tempfile.NamedTemporaryFile("w", suffix=".sse") as file:
            file.write(pathlib.Path(RECORDINGS[0]).read_text().split("event: message_delta")[0])
            file.flush()
            status, output = play(file.name)
        self.assertEqual(status, 1)
        self.assertIn("(failed: ", output)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
