"""Requests of a client: a grammar of good ones, and what is done to them.

A mutation returns whether the request still means the same, so that its answer is still known.
"""

import json
import re

# By their names: those without a limit, one that may have few streams at a time, and many that have a
# limit of tokens, since an answer that lies about its tokens uses up an hour of them.
FREE = ["alice", "bob"]
KEYS = {"alice": b"relay-key-alice-5Qm2", "bob": b"relay-key-bob-7Xk9", "dave": b"relay-key-dave-1Zt6",
        **{f"carol{number:02}": b"relay-key-carol%02d-3Wd8" % number for number in range(64)}}
STREAMS_OF_DAVE = 2
TOKENS_OF_CAROL = 1_000_000_000
STRANGER = b"key-of-nobody-8Vr4"

NUMBERS = ["9223372036854775807", "9223372036854775808", "-9223372036854775809", "-1", "0", "1e400",
           "1.5", "1e-400", '"12"', "null", "true", "[]", "{}", "18446744073709551616", "9" * 400,
           "-0", "1E+2", "0x10", "NaN", "01"]
ODD_BYTES = [b"\0", b"\r", b"\n", b"\t", b" ", b"\x0b", b"\x7f", b"\x80", b"\xff", b"\xc0\xaf",
             b"\xed\xa0\x80", b"\xe2\x80\xa8", b":", b",", b";", b"\"", b"\\", b"%00", b"%0d%0a"]
CHANGING = ["/v1/messages", "/chat/stream"]
OTHERS = ["/health", "/metrics", "/ready", "/", "/nowhere", "/chat/stream", "/v1/messages", "/v1/messages/",
          "*", "/health?x=1", "/chat/stream?events=tool,usage"]


def tag(case, index):
    return b"tag-%d-%d-gat" % (case, index)


TAG = re.compile(rb"tag-[0-9]+-[0-9]+-gat")


def numbers_in(mark):
    """The number of the case, and that of the request in it."""
    _, case, index, _ = mark.split(b"-")
    return int(case), int(index)


# Of a request that is hidden in another the place is as much greater than that one's.
HIDDEN = 4
# In an answer behind another one: no client gets it.
TRAP = b"trap-part"


class Ask:
    """A request before it is bytes."""

    def __init__(self, random, case, index, port, path, key):
        self.random, self.case, self.index, self.tag = random, case, index, tag(case, index)
        self.port, self.path, self.key = port, path, key
        self.method, self.target, self.version = b"POST", path.encode(), b"HTTP/1.1"
        self.is_known, self.is_framed, self.chunks, self.name = True, True, None, "ask"
        self.is_streamed = path == "/chat/stream" or random.random() < 0.6
        if path == "/v1/messages":
            content = {"model": "m", "max_tokens": 64, "stream": self.is_streamed, "messages": [
                {"role": "user", "content": self.tag.decode()}]}
            if random.random() < 0.3:
                self.target += b"?t=" + self.tag
        else:
            content = {"message": self.tag.decode() + " é\n"}
            if random.random() < 0.3:
                content["history"] = [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]
            if random.random() < 0.3:
                self.target += b"?events=tool,usage"
        self.body = json.dumps(content).encode()
        # The tag stands first, so that nothing that is done to another field hides it.
        self.fields = [(b"anthropic-beta", self.tag), (b"host", b"127.0.0.1:%d" % port),
                       (b"content-type", b"application/json")]
        if key:
            self.fields.append((b"x-api-key", key) if random.random() < 0.5 else
                               (b"authorization", b"Bearer " + key))

    @classmethod
    def other(cls, random, case, index, port, key):
        """One that no upstream hears of."""
        ask = cls(random, case, index, port, random.choice(CHANGING), key)
        ask.method = random.choice([b"GET", b"GET", b"GET", b"HEAD", b"DELETE", b"OPTIONS", b"PUT"])
        ask.target = random.choice(OTHERS).encode()
        ask.body, ask.name, ask.is_known = b"", "other", False
        if b"chat" in ask.target and random.random() < 0.7:
            ask.fields.append((b"last-event-id", random.choice(
                [b"%032x-1" % random.getrandbits(128), b"1", b"", b"-", b"x-1", b"\xff-1", b"a" * 5000])))
        return ask

    def put(self, name, value, place=None):
        self.fields.insert(self.random.randint(1, len(self.fields)) if place is None else place, (name, value))

    def without(self, *names):
        self.fields = [field for field in self.fields if field[0].lower() not in names]

    def bytes(self):
        if self.is_framed:
            if self.chunks is not None:
                self.put(b"transfer-encoding", b"chunked")
            elif self.body or self.random.random() < 0.5:
                self.put(b"content-length", b"%d" % len(self.body))
        lines = [b" ".join(part for part in (self.method, self.target, self.version) if part is not None)]
        lines += [name + (b": " if name[-1:] not in b": \t" else b"") + value for name, value in self.fields]
        return b"\r\n".join(lines) + b"\r\n\r\n" + (self.body if self.chunks is None else self.chunks)


def in_chunks(random, body, extension=lambda: b"", trailer=b""):
    parts, place = [], 0
    while place < len(body):
        count = min(len(body) - place, random.choice([1, 2, 7, 40, 1000, 20000]))
        size = b"%x" % count if random.random() < 0.8 else b"%04X" % count
        parts.append(size + extension() + b"\r\n" + body[place:place + count] + b"\r\n")
        place += count
    return b"".join(parts) + b"0" + extension() + b"\r\n" + trailer + b"\r\n"


def smuggled(ask):
    """A request with a tag of its own, where it is hidden in another."""
    return (b"POST /v1/messages HTTP/1.1\r\nhost: 127.0.0.1:%d\r\nx-api-key: %b\r\nanthropic-beta: %b\r\n"
            b"content-length: 2\r\n\r\n{}" % (ask.port, ask.key or STRANGER, tag(ask.case, ask.index + HIDDEN)))


def method(ask):
    ask.method = ask.random.choice([b"GET", b"HEAD", b"PUT", b"DELETE", b"OPTIONS", b"CONNECT", b"TRACE", b"post",
                                    b"PO ST", b"P\0ST", b"BREW", b"", b"PRI", b"M-SEARCH", b"POST" * 100, b"\xff"])


def target(ask):
    host = b"127.0.0.1:%d" % ask.port
    path = ask.target
    ask.target, is_known = ask.random.choice([
        (b"http://" + host + path, True), (b"HTTP://" + host + path, True), (b"https://" + host + path, True),
        (b"http://elsewhere" + path, False), (b"http://a@" + host + path, False), (b"//" + host + path, False),
        (path + b"/", False), (b"/v1/%6dessages", False), (path.upper(), False), (path + b"#f", False),
        (path + b"?a=" + b"b" * ask.random.choice([10, 3000, 40000, 80000]), False), (b"*", False), (b"", False),
        (host, False), (b"/../v1/messages", False), (b"/v1/messages;a=b", False), (b"/v1//messages", False),
        (path + b" HTTP/1.1 ", False), (path + ask.random.choice(ODD_BYTES) + b"x", False),
        (path + b"?" + ask.random.choice(ODD_BYTES), False), (path + b"?events=" + b"x," * 30, False),
        (path + b"?{}|^`<>", False), (path + "?é".encode(), False)])
    return is_known and b"/v1/" in ask.target and path.startswith(b"/")


def version(ask):
    ask.version = ask.random.choice([b"HTTP/1.0", b"HTTP/1.0", b"HTTP/1.2", b"HTTP/2.0", b"HTTP/0.9", b"http/1.1",
                                     b"HTTP/1.1 ", b"HTTP/11", b"HTTP/1.10", b"HTTP/1,1", None, b"XTTP/1.1", b"RTSP/1.0"])


def field_bytes(ask):
    place = ask.random.randrange(1, len(ask.fields))
    name, value = ask.fields[place]
    odd, at = ask.random.choice(ODD_BYTES), ask.random.randrange(20)
    if ask.random.random() < 0.4:
        name = name[:at] + odd + name[at:]
    else:
        value = value[:at] + odd + value[at:]
    ask.fields[place] = (name, value)


def space(ask):
    place = ask.random.randrange(1, len(ask.fields))
    name, value = ask.fields[place]
    is_first = name.isascii() and b":" not in name
    ask.fields[place], is_known = ask.random.choice([
        ((name + b":", value), True), ((name + b": \t ", value), True), ((name, value + b" \t "), False),
        ((name + b" :", value), False),
        ((name + b"\t:", value), False), ((b" " + name, value), False), ((name, b"a\r\n " + value), False),
        ((name, value + b"\r\n\t"), False), ((name, value + b"\r\n\r"), False), ((b"", value), False),
        ((name, b""), False), ((name, value + b"\n x: y"), False), ((name, value + b"\rx: y"), False)])
    # Spaced twice, a value begins with a colon.
    return is_known and is_first


def duplicate(ask):
    name, value = ask.random.choice(ask.fields)
    ask.put(name, ask.random.choice([value, value + b"x", b"", b"a", STRANGER]))


def order(ask):
    others = ask.fields[1:]
    ask.random.shuffle(others)
    ask.fields[1:] = others
    return True


def letters(ask):
    ask.fields = [(bytes(ask.random.choice([letter, letter ^ 32]) if 97 <= letter <= 122 else letter
                         for letter in name), value) for name, value in ask.fields]
    return True


def many(ask):
    count, length = ask.random.choice([(50, 20), (180, 8), (230, 8), (1, 20000), (1, 40000), (30, 3000), (5, 70000)])
    for number in range(count):
        ask.put(b"x-%d" % number, b"v" * length)
    return len(ask.fields) < 100 and sum(len(value) for _, value in ask.fields) < 30000


def framing(ask):
    """Two ends of one body, or none, with a request where one of them would be."""
    ask.is_framed = False
    hidden = smuggled(ask)
    inner = in_chunks(ask.random, ask.body)
    length, coding = b"content-length", b"transfer-encoding"
    fields, ask.chunks = ask.random.choice([
        ([(length, b"%d" % (len(inner) + len(hidden))), (coding, b"chunked")], inner + hidden),
        ([(coding, b"chunked"), (length, b"%d" % len(inner))], inner),
        ([(length, b"3"), (coding, b"chunked")], inner + hidden),
        ([(length, b"%d" % len(ask.body)), (length, b"%d" % (len(ask.body) + len(hidden)))], ask.body + hidden),
        ([(length, b"%d" % len(ask.body))] * 2, ask.body),
        ([(length, b"%d, %d" % (len(ask.body), len(ask.body)))], ask.body),
        ([(length, ask.random.choice([b"+%d", b"-%d", b" %d ", b"%d;", b"0x%x", b"0%d", b"%d.0", b"%de0", b"\x0b%d"])
           % len(ask.body))], ask.body + hidden),
        ([(length, ask.random.choice([b"", b"99999999999999999999", b"9223372036854775807", b"4294967296",
                                      b"33554433", b"18446744073709551616"]))], ask.body + hidden),
        ([(coding, ask.random.choice([b"Chunked", b"xchunked", b"chunked, chunked", b"gzip, chunked", b"identity",
                                      b"chunked, identity", b"", b"chunked;q=1", b"\x0bchunked", b"chunk\ted"]))],
         inner + hidden),
        ([(coding, b"chunked"), (coding, ask.random.choice([b"chunked", b"identity", b"cow"]))], inner + hidden),
        ([(coding + b" ", b"chunked"), (length, b"%d" % len(ask.body))], ask.body),
        ([(b"transfer_encoding", b"chunked"), (length, b"%d" % len(ask.body))], ask.body),
        ([(b"x\r\n" + coding, b"chunked"), (length, b"%d" % len(ask.body))], ask.body + hidden),
        ([(length, b"%d" % max(0, len(ask.body) - 5))], ask.body), ([(length, b"%d" % (len(ask.body) + 9))], ask.body),
        ([], ask.body + hidden)])
    for name, value in fields:
        ask.put(name, value, len(ask.fields))


def chunks(ask):
    ask.chunks = in_chunks(ask.random, ask.body, lambda: ask.random.choice([b"", b"", b";a=b", b';a="b c"', b" ;a"]),
                           ask.random.choice([b"", b"", b"x-trailer: 1\r\n"]))
    return b" ;" not in ask.chunks


def damaged_chunks(ask):
    whole, hidden = in_chunks(ask.random, ask.body), smuggled(ask)
    rest = whole[whole.index(b"\r\n"):]
    size = whole[:len(whole) - len(rest)]
    ask.chunks = ask.random.choice([
        b"0" * 20 + whole, b"0x" + whole, b"-" + whole, b" " + whole, b"g" + whole, whole.replace(b"\r\n", b"\n"),
        size + b"\n" + rest[2:], size + b";" + b"e" * ask.random.choice([100, 20000, 200000]) + rest,
        b"ffffffffffffffff" + rest, b"10000000000000000" + rest, b"fffffffffffffff" + rest,
        whole[:-7] + b"XX" + whole[-7:],
        whole[:-2] + b"x-a: b\r\n" * ask.random.choice([1, 300, 9000]) + b"\r\n",
        whole[:-2] + b"content-length: 5\r\ntransfer-encoding: x\r\nhost: b\r\n\r\n", whole[:-2] + hidden,
        whole[:-5] + b"0;\n" + hidden + b"\r\n\r\n", whole[:-5], size + b";\n" + hidden + rest,
        size + b"\r" + rest[2:], whole[:-2] + b"\n", b"\r\n" + whole])


def body(ask):
    """Of a body that goes on as it comes only the length matters."""
    random, text = ask.random, ask.body or b"{}"
    number = random.choice(NUMBERS).encode()
    ask.body = random.choice([
        lambda: text.replace(b"64", number), lambda: text[:-1] + b',"max_tokens":' + number + b"}",
        lambda: text[:random.randrange(len(text))] + ask.tag, lambda: text + b"}" + ask.tag, lambda: ask.tag,
        lambda: text[:-1] + b',"system":' + number + b',"model":"' + b"m" * random.choice([1, 300, 5000]) + b'"}',
        lambda: text[:-1] + b',"tools":' + b"[" * 200 + b"]" * 200 + b"}",
        lambda: text[:-1] + b',"tools":[' + b"{}," * random.choice([3, 300, 25000]) + b"{}]}",
        lambda: text.replace(b"tag-", random.choice(ODD_BYTES) + b"tag-"), lambda: b"[" * 3000 + ask.tag,
        lambda: text[:-1] + b',"history":[' + b'{"role":"user","content":"x"},' * 1100 + b"1]}",
        lambda: b"\xef\xbb\xbf" + text, lambda: text.decode("latin-1").encode("utf-16"), lambda: b" " * 5000 + text,
        lambda: ask.tag + smuggled(ask), lambda: text[:-1] + b',"x":"' + b"y" * 70000 + b'"}',
        lambda: text.replace(b'"content"', b'"\\u0063ontent"').replace(b'"message"', b'"messag\\u0065"'),
        lambda: text[:-1] + b',"message":"' + ask.tag + b'","message":"b\\ud800"}'])()
    return ask.path == "/v1/messages" and b'"stream": true' in ask.body[:300]


def connection(ask):
    value = ask.random.choice([b"close", b"keep-alive", b"Keep-Alive, x-api-key", b"content-type", b"close, close",
                               b"host", b"content-length", b"transfer-encoding", b"upgrade", b"Upgrade, HTTP2-Settings",
                               b"\tupgrade\t, x", b"\"upgrade\"", b"authorization", b",,,", b"upgrade, close", b"x" * 3000])
    ask.put(b"connection", value)
    if b"pgrade" in value:
        ask.put(b"upgrade", ask.random.choice([b"h2c", b"websocket", b"", b"h2c, x", b"TLS/1.0, HTTP/1.1"]))
    return value in (b"close", b"keep-alive", b"close, close")


def expect(ask):
    ask.put(b"expect", ask.random.choice([b"100-continue", b"100-Continue", b"200-ok", b""]))
    return True


def keys(ask):
    """A relay's key stands in more than one field; at least one is good, or none is."""
    random = ask.random
    own, other = ask.key or STRANGER, random.choice(list(KEYS.values()))
    ask.without(b"x-api-key", b"authorization")
    for name, value in random.choice([
            [], [(b"x-api-key", STRANGER)], [(b"authorization", b"Basic " + own)],
            [(b"x-api-key", own), (b"authorization", b"Bearer " + other)],
            [(b"x-api-key", own), (b"authorization", random.choice([b"bearer  ", b"Basic ", b"", b"a b c d e "]) + other)],
            [(b"x-api-key", own), (b"x-api-key", other)], [(b"authorization", b"BEARER " + own), (b"authorization", own)],
            [(b"x-api-key", STRANGER), (b"authorization", b"Bearer " + own)], [(b"x-api-key", own[:-1])],
            [(b"x-api-key", own + b" "), (b"authorization", b"Bearer " + STRANGER)], [(b"x-api-key", b"k" * 600)],
            [(b"x-api-key", own), (random.choice([b"proxy-authorization", b"cookie", b"x-forwarded-key"]), other)]]):
        ask.put(name, value)


def personal(ask):
    for _ in range(ask.random.randrange(1, 4)):
        ask.put(*ask.random.choice([
            (b"cookie", b"crumb=1"), (b"Cookie", b"crumb=2"), (b"origin", b"https://evil.example"), (b"dnt", b"1"),
            (b"referer", b"http://a/"), (b"x-forwarded-for", b"10.0.0.1"), (b"forwarded", b"for=10.0.0.1"),
            (b"sec-fetch-site", b"cross-site"), (b"x-real-ip", b"1.2.3.4"), (b"te", b"trailers"), (b"trailer", b"x"),
            (b"keep-alive", b"timeout=5"), (b"proxy-connection", b"x"), (b"accept-encoding", b"gzip, br")]))
    return bool(ask.key)


def coding(ask):
    ask.put(*ask.random.choice([(b"content-encoding", b"gzip"), (b"content-encoding", b"identity"),
                                (b"content-type", b"text/plain"), (b"content-type", b"multipart/form-data")]))
    return ask.path == "/v1/messages" and bool(ask.key)


def host(ask):
    ask.without(b"host")
    for value in ask.random.choice([[], [b""], [b"evil.example"], [b"a b"], [b"a@b"], [b"[::1]"], [b"a", b"b"], [b"a/b"],
                                    [b"127.0.0.1:99999999"], [b"localhost"], [b"h" * 40000], [b"\xff"]]):
        ask.put(b"host", value)


MUTATIONS = [method, target, target, version, field_bytes, field_bytes, space, duplicate, order, letters, many, framing,
             framing, framing, chunks, chunks, damaged_chunks, damaged_chunks, body, body, body, connection,
             connection, expect, keys, keys, personal, coding, host]


def mutate(ask):
    """Does one to three things to it."""
    for change in ask.random.choices(MUTATIONS, k=ask.random.choice([1, 1, 1, 2, 3])):
        ask.is_known = bool(change(ask)) and ask.is_known
        ask.name += " " + change.__name__


def damage(random, data, count=1):
    """Bytes changed, put in or taken out anywhere but in a tag, without which nothing can be judged."""
    for _ in range(count):
        tags = [found.span() for found in re.finditer(rb"anthropic-beta: |tag-[0-9-]+gat\r?\n?", data)]
        place = random.randrange(len(data) + 1)
        if any(start <= place < end for start, end in tags):
            continue
        width = random.choice([0, 1, 1, 2])
        odd = random.choice(ODD_BYTES + [b"", bytes([random.randrange(256)])])
        if not any(start < place + width and place < end for start, end in tags):
            data = data[:place] + odd + data[place + width:]
    return data


def script(random, data, greatest_wait=0.002):
    """The bytes in pieces, cut anywhere."""
    way = random.random()
    if way < 0.5 or len(data) < 2:
        return [data]
    if way < 0.6:
        count = random.randrange(1, 40)
        places = [*range(1, min(count, len(data)))]
    elif way < 0.7:
        places = [place for place in range(max(1, len(data) - random.randrange(1, 30)), len(data))]
    else:
        places = sorted(random.randrange(1, len(data)) for _ in range(random.choice([1, 1, 2, 5])))
    steps, before = [], 0
    for place in [*places, len(data)]:
        if place > before:
            steps.append(data[before:place])
            if random.random() < 0.3:
                steps.append(random.choice([0, 0.0005, greatest_wait]))
        before = place
    return steps
