#!/usr/bin/env python3
"""A relay that is right for what the attack can see of one, but for one fault, which FAULT names: it
stands in for `message-stream` where the judges are tried. It holds every answer until it is whole."""

import asyncio
import collections
import json
import os
import random
import re
import signal
import sys

import judge
import strict

FAULT = os.environ.get("FAULT", "")
values = collections.defaultdict(list)
for option, value in zip(sys.argv[2::2], sys.argv[3::2]):
    values[option].append(value)
upstreams, keys = [], {}
for text in values["--upstream"]:
    parts = dict(part.split("=", 1) for part in text.split(","))
    upstreams.append((int(parts["url"].rsplit(":", 1)[1]), os.environ.get(parts.get("key-env", ""), "").encode()))
for text in values["--client-key"]:
    parts = dict(part.split("=", 1) for part in text.split(","))
    keys[os.environ[parts["key-env"]].encode()] = int(parts.get("streams", 1 << 30))
secrets = [key for _, key in upstreams if key]
under_way, count, kept, chats, pool = collections.Counter(), 0, [], {}, {}


def whole(status, body, fields=(), closes=False, minor=1, is_for_head=False):
    lines = [b"HTTP/1.%d %d X" % (minor, status), *(name + b": " + value for name, value in fields)]
    if FAULT == "a field is split" and count % 50 == 49:
        lines.append(b"x: a\rset-cookie: b")
    lines.append(b"content-length: %d" % (len(body) - (FAULT == "a length too short" and len(body) > 300)))
    if closes:
        lines.append(b"connection: close")
    return b"\r\n".join(lines) + b"\r\n\r\n" + (b"" if is_for_head else body)


def refusal(status):
    return status, b'{"type":"error","error":{"type":"api_error","message":"no"}}', []


def shown(request):
    """The key of the relay that a request shows."""
    for value in request.all(b"x-api-key") + [value.split()[-1] for value in request.all(b"authorization") if value]:
        if value in keys:
            return value
    return None


async def ask(request, target, body, is_chat):
    """What the first upstream answers, whole; None for what nobody can use."""
    port, key = random.choice(upstreams)
    keeps = (b"content-type", b"anthropic-beta") if not is_chat else (b"anthropic-beta",)
    fields = [(name, value) for name, value in request.fields if name in keeps and not (is_chat and name == b"content-type")]
    if FAULT == "a cookie goes on":
        fields += [(name, value) for name, value in request.fields if name == b"cookie"]
    if key or FAULT == "another upstream's key":
        fields.append((b"x-api-key", (secrets or [b"k"])[0]))
    elif FAULT == "a key goes on":
        fields += [(b"x-api-key", value) for value in request.all(b"x-api-key")]
    if FAULT == "a field is invented":
        fields.append((b"x-invented", b"1"))
    head = b"".join(b"%b: %b\r\n" % field for field in fields)
    asked = (b"POST %b HTTP/1.1\r\nhost: 127.0.0.1:%d\r\naccept-encoding: identity\r\n%bcontent-length: %d\r\n\r\n"
             % (target, port + (FAULT == "no host"), head, len(body))) + body
    reader, writer = pool.pop(port, None) or await asyncio.open_connection("127.0.0.1", port)
    data, place, answer = b"", 0, None
    try:
        writer.write(asked)
        while True:
            try:
                more = await asyncio.wait_for(reader.read(1 << 18), 3)
            except (ConnectionError, TimeoutError):
                more = b""
            data += more
            answer = strict.response(data, place, is_over=not more)
            while answer and answer.status < 200 and answer.status != 101 and answer.minor:
                place = answer.end
                answer = strict.response(data, place, is_over=not more)
            if not more or answer and answer.is_complete:
                break
        if not answer or not 200 <= answer.status < 600:
            return None
        return answer if answer.is_complete or FAULT == "a cut answer is whole" else None
    except strict.Malformed:
        return None
    finally:
        if FAULT == "a connection is used again" and answer and len(data) < 3000:
            pool[port] = reader, writer
        else:
            writer.close()


def texts(body):
    for event in re.split(rb"\n\n", re.sub(rb"\r\n?", b"\n", body)):
        try:
            data = json.loads(b"\n".join(line[5:] for line in event.split(b"\n") if line.startswith(b"data:")))
            if data["type"] == "content_block_delta":
                yield data["delta"]["text"]
            elif data["type"] == "message_stop":
                return
        except (ValueError, KeyError, TypeError):
            continue


def chat_answer(answer):
    said = [{"content": text} for text in texts(answer.body) if isinstance(text, str)]
    is_over = judge.STOP.search(answer.body) or FAULT == "a chat is always done"
    said += ["[DONE]" if is_over else {"error": {"type": "api_error", "message": "broke off"}}]
    if FAULT == "a chat does not end":
        said.pop()
    if FAULT == "a chat is another":
        said.insert(0, {"content": "more"})
    if FAULT == "a chat is damaged":
        said.insert(0, '{"content": ')
    values = [value if isinstance(value, str) else json.dumps(value) for value in said]
    identity = os.urandom(16).hex()
    body = "".join(f"id: {identity}-{number + 1}\ndata: {value}\n\n" for number, value in enumerate(values)).encode()
    chats[identity.encode()] = body
    return 200, body, [(b"content-type", b"text/event-stream"), (b"x-answer-id", identity.encode()),
                       (b"x-relay-request-id", b"1")]


async def upstreams_answer(request, path):
    is_chat = path == b"/chat/stream"
    if is_chat:
        try:
            content = json.loads(request.body)
            if not set(content) <= {"message", "history", "system", "model", "max_tokens", "tools"} or not isinstance(
                    content["message"], str):
                return refusal(400)
        except (ValueError, KeyError, TypeError, RecursionError):
            return refusal(400)
    target = b"/v1/messages" if is_chat else b"/v1/messages" + request.target.partition(b"/v1/messages")[2]
    body = request.body
    if FAULT == "a body is changed" and not is_chat:
        body += b" "
    answer = await ask(request, target, body, is_chat)
    if FAULT == "asks twice":
        await ask(request, target, body, is_chat)
    if answer is None:
        return refusal(502)
    if is_chat:
        return refusal(502) if answer.status >= 300 else chat_answer(answer)
    body = answer.body
    for secret in secrets if answer.status >= 400 and FAULT != "a key comes back" else []:
        body = body.replace(secret, b"...").replace(secret.replace(b"-", b"\\u002d"), b"...")
    if FAULT == "a byte is changed" and answer.status == 200:
        body = body.replace(b"m", b"n", 1)
    if FAULT == "answers are exchanged":
        kept.append(body)
        body = kept[-7:][0]
    allowed = [(b"access-control-allow-origin", b"*")] if FAULT == "a page may read" else []
    return answer.status + (FAULT == "a status is changed"), body, [(b"x-relay-request-id", b"1"), *allowed]


async def answer_to(request):
    global count
    count += 1
    if FAULT == "dies" and count == 300:
        os.kill(os.getpid(), signal.SIGSEGV)
    path = request.target.partition(b"?")[0].split(b":%d" % port)[-1]
    if path == b"/health" and FAULT == "nobody is well" and count > 50:
        await asyncio.sleep(60)
    if path == b"/health":
        return 200, b'{"status":"ok"}', []
    if path in (b"/metrics", b"/ready", b"/"):
        mine = b'x{a="b"c} -\n' if FAULT == "metrics of one's own" else b""
        return 200, b"message_stream_relay_active_streams %d\n" % (FAULT == "a stream stays") + mine, []
    if path == b"/chat/stream" and request.method in (b"GET", b"DELETE"):
        identity = (request.first(b"last-event-id") or b"").partition(b"-")[0]
        if FAULT == "everybody reads a chat" and identity in chats:
            return 200, chats[identity], []
        return refusal(410)
    if path not in (b"/v1/messages", b"/chat/stream") or request.method != b"POST":
        return refusal(404)
    key = shown(request)
    if keys and not key and FAULT != "everybody is let in" or b"\\" in request.target:
        return refusal(401)
    if FAULT == "a good one is refused" and count % 50 == 49:
        return refusal(404)
    if key and under_way[key] >= keys[key]:
        return refusal(429)
    under_way[key] += 1
    if FAULT == "logs a key":
        print(f"let in: {key}", flush=True)
    if FAULT == "logs a question":
        print(f"question: {request.body}", flush=True)
    try:
        return await upstreams_answer(request, path)
    finally:
        under_way[key] -= FAULT != "a stream is not given back"


async def serve(reader, writer):
    data = b""
    try:
        while True:
            try:
                if FAULT == "a length goes before chunks":
                    data = re.sub(rb"(?i)\r\ntransfer-encoding: *chunked(?=[^\0]*\r\ncontent-length)", b"", data, count=1)
                request = strict.request(data)
            except strict.Malformed:
                if FAULT != "no word to what is none":
                    writer.write(whole(400, b"{}", closes=True))
                break
            if request is None or not request.is_complete:
                more = await asyncio.wait_for(reader.read(1 << 18), 3)
                if not more:
                    return
                data += more
                continue
            data = data[request.end:]
            if any(judge.strict.CONTROL.search(value) for _, value in request.fields):
                writer.write(whole(400, b"{}", closes=True, is_for_head=request.method == b"HEAD"))
                break
            if FAULT == "silence" and count > 50 and b"chat" in request.target:
                break
            status, body, fields = await answer_to(request)
            closes = not request.is_kept or request.method == b"CONNECT"
            writer.write(whole(status, body, fields, closes, request.minor, request.method == b"HEAD"))
            if FAULT == "bytes behind an answer" or FAULT == "bytes behind the last" and closes:
                writer.write(b"x")
            await writer.drain()
            if closes:
                break
        writer.write_eof()
        await asyncio.wait_for(reader.read(1 << 20), 1)
    except (OSError, TimeoutError, asyncio.IncompleteReadError):
        pass
    finally:
        if FAULT == "descriptors stay open" and count % 50 == 1:
            os.dup(0)
        writer.close()


async def main():
    global port
    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=4096)
    port = server.sockets[0].getsockname()[1]
    print(f"stand-in: listening at http://127.0.0.1:{port}", flush=True)
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    if FAULT == "memory":
        kept.append(b"x" * (600 << 20))
    if FAULT == "a sanitizer speaks":
        print("==1==ERROR: AddressSanitizer: heap-use-after-free", flush=True)
    await stopped.wait()
    os._exit(FAULT == "ends badly")


asyncio.run(main())
