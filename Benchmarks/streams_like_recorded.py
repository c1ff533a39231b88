"""Message streams whose sizes and order are drawn from the statistics of recorded ones.

Measured of 111 complete recorded streams, 5,156 events, which corpus-statistics prints beside what
is generated here: which blocks follow each other, deltas a block, bytes a payload, escapes, spaces
before the last brace, pings, and the few results of searches, tens of kilobytes each, that make up
a third of all bytes. No text is taken from a recording.
"""
import json, random, string

# Quantiles 0, 10, 25, 50, 75, 90, 99 and 100 %.
AT = (0, .1, .25, .5, .75, .9, .99, 1)
DELTAS = {
    "long text": (1, 1, 3, 9, 38, 99, 216, 300),
    "summed up": (9, 38, 60, 99, 300, 600, 739, 739),
    "text": (1, 1, 2, 4, 8, 14, 45, 84),
    "thinking": (3, 3, 9, 15, 30, 128, 154, 154),
    "tool_use": (1, 1, 4, 6, 16, 30, 109, 109),
    "server_tool_use": (1, 5, 7, 8, 9, 12, 18, 18),
}
BYTES = {
    "text": (1, 3, 5, 10, 19, 39, 140, 309),
    "thinking": (1, 3, 6, 10, 20, 36, 155, 180),
    "partial_json": (1, 2, 3, 6, 10, 12, 27, 97),
    "signature": (248, 284, 428, 708, 1172, 2304, 2920, 2920),
    "web_search_tool_result": (18000, 22000, 28000, 33700, 38000, 41000, 43700, 43700),
    "other result": (150, 200, 250, 300, 1300, 3000, 7000, 8300),
    "cited": (20, 40, 80, 120, 150, 150, 150, 150),
    "encrypted_index": (120, 140, 150, 160, 180, 220, 300, 300),
}
ESCAPED = {"text": .195, "thinking": .293}
NOT_ASCII = {"text": .049, "thinking": .045}

# The blocks of a message, of 111 messages each; searches have a plan of their own.
PLANS = [
    (50, ["long text"]),
    (13, ["tool_use"]),
    (11, ["thinking", "text"]),
    (8, ["text", "tool_use"]),
    (5, []),
    (3, ["thinking", "text", "tool_use"]),
    (2, ["text", "tool_use", "tool_use"]),
    (2, ["text", "tool_use", "server_tool_use"]),
    (1, ["thinking", "tool_use"]),
    (1, ["text", "thinking", "text"]),
    (1, ["server_tool_use", "other result", "text", "tool_use"]),
    (2, ["other result", "summed up"]),
    (2, ["server_tool_use", "other result", "long text"]),
    (2, ["text", "server_tool_use", "server_tool_use", "other result", "other result", "text"]),
    (9, ["search"]),
]
SEARCH = ["server_tool_use", "web_search_tool_result"]
TEXTS_OF_A_SEARCH = (2, 3, 5, 5, 11, 11, 13, 17, 19)
CITATIONS_OF_A_TEXT = (1, 1, 1, 1, 1, 1, 1, 2, 2, 3)
WORDS = ("the of and to in is that for it as was with be by on not this are or from at which have "
         "an had you were one all we can her has there been if more when will would who so no "
         "value return stream event model answer").split()
FOREIGN = ["é", "—", "“", "”", "’", "→", "✅", "🚀", "你好", "世界", "ß"]
LETTERS = string.ascii_letters + string.digits
PING = 'event: ping\ndata: {"type": "ping"}\n\n'


def dumps(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Recorded:
    def __init__(self, seed):
        self.r = random.Random(seed)

    def draw(self, quantiles):
        u = self.r.random()
        k = max(i for i, p in enumerate(AT) if p <= u)
        low, high = quantiles[k], quantiles[k + 1]
        return round(low + (high - low) * (u - AT[k]) / (AT[k + 1] - AT[k]))

    def noise(self, size):
        return "".join(self.r.choices(LETTERS + "+/", k=size))

    def event(self, kind, **members):
        text = dumps({"type": kind, **members})
        if self.is_padded and self.r.random() < .95:
            text = text[:-1] + " " * self.r.randrange(16) + "}"
        return f"event: {kind}\ndata: {text}\n\n"

    def words(self, size, kind="text"):
        """Text of about that many bytes as JSON, with its share of escapes and of other scripts."""
        text = " " if self.r.random() < .6 and size > 1 else ""
        while len(text) < size:
            text += self.r.choice(WORDS) + " "
        text = text[:size]
        if self.r.random() < ESCAPED.get(kind, 0):
            at = self.r.randrange(len(text) + 1)
            mark = '"' if self.r.random() < .2 else "\n\n" if self.r.random() < .3 else "\n"
            text = text[:at] + mark + text[at + 1 + len(mark):]
        if self.r.random() < NOT_ASCII.get(kind, 0):
            text = text[:-3] + self.r.choice(FOREIGN)
        return text

    def block(self, kind):
        """Starts, fills and stops the next block."""
        index, self.index = self.index, self.index + 1
        content, deltas = self.content(kind, index)
        start = self.event("content_block_start", index=index, content_block=content)
        if index == 0 and self.r.random() < .91:
            deltas.insert(self.r.choice((0, 0, 0, 1)) if deltas else 0, PING)
        return [start] + deltas + [self.event("content_block_stop", index=index)]

    def content(self, kind, index):
        """What a block starts as, and its deltas."""
        def delta(**members):
            return self.event("content_block_delta", index=index, delta=members)

        if kind == "thinking":
            deltas = [delta(type="thinking_delta",
                            thinking=self.words(self.draw(BYTES[kind]), kind))
                      for _ in range(self.draw(DELTAS[kind]))]
            signature = self.noise(self.draw(BYTES["signature"]))
            deltas.append(delta(type="signature_delta", signature=signature))
            return {"type": kind, "thinking": "", "signature": ""}, deltas
        if kind in ("tool_use", "server_tool_use"):
            content = {"type": kind, "id": "toolu_01" + self.noise(22),
                       "name": self.r.choice(["search", "edit_file", "run"]), "input": {}}
            return content, [delta(type="input_json_delta", partial_json=part)
                             for part in self.tool_input(self.draw(DELTAS[kind]))]
        if kind == "other result":
            return {"type": "code_execution_tool_result",
                    "tool_use_id": "srvtoolu_01" + self.noise(22),
                    "content": {"type": "code_execution_result", "stderr": "", "return_code": 0,
                                "stdout": self.lines(self.draw(BYTES[kind]))}}, []
        if kind == "web_search_tool_result":
            return {"type": kind, "tool_use_id": "srvtoolu_01" + self.noise(22),
                    "content": self.results()}, []
        content = {"type": "text", "text": ""}
        deltas = [delta(type="text_delta", text=self.words(self.draw(BYTES["text"])))
                  for _ in range(self.draw(DELTAS.get(kind, DELTAS["text"])))]
        if kind == "cited text":
            content["citations"] = []
            for _ in range(self.r.choice(CITATIONS_OF_A_TEXT)):
                place = self.r.randrange(len(deltas) + 1)
                deltas.insert(place, delta(type="citations_delta", citation=self.citation()))
        return content, deltas

    def tool_input(self, count):
        """An object in that many fragments, of which the first has no text."""
        sizes = [self.draw(BYTES["partial_json"]) for _ in range(count - 1)]
        members = {"value": self.words(20)}
        while len(json.dumps(members)) < sum(sizes):
            value = self.words(30)
            members[f"{self.r.choice(WORDS)}_{len(members)}"] = value
        text, fragments = json.dumps(members, ensure_ascii=False), [""][:count - 1]
        for size in sizes[1:]:
            fragments, text = fragments + [text[:size]], text[size:]
        return fragments + [text]

    def lines(self, size):
        text = ""
        while len(text) < size:
            text += self.words(40) + "\n"
        return text[:size]

    def results(self):
        size = self.draw(BYTES["web_search_tool_result"])
        return [{"type": "web_search_result", "title": self.words(60),
                 "url": "https://example.com/" + self.noise(30),
                 "encrypted_content": self.noise(max(100, size // 10 - 220)), "page_age": None}
                for _ in range(10)]

    def citation(self):
        return {"type": "web_search_result_location",
                "cited_text": self.words(self.draw(BYTES["cited"])),
                "url": "https://example.com/" + self.noise(40), "title": self.words(50),
                "encrypted_index": self.noise(self.draw(BYTES["encrypted_index"]))}

    def search(self):
        """A search or two, then text in short blocks, more than half of them cited."""
        kinds = SEARCH
        if self.r.random() < .3:
            kinds = self.r.choice((["text"], ["thinking"])) + kinds
        if self.r.random() < .4:
            kinds = kinds + self.r.choice(([], ["text"])) + SEARCH
        return kinds + [self.r.choice(("text", "cited text"))
                        for _ in range(self.r.choice(TEXTS_OF_A_SEARCH))]

    def message(self):
        self.index, self.is_padded = 0, self.r.random() < .68
        weights, plans = zip(*PLANS)
        plan = self.r.choices(plans, weights)[0]
        usage = {"input_tokens": self.r.randrange(5, 50000), "cache_creation_input_tokens": 0,
                 "cache_read_input_tokens": 0,
                 "cache_creation": {"ephemeral_5m_input_tokens": 0,
                                    "ephemeral_1h_input_tokens": 0},
                 "output_tokens": 1, "service_tier": "standard", "inference_geo": "global"}
        identifier = "msg_01" + self.noise(22).replace("/", "a").replace("+", "b")
        events = [self.event("message_start", message={
            "model": "claude-sonnet-4-6", "id": identifier, "type": "message",
            "role": "assistant", "content": [], "stop_reason": None, "stop_sequence": None,
            "usage": usage})]
        for kind in self.search() if plan == ["search"] else plan:
            events += self.block(kind)
        reason = "tool_use" if "tool_use" in plan else "end_turn"
        events.append(self.event(
            "message_delta", delta={"stop_reason": reason, "stop_sequence": None},
            usage={"input_tokens": 9, "cache_creation_input_tokens": 0,
                   "cache_read_input_tokens": 0, "output_tokens": 90}))
        return "".join(events) + self.event("message_stop")
