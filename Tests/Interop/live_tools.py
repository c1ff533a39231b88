"""Holds Examples/live-tools to what Python makes of the same recordings, in a pipe and in a terminal.

Usage: live_tools.py COMMAND RECORDING...
"""

import json
import os
import pty
import select
import subprocess
import sys
import unicodedata
import unittest

import recordings

COMMAND = sys.argv[1]
RECORDINGS = recordings.load(sys.argv[2:])
TWO_TOOLS = RECORDINGS["two-tools.sse"]
SECONDS = 60


def harmless(text):
    """The text without what a terminal would take for a command."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")


class Recordings(unittest.TestCase):
    def test_a_pipe_gets_whole_lines_only(self):
        for recording_name, recording in RECORDINGS.items():
            with self.subTest(recording_name):
                expected = recordings.answer(recording)
                process = subprocess.run([COMMAND], input=recording, capture_output=True, timeout=SECONDS)
                self.assertEqual((process.returncode, process.stderr), (0, b""))
                rest = process.stdout.decode()
                self.assertNotIn("\x1b", rest)
                for part in expected.parts:
                    if isinstance(part, str):
                        text = harmless(part)
                        self.assertTrue(rest.startswith(text), (text, rest))
                        rest = rest.removeprefix(text)
                        continue
                    name, value = part
                    rest = rest.removeprefix("\n")
                    self.assertTrue(rest.startswith(f"{name} "), (name, rest))
                    shown, end = json.JSONDecoder().raw_decode(rest.removeprefix(f"{name} "))
                    self.assertEqual(shown, value)
                    rest = rest.removeprefix(f"{name} ")[end:]
                    self.assertEqual(rest[:1], "\n")
                    rest = rest[1:]
                self.assertEqual(rest.removeprefix("\n"), f"{expected.ending}\n")

    def test_a_terminal_shows_an_input_before_it_is_complete(self):
        name, _ = recordings.answer(TWO_TOOLS).tools[0]
        cut = TWO_TOOLS.index(b"\n\n", TWO_TOOLS.index(b'"partial_json":"{')) + 2
        main, terminal = pty.openpty()
        process = subprocess.Popen([COMMAND], stdin=subprocess.PIPE, stdout=terminal)
        os.close(terminal)
        process.stdin.write(TWO_TOOLS[:cut])
        process.stdin.flush()
        # The stream stands still, and the input is there as far as it came.
        self.assertIn(name, self.read(main, until="…"))
        process.stdin.write(TWO_TOOLS[cut:])
        process.stdin.close()
        after = self.read(main, until=" tokens)")
        self.assertIn("\x1b[2K", after)
        self.assertEqual(process.wait(SECONDS), 0)

    def test_a_cut_answer_is_not_shown_as_a_whole_one(self):
        cut = recordings.cut(TWO_TOOLS)
        process = subprocess.run([COMMAND], input=cut, capture_output=True, timeout=SECONDS)
        self.assertEqual(process.returncode, 1)
        self.assertIn(b"(failed: ", process.stdout)

    def test_a_text_cannot_command_the_terminal(self):
        recording = TWO_TOOLS.decode()
        delta = next(line for line in recording.split("\n") if '"text_delta"' in line)
        event = json.loads(delta.removeprefix("data: "))
        event["delta"]["text"] = "a\x1b[31m\x9b1mb\rc"
        changed = recording.replace(delta, "data: " + json.dumps(event), 1)
        process = subprocess.run([COMMAND], input=changed.encode(), capture_output=True, timeout=SECONDS)
        self.assertIn("a[31m1mbc", process.stdout.decode())

    def read(self, terminal, until):
        """What the terminal shows, until it shows that."""
        shown = b""
        while until.encode() not in shown:
            self.assertTrue(select.select([terminal], [], [], SECONDS)[0], f"nothing more after {shown!r}")
            shown += os.read(terminal, 4096)
        return shown.decode(errors="replace")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
