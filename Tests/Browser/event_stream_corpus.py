"""Reads Tests/Corpus/server-sent-events.md: its README says how the cases are written."""

import re

import page_file

ESCAPE = re.compile(r"\\(\n|x[0-9A-Fa-f]{2}|u\{[0-9A-Fa-f]+\}|.)", re.DOTALL)
QUOTED = r'"(?:[^"\\]|\\.)*"'
OWN = re.compile(rf"^(event {QUOTED} data {QUOTED})(?: id {QUOTED})?(?: retry \d+)?")
SHORT = {"r": b"\r", "n": b"\n", "t": b"\t", "0": b"\0", "\\": b"\\", "|": b"", "\n": b""}


def unescape(text):
    """The bytes that an input fence stands for."""
    def bytes_of(part):
        if part in SHORT:
            return SHORT[part]
        if part[0] == "x":
            return bytes([int(part[1:], 16)])
        return chr(int(part[2:-1], 16)).encode()
    result, end = b"", 0
    for match in ESCAPE.finditer(text):
        result += text[end:match.start()].encode() + bytes_of(match[1])
        end = match.end()
    return result + text[end:].encode()


def quoted(text):
    """As traces write it."""
    short = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
    return '"' + "".join(
        short.get(c) or (c if " " <= c <= "~" else f"\\u{{{ord(c):X}}}") for c in text) + '"'


def cases():
    """(name, bytes, lines of the trace), without what only a block itself knows: id and retry."""
    text = (page_file.ROOT / "Tests/Corpus/server-sent-events.md").read_text()
    fences = r"^#+ (?P<name>[^\n]+)\n(?:(?!^#).)*?^```input\n(?P<input>.*?)^```$" \
        r"(?:(?!^#).)*?^```trace\n(?P<trace>.*?)^```$"
    for match in re.finditer(fences, text, re.DOTALL | re.MULTILINE):
        trace = [OWN.sub(r"\1", line) for line in match["trace"].splitlines()]
        yield match["name"], unescape(match["input"]), trace


def trace(events, end):
    """The same lines for what the page's parser said."""
    def state(last_event_id):
        return f" lastEventID {quoted(last_event_id)}" if last_event_id else ""
    lines = [f'event {quoted(event["type"])} data {quoted(event["data"])}'
             + state(event["lastEventID"]) for event in events]
    retry = "" if end["retry"] is None else f' retry {end["retry"]}'
    return lines + ["end" + state(end["lastEventID"]) + retry]
