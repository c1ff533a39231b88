"""Holds Examples/async-http-client-body to what Python reads in the same answers.

Usage: async_http_client_body.py COMMAND RECORDING...
"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import recordings
import stub_api

COMMAND = sys.argv[1]
RECORDINGS = recordings.load(sys.argv[2:])
QUESTION = b'{"stream": true}'


def answer(question):
    """What the path names."""
    assert question.body == QUESTION
    name = question.path.removeprefix("/").removeprefix("cut/")
    if name not in RECORDINGS:
        return stub_api.Answer(b'{"error": "no such thing"}', status=404)
    if question.path.startswith("/cut/"):
        return stub_api.Answer(recordings.cut(RECORDINGS[name]))
    return stub_api.Answer(RECORDINGS[name])


class Answers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.base_url = cls.enterClassContext(stub_api.serving(answer))
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.question = pathlib.Path(folder, "question.json")
        cls.question.write_bytes(QUESTION)

    def ask(self, path):
        return self.run_with(f"{self.base_url}/{path}", self.question)

    def run_with(self, *arguments):
        return subprocess.run([COMMAND, *arguments], capture_output=True, timeout=60, text=True)

    def test_the_text_and_the_ending_are_the_recordings(self):
        for name, recording in RECORDINGS.items():
            with self.subTest(name):
                expected = recordings.answer(recording)
                process = self.ask(name)
                self.assertEqual((process.returncode, process.stderr), (0, ""))
                self.assertTrue(process.stdout.endswith(f"\n{expected.ending}\n"), process.stdout)
                rest = process.stdout
                for piece in expected.pieces:
                    self.assertIn(piece, rest)
                    rest = rest[rest.index(piece) + len(piece):]

    def test_a_cut_answer_fails(self):
        process = self.ask("cut/two-tools.sse")
        self.assertEqual(process.returncode, 1)
        self.assertNotIn("tokens)", process.stdout)
        self.assertNotEqual(process.stderr.strip(), "")

    def test_a_refusal_is_shown(self):
        process = self.ask("nothing")
        self.assertEqual(process.returncode, 1)
        self.assertIn("404", process.stderr)
        self.assertIn("no such thing", process.stderr)

    def test_what_cannot_be_had_is_told_in_a_line(self):
        with stub_api.serving(answer) as gone:
            pass
        for url, question, what in (
            (gone, self.question, gone),
            ("nonsense", self.question, "nonsense"),
            (self.base_url, self.question.with_name("none.json"), "none.json"),
        ):
            with self.subTest(what):
                process = self.run_with(url, question)
                self.assertEqual((process.returncode, process.stdout), (1, ""))
                self.assertRegex(process.stderr, r"\A[^\n]+\n\Z")
                self.assertIn(what, process.stderr)

    def test_a_wrong_command_line_is_told(self):
        self.assertEqual(self.run_with().returncode, 64)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
