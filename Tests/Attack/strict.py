"""Reads HTTP/1.1 as RFC 9112 has it, independently of what the relay reads it with.

With `is_relays` it takes what the relay may send and nothing else; without, all that a recipient may take,
so that what it refuses nobody may take for a message.
"""

import re
import typing

FIELD_NAME = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
PLAIN_FIELDS = re.compile(rb"(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[\t \x21-\x7e\x80-\xff]*\n)*")
REQUEST_LINE = re.compile(rb"([!#$%&'*+\-.^_`|~0-9A-Za-z]+)[ \t]+([^ \t\r\n]+)[ \t]+(HTTP/(1\.[01]))[ \t]*")
STATUS_LINE = re.compile(rb"HTTP/1\.([01]) ([0-9]{3})(?: [\t \x21-\x7e\x80-\xff]*)?")
STATUS_LINE_OF_OTHERS = re.compile(rb"HTTP/1\.([01]) ([0-9]{3})(?: [^\r\n]*)?")
CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]+)([ \t]*(?:;[^\r\n]*)?)\r\n")
CHUNK_SIZE_SO_FAR = re.compile(rb"[0-9A-Fa-f]*(?:[ \t]*(?:;[^\r\n]*)?\r?)?")
CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
DIGITS = re.compile(rb"[0-9]{1,19}")
# A head longer than this is none that anybody may wait for.
GREATEST_HEAD = 1 << 20
GREATEST_CHUNK = 1 << 63


class Malformed(Exception):
    """Bytes that are no message, whatever follows; `head` is the head if that can be read."""

    def __init__(self, reason, head=None):
        super().__init__(reason)
        self.head = head


class Message(typing.NamedTuple):
    method: bytes
    target: bytes
    status: int
    minor: int
    fields: list
    body: bytes
    # Where the bytes behind it begin.
    end: int
    is_complete: bool
    # Whether only the end of the connection ends it.
    is_open_ended: bool = False

    def all(self, name):
        return [value for key, value in self.fields if key == name]

    def first(self, name):
        return next(iter(self.all(name)), None)

    @property
    def is_kept(self):
        """Whether the connection may be used again."""
        options = b",".join(self.all(b"connection")).lower()
        if self.is_open_ended or b"close" in options:
            return False
        return self.minor == 1 or b"keep-alive" in options


def fields_of(lines, is_relays):
    fields = []
    if PLAIN_FIELDS.fullmatch(b"".join(line + b"\n" for line in lines)):
        for line in lines:
            name, _, value = line.partition(b":")
            fields.append((name.lower(), value.strip(b" \t")))
        return fields
    for line in lines:
        if line[:1] in (b" ", b"\t"):
            if is_relays or not fields:
                raise Malformed("a folded line")
            name, value = fields.pop()
            fields.append((name, value + b" " + line.strip(b" \t")))
            continue
        name, colon, value = line.partition(b":")
        if not colon or not FIELD_NAME.fullmatch(name):
            raise Malformed(f"no field: {line[:60]!r}")
        if b"\0" in value or b"\r" in value or is_relays and CONTROL.search(value):
            raise Malformed(f"a control character in a value: {line[:60]!r}")
        fields.append((name.lower(), value.strip(b" \t")))
    return fields


def head_of(data, start, is_relays):
    """The lines of a head and where it ends; None if it is not whole. Others than the relay may have empty
    lines before theirs."""
    while not is_relays and data[start:start + 1] in (b"\r", b"\n"):
        start += 1
    if is_relays:
        end = data.find(b"\r\n\r\n", start)
        if end < 0:
            if len(data) - start > GREATEST_HEAD:
                raise Malformed("an endless head")
            return None
        lines = data[start:end].split(b"\r\n")
        if any(b"\n" in line or b"\r" in line for line in lines):
            raise Malformed("a line ends without CRLF")
        return lines, end + 4
    ends = [place + len(end) for end in (b"\n\r\n", b"\n\n") if (place := data.find(end, start)) >= 0]
    if not ends:
        return None
    return [line.removesuffix(b"\r") for line in data[start:min(ends)].split(b"\n")[:-2]], min(ends)


def length_of(values):
    """The one length that the fields state."""
    if len(values) != 1 or not DIGITS.fullmatch(values[0]):
        raise Malformed(f"no length: {values[:3]!r}")
    return int(values[0])


def chunked(data, place, is_relays):
    """A body in chunks, where it ends, and whether it is whole."""
    body = []
    while True:
        size = CHUNK_SIZE.match(data, place)
        if not size:
            if not CHUNK_SIZE_SO_FAR.fullmatch(data, place):
                raise Malformed(f"no chunk: {data[place:place + 40]!r}")
            return b"".join(body), len(data), False
        if is_relays and size[2]:
            raise Malformed("an extension of a chunk")
        count, place = int(size[1], 16), size.end()
        if count >= GREATEST_CHUNK:
            raise Malformed("a chunk of more than there can be")
        if not count:
            break
        body.append(data[place:place + count])
        place += count
        if len(data) < place + 2:
            if not b"\r\n".startswith(data[place:]):
                raise Malformed("a chunk does not end")
            return b"".join(body), len(data), False
        if data[place:place + 2] != b"\r\n":
            raise Malformed("a chunk does not end")
        place += 2
    while True:
        end = data.find(b"\r\n", place)
        if end < 0:
            return b"".join(body), len(data), False
        line, place = data[place:end], end + 2
        if not line:
            return b"".join(body), place, True
        if is_relays or not FIELD_NAME.fullmatch(line.partition(b":")[0]):
            raise Malformed(f"a trailer: {line[:60]!r}")


def framed(data, place, fields, is_relays, may_lack_framing):
    """A body as fields frame it: body, end, whether it is whole, whether it is open-ended."""
    codings, lengths = [[value for key, value in fields if key == name]
                        for name in (b"transfer-encoding", b"content-length")]
    if codings:
        if lengths:
            raise Malformed("both a length and a coding")
        if [coding.lower() for coding in codings] != [b"chunked"]:
            raise Malformed(f"a transfer coding: {codings!r}")
        return *chunked(data, place, is_relays), False
    if lengths:
        length = length_of(lengths)
        body = data[place:place + length]
        return body, place + len(body), len(body) == length, False
    if may_lack_framing:
        return data[place:], len(data), False, True
    return b"", place, True, False


def request(data, start=0, is_relays=False):
    """The request that begins at `start`; None if its head is not whole."""
    head = head_of(data, start, is_relays)
    if not head:
        return None
    lines, place = head
    line = REQUEST_LINE.fullmatch(lines[0])
    if not line:
        raise Malformed(f"no request line: {lines[0][:80]!r}")
    method, target, minor = line[1], line[2], int(line[4] >= b"1.1")
    bare = Message(method, target, 0, minor, [], b"", place, False)
    try:
        fields = fields_of(lines[1:], is_relays)
        bare = bare._replace(fields=fields)
        hosts = bare.all(b"host")
        if len(hosts) > 1 or not hosts and minor:
            raise Malformed("not one host")
        if bare.all(b"transfer-encoding") and not minor:
            raise Malformed("a coding in HTTP/1.0")
        body, end, is_complete, _ = framed(data, place, fields, is_relays, False)
    except Malformed as error:
        raise Malformed(str(error), bare) from None
    return Message(method, target, 0, minor, fields, body, end, is_complete)


def is_doubtful(data, start):
    """Whether a server may refuse the request that begins at `start`, although it can be read."""
    try:
        lines, place = head_of(data, start, True)
        chars = b"".join(value for _, value in fields_of(lines[1:], True))
        line = re.fullmatch(rb"[^ ]+ [^ ]+ HTTP/1\.[01]", lines[0])
        return not line or CONTROL.search(chars) or b"transfer-encoding" in data[start:place].lower()
    except (Malformed, TypeError):
        return True


def response(data, start=0, method=b"POST", is_over=False, is_relays=False):
    """The answer that begins at `start`; None if its head is not whole."""
    head = head_of(data, start, is_relays)
    if not head:
        return None
    lines, place = head
    line = (STATUS_LINE if is_relays else STATUS_LINE_OF_OTHERS).fullmatch(lines[0])
    if not line:
        raise Malformed(f"no status line: {lines[0][:80]!r}")
    fields, status = fields_of(lines[1:], is_relays), int(line[2])
    message = Message(method, b"", status, int(line[1]), fields, b"", place, True)
    if status < 200 or status in (204, 304) or method == b"HEAD":
        if is_relays and status not in (304,) and method != b"HEAD":
            if message.all(b"transfer-encoding") or message.first(b"content-length") not in (None, b"0"):
                raise Malformed(f"a body is announced that {status} cannot have")
        return message
    if is_relays and message.all(b"transfer-encoding") and not message.minor:
        raise Malformed("a coding in HTTP/1.0")
    body, end, is_complete, is_open_ended = framed(data, place, fields, is_relays, True)
    return Message(method, b"", status, message.minor, fields, body, end, is_complete or is_open_ended and is_over,
                   is_open_ended)
