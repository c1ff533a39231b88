"""Answers of an upstream: a grammar of good ones, and what is done to them."""

import functools
import json

import strict
from requests import NUMBERS, ODD_BYTES, TRAP, damage, in_chunks, script
from wire import HANG_UP, RESET

# As long as the relay waits for a byte, and more.
SILENCE = 2.5
WORDS = ["Hallo ", "wörld ", "\\\"quoted\\\" ", "\\ud83d\\ude00 ", "a\\nb ", "{}[] ", "data: x ", "\\u0000 "]


def event(kind, data):
    return b"event: " + kind + b"\ndata: " + data + b"\n\n"


TOOL = (event(b"content_block_start", b'{"type":"content_block_start","index":1,"content_block":{"type":"tool_use",'
                                      b'"id":"t","name":"n\\u0007","input":{}}}')
        + event(b"content_block_delta", b'{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta",'
                                        b'"partial_json":"{[\\u0000"}}')
        + event(b"content_block_stop", b'{"type":"content_block_stop","index":1}'))


class Answer:
    """An answer before it is bytes: what it says, then how."""

    def __init__(self, random, tag, is_streamed, is_chat, key):
        self.random, self.tag, self.key, self.is_chat = random, tag, key or b"", is_chat
        self.status, self.reason, self.version = 200, b"OK", b"HTTP/1.1"
        self.is_streamed, self.is_known, self.is_framed, self.name = is_streamed, True, True, "answer"
        # What comes before, what is said behind, whether what was begun is not ended.
        self.before, self.behind, self.greatest, self.end = b"", b"", None, None
        self.is_slow, self.texts, self.fields = False, [tag.decode() + " "], []
        self.texts += random.choices(WORDS, k=random.randrange(0, 6))
        if is_streamed:
            self.put(b"content-type", random.choice([b"text/event-stream", b"text/event-stream; charset=utf-8"]))
            self.events = self.stream()
        else:
            self.put(b"content-type", b"application/json")
            self.events = [b'{"id":"msg_%b","type":"message","role":"assistant","content":[{"type":"text","text":"%b"}],'
                           b'"model":"m","stop_reason":"end_turn","usage":{"input_tokens":5,"output_tokens":7}}'
                           % (tag, "".join(self.texts).encode())]
        # How the body ends: chunks, a length, the connection's end.
        self.way = random.choices(["chunks", "length", "close"], [6, 3, 1])[0]
        self.body_of, self.coding = b"".join, functools.partial(in_chunks, random)

    def stream(self):
        parts = [event(b"message_start",
                       b'{"type":"message_start","message":{"id":"msg_%b","type":"message","role":"assistant","content":[],'
                       b'"model":"m","stop_reason":null,"usage":{"input_tokens":5,"output_tokens":1}}}' % self.tag),
                 event(b"content_block_start", b'{"type":"content_block_start","index":0,"content_block":{"type":"text",'
                                               b'"text":""}}')]
        parts += [event(b"content_block_delta", b'{"type":"content_block_delta","index":0,"delta":{"type":"text_delta",'
                                                b'"text":"%b"}}' % text.encode()) for text in self.texts]
        return parts + [
            event(b"content_block_stop", b'{"type":"content_block_stop","index":0}'),
            event(b"message_delta", b'{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":'
                                    b'{"output_tokens":7}}'),
            event(b"message_stop", b'{"type":"message_stop"}')]

    def put(self, name, value, place=None):
        self.fields.insert(self.random.randrange(len(self.fields) + 1) if place is None else place, (name, value))

    def refuse(self):
        """An error, which may quote the key that the upstream was asked with."""
        self.status, self.reason = self.random.choice([400, 401, 403, 404, 413, 429, 500, 502, 503, 529, 599]), b"No"
        quoted = self.random.choice([b"", self.key, self.key.replace(b"-", b"\\u002d"), self.key + self.key])
        self.is_streamed, self.fields = False, [(b"content-type", b"application/json")]
        self.events = [b'{"type":"error","error":{"type":"invalid_request_error","message":"%b of %b"}}'
                       % (quoted, self.tag)]
        if self.random.random() < 0.2:
            self.put(b"x-quoted", b"Bearer " + self.key)
        if self.random.random() < 0.2:
            self.put(b"retry-after", self.random.choice(NUMBERS).encode())

    def plan(self):
        body = self.body_of(self.events)
        if self.is_framed:
            if self.way == "chunks":
                self.put(b"transfer-encoding", b"chunked")
                body = self.coding(body)
            elif self.way == "length":
                self.put(b"content-length", b"%d" % len(body))
            else:
                self.end = self.end or HANG_UP
                if self.random.random() < 0.5:
                    self.put(b"connection", b"close")
        head = [self.version + b" %03d " % self.status + self.reason if isinstance(self.status, int) else self.status]
        head += [name + (b": " if name[-1:] not in b": \t" else b"") + value for name, value in self.fields]
        data = self.before + b"\r\n".join(head) + b"\r\n\r\n" + body + self.behind
        if self.greatest is not None:
            data = data[:int(len(data) * self.greatest)]
        return Plan(self, data)


class Plan:
    """What is sent and what it comes to, as the strict parser sees it."""

    def __init__(self, answer, data):
        self.name, self.data, self.status = answer.name, data, answer.status
        self.is_streamed, self.is_chat, self.end = answer.is_streamed, answer.is_chat, answer.end
        self.text = "".join(answer.texts)
        self.message, self.fault = None, None
        try:
            self.message = self.read(data)
        except strict.Malformed as error:
            self.fault = str(error)
        is_whole = self.message is not None and self.message.is_complete
        if is_whole and self.message.is_kept:
            # Whoever closes a connection that was to be kept may cross the next request.
            self.end = None
        self.is_known = answer.is_known and is_whole
        # Whether another request may come on the connection.
        # A line that is empty is read over before an answer.
        is_all = is_whole and not data[self.message.end:].strip(b"\r\n")
        self.is_kept = is_all and self.message.is_kept and not self.end
        # A last piece of its own would come when the relay has the connection for free.
        is_last = self.message is None or self.message.end == len(data)
        is_cut_anywhere = answer.is_slow and is_last
        self.script = script(answer.random, data, 0.004) if is_cut_anywhere else [data]
        if self.end in (HANG_UP, RESET):
            if self.end == RESET and answer.random.random() < 0.5:
                self.script.append(0.002)
            self.script.append(self.end)
        elif not is_whole and not self.fault or self.end == "silence":
            self.script += [SILENCE * 2, HANG_UP]

    def read(self, data):
        """The final answer."""
        place = 0
        while True:
            message = strict.response(data, place, is_over=self.end in (HANG_UP, RESET))
            if message is None or message.status >= 200:
                return message
            if message.status == 101 or not message.minor:
                raise strict.Malformed("another protocol")
            place = message.end


def status(answer):
    line = answer.random.choice([
        101, 100, 0, 99, 199, 204, 205, 206, 304, 301, 302, 418, 600, 999, 299, 226, b"HTTP/1.1 20",
        b"HTTP/1.1 2000 OK", b"HTTP/1.1 200", b"HTTP/1.0 200 OK", b"HTTP/2.0 200 OK", b"HTTP/0.9 200 OK", b"ICY 200 OK",
        b"HTTP/1.1  200 OK",
        b"HTTP/1.1 -20 OK", b"HTTP/1.1 200 " + b"r" * 90000, b"HTTP/1.1 200 a\rset-cookie: b", b"HTTP/1.1 200 a\0",
        b"HTTP/1.1 200 \xc4\x8d\xc4\x8a\xff", b"HTTP/1.1 200 a\nx: y", b"\r\nHTTP/1.1 200 OK", b"", b"POST / HTTP/1.1"])
    if line == 101:
        answer.put(b"upgrade", b"x")
        answer.put(b"connection", b"upgrade")
    answer.status = line


def head(answer):
    odd = answer.random.choice(ODD_BYTES)
    for name, value in answer.random.choice([
            [(b"x", b"a" + odd + b"b")], [(b"x" + odd, b"a")], [(b"x ", b"a")], [(b"x", b"a\r\n b")], [(b"", b"a")],
            [(b"x-%d" % number, b"y") for number in range(answer.random.choice([100, 250, 300]))],
            [(b"x", b"v" * answer.random.choice([1000, 70000, 90000, 300000]))], [(b"content-type", b"text/html")],
            [(b"connection", answer.random.choice([b"close", b"content-type", b"content-length", b"x, keep-alive"]))],
            [(b"access-control-allow-origin", b"*"), (b"set-cookie", b"a=b")], [(b"keep-alive", b"timeout=1")],
            [(b"x-answer-id", b"mine"), (b"x-relay-request-id", b"mine")], [(b"content-length", b"5")],
            [(b"upgrade", b"h2c"), (b"trailer", b"x")], [(b"content-type", b"")], [(b"retry-after", b"9" * 40)]]):
        answer.put(name, value)


def frame(answer):
    """Two ends of one body, or none, with an answer where one of them would be."""
    random, body = answer.random, answer.body_of(answer.events)
    answer.is_framed = False
    inner, length, coding = in_chunks(random, body), b"content-length", b"transfer-encoding"
    hidden = smuggled()
    fields, content = random.choice([
        ([(length, b"%d" % len(inner)), (coding, b"chunked")], inner),
        ([(coding, b"chunked"), (length, b"3")], inner + hidden),
        ([(length, b"%d" % len(body)), (length, b"%d" % (len(body) + 9))], body + hidden),
        ([(length, b"%d" % len(body))] * 2, body), ([(length, b"%d, %d" % (len(body), len(body)))], body),
        ([(length, random.choice([b"+%d", b"-%d", b"0x%x", b"%d ", b"0%d", b"%d;", b"%d.0"]) % len(body))],
         body + hidden),
        ([(length, random.choice([b"", b"99999999999999999999", b"9223372036854775807", b"x"]))], body),
        ([(coding, random.choice([b"gzip, chunked", b"chunked, gzip", b"xchunked", b"identity", b"Chunked", b""]))],
         inner),
        ([(coding, b"chunked"), (coding, b"chunked")], inner), ([(coding + b" ", b"chunked"), (length, b"3")], inner),
        ([(length, b"%d" % (len(body) + 10))], body), ([(length, b"%d" % max(0, len(body) - 10))], body + hidden),
        ([(length, b"0")], body), ([], body)])
    for name, value in fields:
        answer.put(name, value, len(answer.fields))
    answer.body_of = lambda _: content
    answer.end = random.choice([None, HANG_UP, RESET])


def chunks(answer):
    def damaged(body):
        data = in_chunks(answer.random, body)
        first = data.index(b"\r\n")
        return answer.random.choice([
            lambda: data.replace(b"\r\n", b"\n"), lambda: data[:first] + b";a=b" + data[first:],
            lambda: data[:first] + b";" + b"e" * 3000 + data[first:], lambda: b"0" * 16 + data, lambda: b"g" + data,
            lambda: data[:first] + b" " + data[first:], lambda: b"fffffffffffffff" + data[first:],
            lambda: b"7fffffffffffffff" + data[first:], lambda: data[:-2] + b"x: y\r\n\r\n",
            lambda: data[:-7] + b"XX" + data[-7:], lambda: data[:-2] + b"x: " + b"y" * 20000 + b"\r\n\r\n",
            lambda: data[:-5] + b"-1\r\n\r\n", lambda: data[:-2] + b"\n",
            lambda: data[:-2] + b"content-length: 3\r\n\r\n", lambda: data[:first] + b";\n" + data[first:]])()
    answer.way, answer.coding = "chunks", damaged


def behind(answer):
    """Bytes behind the answer, which nobody asked for."""
    answer.behind = answer.random.choice([b"\r\n", b"x", smuggled(), smuggled() * 2, b"\0" * 3000,
                                          b"HTTP/1.1 100 Continue\r\n\r\n"])


def before(answer):
    answer.before = answer.random.choice([
        b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 103 Early Hints\r\nlink: <a>\r\n\r\n", b"HTTP/1.1 102 P\r\n\r\n" * 40,
        b"HTTP/1.1 100 C\r\ncontent-length: 5\r\n\r\n", b"HTTP/1.1 100 C\r\ntransfer-encoding: chunked\r\n\r\n", b"\r\n"])


def cut(answer):
    answer.greatest = answer.random.choice([0, 0.05, answer.random.random(), answer.random.random(), 0.999])
    answer.end = answer.random.choices([HANG_UP, RESET, "silence"], [8, 5, 1])[0]


def slow(answer):
    answer.is_slow = True
    return True


def compressed(answer):
    answer.put(b"content-encoding", answer.random.choice([b"gzip", b"br", b"identity", b"x, gzip"]))
    answer.body_of = lambda events: b"\x1f\x8b\x08\0" + b"".join(events)


def usage(answer):
    number = answer.random.choice(NUMBERS).encode()
    wrong = answer.random.choice([
        [(b'"output_tokens":7', b'"output_tokens":' + number)], [(b'"input_tokens":5', b'"input_tokens":' + number)],
        [(b'"usage":{', b'"usage":{"cache_read_input_tokens":%b,"cache_creation_input_tokens":%b,' % (number, number))],
        [(b'"usage":{', b'"usage":%b,"x":{' % number)], [(b"_tokens", b"_toke\\u006es"), (b":7", b":" + number)]])
    for old, new in wrong:
        answer.events = [part.replace(old, new) for part in answer.events]
    return not answer.is_chat


def events(answer):
    """Another course of events."""
    random, parts = answer.random, answer.events
    if not parts:
        return
    place = random.randrange(len(parts))
    key = answer.key if answer.is_chat else b""
    change = random.choice([
        lambda: parts.pop(place), lambda: parts.insert(place, random.choice(parts)), lambda: random.shuffle(parts),
        lambda: parts.insert(place, event(b"ping", b'{"type":"ping"}')), lambda: parts.insert(place, b": comment\n\n"),
        lambda: parts.insert(place, b"id: " + b"i" * random.choice([1, 70000]) + b"\nretry: 1\n\n"),
        lambda: parts.insert(place, event(b"error", b'{"type":"error","error":{"type":"overloaded_error","message":'
                                                    b'"%b no"}}' % key)),
        lambda: parts.insert(place, b"data: [DONE]\n\n"), lambda: parts.insert(0, b"\xef\xbb\xbf"),
        lambda: parts.insert(place, b"data: " + b"x" * random.choice([300, 70000, 200000])),
        lambda: parts.insert(place, event(b"strange", b'{"type":"strange"}')),
        lambda: parts.insert(place, event(b"ping", b"[" * 1000)),
        lambda: parts.insert(place, event(b"ping", b'{"type":"message_stop"}')), lambda: parts.extend(parts),
        lambda: parts.insert(place, event(b"content_block_delta", b'{"type":"content_block_delta","index":0,"delta":'
                                          b'{"type":"text_delta","text":"' + b"long " * 20000 + b'"}}')),
        lambda: parts.insert(1, TOOL)])
    change()


def words(answer):
    """Values of events replaced by others."""
    random = answer.random
    old, new = random.choice([
        (b'"index":0', b'"index":' + random.choice(NUMBERS).encode()), (b'"type":"text_delta"', b'"type":"x_delta"'),
        (b'"text":"', b'"text":' + random.choice(NUMBERS).encode() + b',"text":"'),
        (b'"model":"m"', b'"model":"%b"' % (b"\\u0085m" * 60)), (b'"type":"message', b'"type":"messag'),
        (b'"end_turn"', random.choice(NUMBERS).encode()), (b'"id":"msg', b'"id":"\\ud800'),
        (b"event: ", b"event:  "), (b"data: ", b"data:"), (b"data: ", b"data"), (b"data: ", b"Data: "), (b"}}", b"}"),
        (b'"delta":', b'"delta":null,"d":'), (b'"content":[]', b'"content":[{"type":"text","text":"early"}]'),
        (b"data: ", b"data: \ndata: "), (b'"assistant"', b'"' + b"\xff" * 9 + b'"'), (b'"m"', b'"\\u0000\\n\\" x=1"')])
    if random.random() < 0.6:
        answer.events = [part.replace(old, new) for part in answer.events]
    elif answer.events:
        place = random.randrange(len(answer.events))
        answer.events[place] = answer.events[place].replace(old, new)


def lines(answer):
    new = answer.random.choice([b"\r\n", b"\r", b"\r\r\n", b"\n\r"])
    answer.events = [part.replace(b"\n", new) for part in answer.events]
    return new in (b"\r\n", b"\r")


def bytes_of_body(answer):
    count = answer.random.choice([1, 1, 3])
    answer.body_of = lambda parts: damage(answer.random, b"".join(parts), count)
    if answer.way == "close":
        # There the stream itself has to say its end, which may be what is damaged.
        answer.way = "length"
    return not answer.is_chat


MUTATIONS = [status, status, head, head, frame, frame, chunks, chunks, behind, before, cut, cut, cut, slow, slow,
             compressed, usage, usage, usage, events, events, events, events, words, words, words, lines, bytes_of_body,
             bytes_of_body]


def smuggled():
    return b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: %d\r\n\r\n%b" % (len(TRAP), TRAP)


def plan(random, tag, is_streamed, is_chat, key, is_good):
    """What an upstream answers to the request with a tag."""
    answer = Answer(random, tag, is_streamed, is_chat, key)
    if not is_good:
        is_refusal = random.random() < 0.15
        if is_refusal:
            answer.refuse()
            answer.is_known = False
        if random.random() < 0.05:
            answer.is_streamed = not answer.is_streamed
        # What is passed on with another status is not searched for keys, as Documentation/ThreatModel.md says.
        for change in random.choices(MUTATIONS[2 if is_refusal else 0:], k=random.choice([0, 1, 1, 1, 2])):
            answer.is_known = bool(change(answer)) and answer.is_known
            answer.name += " " + change.__name__
    elif random.random() < 0.2:
        answer.is_slow = True
    return answer.plan()
