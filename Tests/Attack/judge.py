"""What must hold of what the relay sends. Each function raises Wrong; nothing here opens a socket."""

import json
import re

import strict
from requests import TAG, TRAP

# What the relay shows each upstream; nothing for those that are shown what the client shows the relay.
UPSTREAM_KEYS = {"a": b"sk-upstream-a-9Hq4", "b": None, "c": None}
RELAY_KEY = re.compile(rb"relay-key-(?:alice-5Qm2|bob-7Xk9|dave-1Zt6|carol[0-9]{2}-3Wd8)")
SECRET = re.compile(b"|".join([RELAY_KEY.pattern, *filter(None, UPSTREAM_KEYS.values())]))
# Of an upstream's process or of the relay's own, on standard error.
DYING = re.compile(rb"Sanitizer|runtime error:|Fatal error|fatalError|[Pp]recondition failed|Assertion failed|"
                   rb"\*\*\* Program crashed|Crash:|terminating due to|core dumped", re.I)
ENDS_HERE = re.compile(rb"(?m)^(?:cookie2?|origin|referer|dnt|forwarded|x-real-ip|sec-.*|x-forwarded-.*|connection|"
                       rb"keep-alive|te|trailer|transfer-encoding|upgrade|proxy-(?:authenticate|authorization|connection)|expect|"
                       rb"upgrade-insecure-requests)$")
NOT_FOR_CLIENTS = re.compile(rb"(?m)^(?:access-control-.*|keep-alive|proxy-(?:authenticate|authorization|connection)|te|"
                             rb"trailer|upgrade)$")
# Without one of them no message has ended.
STOP = re.compile(rb'message_stop|\[DONE\]|stop_reason":(?!null)')
TOLD = b'event: error\ndata: {"type":"error"'
SAMPLE = re.compile(rb'# .*|[a-z_]+(?:\{(?:[a-z_]+="(?:[^"\\\n]|\\.)*",?)*\})? (?:\+Inf|[0-9][0-9.e+-]*)')


class Wrong(Exception):
    """What does not hold, its name first."""


def require(holds, name, *detail):
    if not holds:
        raise Wrong(": ".join([name, *map(str, detail)])[:600])


def tags(data):
    return set(TAG.findall(data))


def secret_in(data):
    # A search for words is much quicker than one for an expression.
    found = (b"relay-key-" in data or b"sk-upstream-" in data) and SECRET.search(data)
    return found and found[0]


def names(message):
    return b"\n".join(name for name, _ in message.fields)


def nothing_foreign(data, own, plans=()):
    """No secret, nothing that was smuggled, nothing of another request."""
    found = secret_in(data.replace(b"\\u002d", b"-"))
    require(not found, "a secret", found)
    is_said = any(plan.message and TRAP in plan.message.body for plan in plans)
    require(TRAP not in data or is_said, "smuggled", data[:200])
    foreign = tags(data) - {own}
    require(not foreign, "another's", foreign)


def upstream_request(data, upstream, port):
    """The request that an upstream gets, by the tag in it; None while it is not whole."""
    try:
        request = strict.request(data, is_relays=True)
    except strict.Malformed as error:
        raise Wrong(f"a request to the upstream is malformed: {error}: {data[:300]!r}") from None
    if request is None or not request.is_complete:
        return None
    require(request.end == len(data), "more than a request to the upstream", data[request.end:][:200])
    head = data[:len(data) - len(request.body)]
    require(request.method == b"POST" and request.target.partition(b"?")[0] == b"/v1/messages" and request.minor == 1,
            "the upstream's request line", head[:100])
    require(request.all(b"host") == [b"127.0.0.1:%d" % port], "the upstream's host", request.all(b"host"))
    require(len(request.all(b"content-length")) == 1, "the upstream gets no one length", head[:300])
    require(request.all(b"accept-encoding") == [b"identity"], "codings that the upstream may use", head[:300])
    ends = ENDS_HERE.search(names(request))
    require(not ends, "a field that ends at the relay went on", ends)
    key = UPSTREAM_KEYS[upstream]
    shown = request.all(b"x-api-key") + request.all(b"authorization")
    # To the relay that has no keys these are keys of somebody else's.
    words = re.split(rb"[ \t,]+", b" ".join(shown))
    is_shown = any(map(RELAY_KEY.fullmatch, words))
    require(upstream == "c" or not is_shown, "a key of the relay went to the upstream", shown)
    if key:
        require(shown == [key] == request.all(b"x-api-key"), "the upstream's key", shown)
    else:
        require(not any(other in head for other in filter(None, UPSTREAM_KEYS.values())), "another upstream's key", shown)
    marks = tags(head)
    require(len(marks) < 2, "two requests in one", marks)
    # One whose fields were lost on the way is known by its body.
    own = marks or set(TAG.findall(request.body)[:1])
    require(own, "a request of nobody", data[:300])
    return own.pop(), request


def plain(value):
    """A value as the relay has it: bytes that are not UTF-8 are replaced, white space is as good as other."""
    return " ".join(value.decode(errors="replace").split())


def is_of(request, sent, path):
    """Holds what an upstream got to what the client sent."""
    if path == b"/v1/messages":
        require(request.body == sent.body, "another body", request.body[:200], sent.body[:200])
        require(sent.target.endswith(request.target), "another target", request.target[:200], sent.target[:200])
    for name, value in request.fields:
        if (name, value) in sent.fields or name in (b"host", b"content-length", b"accept-encoding", b"x-api-key",
                                                    b"authorization"):
            continue
        stated = {b"content-type": b"application/json", b"accept": b"text/event-stream",
                  b"anthropic-version": b"2023-06-01"}.get(name)
        require((name, plain(value)) in [(name, plain(value)) for name, value in sent.fields] or path != b"/v1/messages" and value == stated,
                "a field that nobody sent", name, value[:100])


def shows_key(message):
    values = message.all(b"x-api-key") + message.all(b"authorization")
    return any(RELAY_KEY.fullmatch(word) for value in values for word in value.split()[-1:])


def passed(answer, plan, is_slow):
    """Holds what a client got of an upstream's answer to it."""
    if answer.is_open_ended or not answer.is_complete:
        # Nobody takes it for whole: HTTP/1.0 cannot tell, and does not.
        return
    if answer.first(b"x-relay-request-id") is None or answer.status >= 400:
        require(answer.status >= 400, "an answer of nobody", answer.status)
        return
    is_told = TOLD in answer.body
    require(not plan.fault or is_told, "an answer that is malformed was passed on", plan.fault, plan.data[:300])
    is_cut = plan.message is None or not plan.message.is_complete
    if is_cut and plan.end != "silence":
        is_over = plan.message and STOP.search(plan.message.body) and not plan.end
        require(is_told or is_over, "a cut answer was passed for whole", plan.end, plan.data[-200:])
    if not is_cut and not plan.fault:
        # Three seconds behind a stop reason the answer is over, however busy the machine is.
        is_over = is_slow and STOP.search(answer.body) and plan.message.body.startswith(answer.body)
        require(answer.body == plan.message.body or is_told or is_over, "another body than the upstream's",
                answer.body[-200:], plan.message.body[-200:])


def chat_events(body):
    """The values of a chat's events; holds them to their grammar."""
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise Wrong(f"a chat that is not UTF-8: {error}") from None
    require(not text or text.endswith("\n\n"), "a chat's event does not end", text[-100:])
    values, numbers = [], []
    for event in text.split("\n\n")[:-1]:
        for line in event.split("\n"):
            name, _, value = line.partition(": ")
            if name == "data":
                try:
                    values.append(value if value == "[DONE]" else json.loads(value))
                except ValueError:
                    raise Wrong(f"a chat's data is no JSON: {value[:200]!r}") from None
            elif name == "id":
                numbers.append(int(value.rsplit("-", 1)[1]))
            else:
                require(name == "event" or line == ": heartbeat", "a line of a chat", line[:100])
    require(numbers == sorted(set(numbers)), "numbers of a chat's events", numbers[:20])
    return values


def chat(answer, plan, is_slow):
    """Holds a chat's answer to its ending, and to what the upstream said."""
    if answer.status != 200 or not answer.is_complete:
        return
    values = chat_events(answer.body)
    endings = [value for value in values if value == "[DONE]" or "error" in value]
    if answer.is_open_ended and not endings:
        return
    require(len(endings) == 1 and values[-1] is endings[0], "a chat's ending", endings[:3], values[-1:])
    if endings[0] == "[DONE]":
        is_over = plan.fault or plan.message and STOP.search(plan.message.body)
        require(is_over, "a cut chat was passed for whole", plan.data[-200:])
    if plan.is_known:
        said = "".join(value["content"] for value in values[:-1] if "content" in value)
        expected = json.loads(f'"{plan.text}"')
        is_right = said == expected and endings == ["[DONE]"] or is_slow and expected.startswith(said)
        require(is_right, "another chat than the upstream's", said[-100:],
                expected[-100:])


def metrics(body):
    for line in body.splitlines():
        require(SAMPLE.fullmatch(line), "a line of the metrics", line[:200])
    return body


def log_line(line):
    """A line of the log: no secret, nothing that was said, and JSON where it begins so."""
    found = secret_in(line)
    require(not found, "a secret in the log", found)
    require(b"-gat" not in line and TRAP not in line, "what was said is in the log", line[:300])
    if not line.startswith(b"{"):
        return require(not DYING.search(line), "the relay says that it dies", line[:300])
    try:
        json.loads(line)
    except ValueError:
        raise Wrong(f"a line of the log is no JSON: {line[:300]!r}") from None
