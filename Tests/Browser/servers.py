"""The command's own servers: `message-stream replay` as the upstream, `message-stream relay`."""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import threading

LIMIT = 30  # seconds
command = None  # set by __main__


def recording(blocks, **usage):
    """The body of an event stream of the Messages API: each block is a list of texts, or
    (name, list of fragments) for a tool's input."""
    usage = {"input_tokens": 41, "output_tokens": 17, **usage}
    message = {"id": "msg_1", "type": "message", "role": "assistant", "content": [],
               "model": "claude-replay", "stop_reason": None, "stop_sequence": None,
               "usage": {**usage, "output_tokens": 1}}
    events = [{"type": "message_start", "message": message}]
    for index, block in enumerate(blocks):
        if isinstance(block, tuple):
            name, pieces = block
            start = {"type": "tool_use", "id": f"toolu_{index}", "name": name, "input": {}}
            deltas = [{"type": "input_json_delta", "partial_json": piece} for piece in pieces]
        else:
            start = {"type": "text", "text": ""}
            deltas = [{"type": "text_delta", "text": piece} for piece in block]
        events.append({"type": "content_block_start", "index": index, "content_block": start})
        events += [{"type": "content_block_delta", "index": index, "delta": delta}
                   for delta in deltas]
        events.append({"type": "content_block_stop", "index": index})
    events.append({"type": "message_delta", "delta": {"stop_reason": "end_turn",
                   "stop_sequence": None}, "usage": {"output_tokens": usage["output_tokens"]}})
    events.append({"type": "message_stop"})
    return "".join(f"event: {event['type']}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n"
                   for event in events)


class Server:
    """A process that says on standard error where it listens; it must end well."""

    def __init__(self, *arguments, **environment):
        self.process = subprocess.Popen(
            [command, *arguments], stderr=subprocess.PIPE, text=True,
            env={**os.environ, **environment})
        self.output = []
        self.port = None
        for line in self.process.stderr:
            self.output.append(line)
            # Other addresses may be named before: the upstreams'.
            if match := re.search(r"[Ll]istening (?:on|at) http://127\.0\.0\.1:(\d+)", line):
                self.port = int(match[1])
                break
        if self.port is None:
            raise AssertionError(f"{arguments} does not listen: {''.join(self.output)}")
        self.drain = threading.Thread(target=lambda: self.output.extend(self.process.stderr))
        self.drain.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        status = self.process.wait(LIMIT)
        self.drain.join()
        self.process.stderr.close()
        if status != 0:
            raise AssertionError(f"it ended with {status}: {''.join(self.output)}")


class Replay(Server):
    """An upstream with these recordings, one after the other."""

    def __init__(self, *recordings, options=()):
        with tempfile.TemporaryDirectory() as folder:
            paths = [pathlib.Path(folder, f"{number}.sse") for number in range(len(recordings))]
            for path, text in zip(paths, recordings):
                path.write_text(text)
            super().__init__("replay", "--port", "0", *options, *map(str, paths))


class Relay(Server):
    """A relay before that upstream."""

    def __init__(self, upstream, **environment):
        super().__init__("relay", RELAY_PORT="0", RELAY_UPSTREAMS=f"name=replay,url={upstream}",
                         **environment)
