"""Holds Examples/c/stream-text to what Python makes of the same recordings.

Usage: stream_text.py COMMAND RECORDING...
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

COMMAND = sys.argv[1]
RECORDINGS = sys.argv[2:]


class Number(str):
    """A number as it was spelled."""


def parse(text):
    return json.loads(text, parse_int=Number, parse_float=Number)


def spell(value):
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        members = (f"{json.dumps(key, ensure_ascii=False)}:{spell(member)}"
                   for key, member in value.items())
        return "{" + ",".join(members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(spell, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def events(stream):
    for block in stream.replace("\r\n", "\n").split("\n\n"):
        lines = [line[len("data: "):] for line in block.split("\n") if line.startswith("data: ")]
        if lines and lines[0] != "[DONE]":
            yield parse("\n".join(lines))


def expected(stream):
    """The whole output for a stream in good order."""
    output, blocks, ending = "", {}, {"stop_reason": "", "input_tokens": "", "output_tokens": ""}
    for event in events(stream):
        match event["type"]:
            case "message_start":
                ending |= event["message"]["usage"]
            case "message_delta":
                ending |= event["usage"]
                ending["stop_reason"] = event["delta"]["stop_reason"]
            case "content_block_start":
                blocks[event["index"]] = (event["content_block"], [])
            case "content_block_delta" if event["delta"]["type"] == "text_delta":
                output += event["delta"]["text"]
            case "content_block_delta" if event["delta"]["type"] == "input_json_delta":
                blocks[event["index"]][1].append(event["delta"]["partial_json"])
            case "content_block_stop":
                block, fragments = blocks[event["index"]]
                if "input" in block:
                    value = parse("".join(fragments)) if any(fragments) else block["input"]
                    output += "\n" if output and not output.endswith("\n") else ""
                    output += f"[{event['index']}] {block['name']} {spell(value)}\n"
    output += "\n" if output and not output.endswith("\n") else ""
    return output + " ".join(
        f"{name}={ending[name]}" for name in ("stop_reason", "input_tokens", "output_tokens")) + "\n"


def run(stream=b"", *paths, **options):
    process = subprocess.run([COMMAND, *paths], input=stream, stderr=subprocess.PIPE, timeout=60,
                             stdout=options.get("stdout", subprocess.PIPE))
    return process.returncode, (process.stdout or b"").decode(), process.stderr.decode()


def event(kind, **members):
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **members})}\n\n"


def start(index, **block):
    return event("content_block_start", index=index, content_block=block)


def tool(index, name, value={}):
    return start(index, type="tool_use", id=f"toolu_{index}", name=name, input=value)


def fragment(index, text):
    return event("content_block_delta", index=index,
                 delta={"type": "input_json_delta", "partial_json": text})


def stop(index):
    return event("content_block_stop", index=index)


BEGIN = event("message_start", message={"usage": {"input_tokens": 3, "output_tokens": 1}})
TEXT = start(0, type="text", text="") + event(
    "content_block_delta", index=0, delta={"type": "text_delta", "text": "Hello"})
STOP_REASON = event("message_delta", delta={"stop_reason": "end_turn"}, usage={"output_tokens": 9})
END = event("message_stop")
ENDING = "stop_reason=end_turn input_tokens=3 output_tokens=9\n"
CUT = "stop_reason= input_tokens=3 output_tokens=1\n"


class Recordings(unittest.TestCase):
    def test_each_recording_says_what_python_reads_in_it(self):
        self.assertGreater(len(RECORDINGS), 0)
        for recording in RECORDINGS:
            with self.subTest(recording):
                whole = pathlib.Path(recording).read_text()
                self.assertEqual(run(b"", recording), (0, expected(whole), ""))

    def test_line_endings_and_event_lines_make_no_difference(self):
        for recording in RECORDINGS:
            with self.subTest(recording):
                whole = pathlib.Path(recording).read_text()
                for other in (whole.replace("\n", "\r\n"), re.sub("(?m)^event: .*\n", "", whole)):
                    self.assertEqual(run(other.encode()), (0, expected(whole), ""))

    def test_several_files_follow_each_other(self):
        wholes = [pathlib.Path(recording).read_text() for recording in RECORDINGS]
        self.assertEqual(run(b"", *RECORDINGS), (0, "".join(map(expected, wholes)), ""))

    def test_text_is_printed_before_the_stream_goes_on(self):
        with subprocess.Popen([COMMAND], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            for byte in (BEGIN + TEXT).encode():
                process.stdin.write(bytes([byte]))
                process.stdin.flush()
            self.assertEqual(process.stdout.read(5), b"Hello")
            process.stdin.write((stop(0) + STOP_REASON + END).encode())
            process.stdin.flush()
            # It does not wait for the end of the input: message_stop is the end.
            self.assertEqual(process.stdout.read().decode(), "\n" + ENDING)
            self.assertEqual(process.wait(timeout=60), 0)


class Streams(unittest.TestCase):
    def holds(self, stream, status, output, error=""):
        actual = run(stream.encode())
        self.assertEqual(actual[:2], (status, output), actual)
        self.assertRegex(actual[2], f"^{error}$" if not error else error)

    def test_inputs_are_put_together_by_index(self):
        self.holds(BEGIN + tool(0, "a") + tool(1, "b") + fragment(1, '{"x":') + fragment(0, "[1")
                   + fragment(1, '"\\u00e9"}') + fragment(0, ",2.50]") + stop(1) + stop(0)
                   + STOP_REASON + END, 0, '[1] b {"x":"é"}\n[0] a [1,2.50]\n' + ENDING)

    def test_an_input_may_stand_at_the_start_of_its_block(self):
        self.holds(BEGIN + tool(0, "a", {"x": [None, True]}) + stop(0) + STOP_REASON + END,
                   0, '[0] a {"x":[null,true]}\n' + ENDING)

    def test_inputs_are_printed_as_json(self):
        value = {"".join(map(chr, range(128))): ["\x7fé你🙂", {}, [], "", False]}
        self.holds(BEGIN + tool(0, "a") + fragment(0, json.dumps(value)) + stop(0) + STOP_REASON
                   + END, 0, f"[0] a {spell(value)}\n" + ENDING)

    def test_a_gateway_may_leave_out_message_stop_but_not_the_stop_reason(self):
        for end in ("", "data: [DONE]\n\n"):
            self.holds(BEGIN + TEXT + stop(0) + STOP_REASON + end, 0, "Hello\n" + ENDING)
            self.holds(BEGIN + TEXT + end, 1, "Hello\n" + CUT, "ends before its message does")

    def test_an_input_that_is_not_json_does_not_end_the_stream(self):
        self.holds(BEGIN + tool(0, "a") + fragment(0, '{"x": nul}') + stop(0) + tool(1, "b")
                   + fragment(1, "{}") + stop(1) + STOP_REASON + END, 1, "[1] b {}\n" + ENDING,
                   "the input of a cannot be read: its byte 9")

    def test_an_error_event_ends_it_with_what_was_said(self):
        error = event("error", error={"type": "overloaded_error", "message": "Overloaded"})
        self.holds(BEGIN + TEXT + error + STOP_REASON, 1, "Hello\n" + CUT,
                   "overloaded_error: Overloaded")

    def test_broken_rules_are_told_with_their_place(self):
        for broken, what in (
            (TEXT, "a block that is not the next one starts"),
            (start(7, type="text"), "a block that is not the next one starts"),
            (event("content_block_start", index=1), "a block's start is missing"),
            (fragment(1, "{}"), "of a block that is not open"),
            (stop(0) + stop(0), "of a block that is not open"),
            (BEGIN, "a second message starts"),
            ("data: {nonsense}\n\n", "not JSON"),
        ):
            with self.subTest(what):
                self.holds(BEGIN + TEXT + broken + STOP_REASON + END, 1, "Hello\n" + CUT, what)
        before = BEGIN + TEXT + "data: "
        self.holds(before + "[01]\n\n", 1, "Hello\n" + CUT, f": byte {len(before) + 2}: not JSON")

    def test_signs_of_life_are_passed_over(self):
        for sign in ("data:\n\n", "data: ping\n\n", "data:  \ndata:\n\n", "event: ping\ndata: 1x\n\n"):
            with self.subTest(sign):
                self.holds(sign + BEGIN + TEXT + sign + STOP_REASON + END, 0, "Hello\n" + ENDING)

    def test_what_is_not_known_is_passed_over(self):
        self.holds(BEGIN + event("news", index=4) + start(0, type="novel")
                   + event("content_block_delta", index=0, delta={"type": "novel_delta"}) + stop(0)
                   + ": a comment\n\n" + STOP_REASON + END, 0, ENDING)


class Files(unittest.TestCase):
    def test_a_file_that_cannot_be_read_is_said_and_the_others_are_read(self):
        with tempfile.TemporaryDirectory() as folder:
            for path, what in ((f"{folder}/none", "No such file"), (folder, "Is a directory")):
                status, output, error = run((BEGIN + STOP_REASON + END).encode(), path, "-")
                self.assertEqual(status, 2)
                self.assertTrue(output.endswith(ENDING), output)
                self.assertIn(what, error)

    @unittest.skipUnless(pathlib.Path("/dev/full").exists(), "there is no /dev/full here")
    def test_an_output_that_takes_nothing_is_an_error(self):
        with open("/dev/full", "wb") as full:
            status, _, error = run(b"", RECORDINGS[0], stdout=full)
        self.assertEqual(status, 2)
        self.assertIn("standard output", error)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
