"""Holds Examples/live-tools to what Python makes of the same recordings, in a pipe and in a terminal.

Usage: live_tools.py COMMAND RECORDING...
"""

import json
import os
import pathlib
import pty
import select
import subprocess
import sys
import unicodedata
import unittest

COMMAND = sys.argv[1]
RECORDINGS = sys.argv[2:]
SECONDS = 60


def harmless(text):
    """The text without what a terminal would take for a command."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")


def expected(recording):
    """The pieces of text and the tools' names and inputs, in their order, and the last line."""
    parts, inputs, ending = [], {}, None
    for line in recording.split("\n"):
        if not line.startswith("data: "):
            continue
        event = json.loads(line[len("data: "):])
        if event["type"] == "content_block_start" and "input" in event["content_block"]:
            inputs[event["index"]] = [event["content_block"]["name"], ""]
        elif event["type"] == "content_block_delta":
            if "text" in event["delta"]:
                parts.append(harmless(event["delta"]["text"]))
            if "partial_json" in event["delta"]:
                inputs[event["index"]][1] += event["delta"]["partial_json"]
        elif event["type"] == "content_block_stop" and event["index"] in inputs:
            name, text = inputs[event["index"]]
            parts.append((name, json.loads(text or "{}")))
        elif event["type"] == "message_delta":
            ending = f"({event['delta']['stop_reason']}, {event['usage']['output_tokens']} tokens)"
    return parts, ending


class Recordings(unittest.TestCase):
    def test_a_pipe_gets_whole_lines_only(self):
        self.assertGreater(len(RECORDINGS), 0)
        for path in RECORDINGS:
            with self.subTest(path):
                recording = pathlib.Path(path).read_bytes()
                parts, ending = expected(recording.decode())
                process = subprocess.run([COMMAND], input=recording, capture_output=True, timeout=SECONDS)
                self.assertEqual((process.returncode, process.stderr), (0, b""))
                rest = process.stdout.decode()
                self.assertNotIn("\x1b", rest)
                for part in parts:
                    if isinstance(part, str):
                        self.assertTrue(rest.startswith(part), (part, rest))
                        rest = rest.removeprefix(part)
                        continue
                    name, value = part
                    rest = rest.removeprefix("\n")
                    self.assertTrue(rest.startswith(f"{name} "), (name, rest))
                    shown, end = json.JSONDecoder().raw_decode(rest.removeprefix(f"{name} "))
                    self.assertEqual(shown, value)
                    rest = rest.removeprefix(f"{name} ")[end:]
                    self.assertEqual(rest[:1], "\n")
                    rest = rest[1:]
                self.assertEqual(rest.removeprefix("\n"), f"{ending}\n")

    def test_a_terminal_shows_an_input_before_it_is_complete(self):
        events = pathlib.Path(next(path for path in RECORDINGS if "two-tools" in path)).read_text().split("\n\n")
        data = [json.loads(event.rpartition("data: ")[2]) for event in events if "data: " in event]
        cut = next(i for i, event in enumerate(data) if event.get("delta", {}).get("partial_json"))
        name = next(event["content_block"]["name"] for event in data if "name" in event.get("content_block", {}))
        main, terminal = pty.openpty()
        process = subprocess.Popen([COMMAND], stdin=subprocess.PIPE, stdout=terminal)
        os.close(terminal)
        process.stdin.write(("\n\n".join(events[:cut + 1]) + "\n\n").encode())
        process.stdin.flush()
        # The stream stands still, and the input is there as far as it came.
        self.assertIn(name, self.read(main, until="…"))
        process.stdin.write(("\n\n".join(events[cut + 1:])).encode())
        process.stdin.close()
        after = self.read(main, until=" tokens)")
        self.assertIn("\x1b[2K", after)
        self.assertEqual(process.wait(SECONDS), 0)

    def test_a_cut_answer_is_not_shown_as_a_whole_one(self):
        cut = pathlib.Path(RECORDINGS[0]).read_bytes().split(b"event: message_delta")[0]
        process = subprocess.run([COMMAND], input=cut, capture_output=True, timeout=SECONDS)
        self.assertEqual(process.returncode, 1)
        self.assertIn(b"(failed: ", process.stdout)

    def test_a_text_cannot_command_the_terminal(self):
        recording = pathlib.Path(RECORDINGS[0]).read_text()
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
