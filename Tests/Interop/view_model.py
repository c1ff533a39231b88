"""Holds Examples/view-model to what Python makes of the same recordings.

Usage: view_model.py COMMAND RECORDING...
"""

import json
import subprocess
import sys
import tempfile
import unittest

import recordings

COMMAND = sys.argv[1]
RECORDINGS = recordings.load(sys.argv[2:])


def play(recording):
    with tempfile.NamedTemporaryFile(suffix=".sse") as file:
        file.write(recording)
        file.flush()
        process = subprocess.run([COMMAND, file.name], capture_output=True, timeout=300, text=True)
    return process.returncode, process.stdout


class Recordings(unittest.TestCase):
    def test_the_last_view_shows_the_whole_answer(self):
        for name, recording in RECORDINGS.items():
            with self.subTest(name):
                expected = recordings.answer(recording)
                text, ending = "".join(expected.pieces), expected.ending
                status, output = play(recording)
                self.assertEqual(status, 0)
                self.assertTrue(output.endswith(f"{ending}\n"), output)
                last = output.rpartition("…\n")[2]
                self.assertTrue(last.startswith(text), last)
                rest = last.removeprefix(text).removesuffix(f"{ending}\n").strip()
                shown = []
                while rest:
                    tool, rest = rest.removeprefix("[").split(" ", 1)
                    value, end = json.JSONDecoder().raw_decode(rest)
                    shown.append((tool, value))
                    self.assertTrue(rest[end:].startswith(": ready]"), rest)
                    rest = rest[end:].removeprefix(": ready]").strip()
                self.assertEqual(shown, expected.tools)

    def test_there_are_views_before_the_last(self):
        for name, recording in RECORDINGS.items():
            self.assertTrue(play(recording)[1].startswith("(nothing yet)\n"), name)

    def test_a_cut_answer_is_not_shown_as_a_whole_one(self):
        status, output = play(recordings.cut(RECORDINGS["two-tools.sse"]))
        self.assertEqual(status, 1)
        self.assertIn("(failed: ", output)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
