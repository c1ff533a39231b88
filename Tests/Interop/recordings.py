"""The recordings, and what Python reads in them: what the examples are held to."""

import dataclasses
import json
import pathlib


def load(paths):
    """The recordings by their names."""
    if not paths:
        raise SystemExit("no recordings: nothing would be tested")
    return {pathlib.Path(path).name: pathlib.Path(path).read_bytes() for path in paths}


def cut(stream):
    """The stream as far as it goes before it says how it ends."""
    return stream.split(b"event: message_delta")[0]


def events(stream):
    for line in stream.decode().split("\n"):
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


@dataclasses.dataclass
class Answer:
    """`parts` are pieces of text, and of each tool its name and whole input, as they are complete."""

    model: str = ""
    parts: list = dataclasses.field(default_factory=list)
    stop_reason: str | None = None
    usage: dict = dataclasses.field(default_factory=dict)

    @property
    def pieces(self):
        return [part for part in self.parts if isinstance(part, str)]

    @property
    def tools(self):
        return [part for part in self.parts if not isinstance(part, str)]

    @property
    def ending(self):
        """The line with which the examples end."""
        return f"({self.stop_reason}, {self.usage['output_tokens']} tokens)"


def answer(stream):
    read, inputs = Answer(), {}
    for event in events(stream):
        match event["type"]:
            case "message_start":
                read.model = event["message"]["model"]
                read.usage |= event["message"]["usage"]
            case "content_block_start" if "input" in event["content_block"]:
                inputs[event["index"]] = [event["content_block"]["name"], ""]
            case "content_block_delta":
                if event["delta"].get("text"):
                    read.parts.append(event["delta"]["text"])
                if "partial_json" in event["delta"]:
                    inputs[event["index"]][1] += event["delta"]["partial_json"]
            case "content_block_stop" if event["index"] in inputs:
                name, text = inputs[event["index"]]
                read.parts.append((name, json.loads(text or "{}")))
            case "message_delta":
                read.stop_reason = event["delta"]["stop_reason"]
                read.usage |= event["usage"]
    return read
