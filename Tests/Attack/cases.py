"""One case: a connection to the relay with the requests on it, and the upstreams' side of them."""

import random
import time

import answers
import judge
import relay as relays
import requests
import strict
from requests import Ask, tag
from wire import HALF_CLOSE, HANG_UP, RESET, Connection, Listener

# After this long every connection of a case has to be over, whatever was sent.
PATIENCE = 20


class Case(Connection):
    """Sends what its number and the seed make of it, and judges what comes."""

    def __init__(self, attack, number):
        self.attack, self.number, self.random = attack, number, random.Random(attack.seed << 40 | number)
        self.relay = attack.relays[self.random.random() < 0.3 and not isinstance(self, LastOfDave)]
        self.known, self.served, self.asked, self.sent, self.name = {}, {}, {}, b"", ""
        self.reference, self.starts, self.place, self.tail, self.rest = [], [], 0, None, b""
        self.answered, self.is_kept, self.own_end, self.followed = 0, True, None, 0
        self.limited = False
        steps = self.first()
        self.begun = time.monotonic()
        super().__init__(attack.loop, self.connecting(self.relay.port))
        self.play(steps)

    def key(self):
        if not self.relay.has_keys:
            return None
        is_limited = self.random.random() < 0.25
        self.limited = self.limited or is_limited
        names = list(requests.KEYS)[2:] + ["dave"] * 20 if is_limited else requests.FREE
        return requests.KEYS[self.random.choice(names)]

    def first(self):
        """What is sent first, as a script."""
        draw, data = self.random, b""
        for index in range(draw.choices([1, 2, 3], [70, 20, 10])[0]):
            if draw.random() < 0.15:
                ask = Ask.other(draw, self.number, index, self.relay.port, self.key())
            else:
                ask = Ask(draw, self.number, index, self.relay.port, draw.choice(requests.CHANGING), self.key())
            if draw.random() < 0.7:
                requests.mutate(ask)
            piece = ask.bytes()
            if draw.random() < 0.12:
                piece, ask.is_known = requests.damage(draw, piece, draw.choice([1, 1, 2, 8])), False
                ask.name += " damage"
            self.known[ask.tag] = ask
            self.name += ask.name + "; "
            data += piece
        way = draw.random()
        if way < 0.04:
            data = data[:draw.randrange(len(data))] or data[:1]
            self.name += "cut; "
        steps = requests.script(draw, data)
        if way < 0.12:
            self.own_end = draw.choice([HANG_UP, RESET, HALF_CLOSE])
            steps += [draw.choice([0, 0, 0.001, 0.01, 0.05]), self.own_end]
            self.name += self.own_end + "; "
        self.note(data)
        return steps

    def note(self, data):
        """Reads what is sent as a server may, at the most."""
        self.sent += data
        while self.tail is None and self.place < len(self.sent):
            try:
                request = strict.request(self.sent, self.place)
            except strict.Malformed as error:
                self.tail = error
                return
            if request is None or not request.is_complete:
                self.tail = strict.Malformed("not whole", request)
                return
            self.starts.append(self.place)
            self.place = request.end
            self.reference.append(request)

    def tag_of(self, request):
        """The tag in the request's own fields, or else in its body."""
        head = request.target + b" ".join(value for _, value in request.fields)
        found = requests.TAG.search(head) or requests.TAG.search(request.body)
        return found and found[0]

    # The upstream's side.

    def ask_of(self, mark, request, upstream):
        """Judges a request that has come to an upstream; returns the answer's plan."""
        attempt = self.asked.setdefault(mark, [])
        judge.require(upstream not in attempt, "asked twice", mark, upstream)
        attempt.append(upstream)
        sent = [sent for sent in self.reference if self.tag_of(sent) == mark]
        judge.require(sent, "what cannot be a request went to the upstream", self.tail, request.target[:80])
        path = b"/chat/stream" if b"/chat/stream" in sent[0].target else b"/v1/messages"
        judge.require(sent[0].method == b"POST", "another method went to the upstream", sent[0].method)
        judge.require(not self.relay.has_keys or judge.shows_key(sent[0]), "nobody with a key asked")
        judge.is_of(request, sent[0], path)
        _, index = requests.numbers_in(mark)
        draw = random.Random((self.attack.seed << 40 | self.number) * 64 + index * 4 + len(attempt))
        ask = self.known.get(mark)
        is_good = index >= 8 or draw.random() < 0.3
        is_streamed = path == b"/chat/stream" or bool(ask and ask.is_streamed)
        plan = answers.plan(draw, mark, is_streamed, path == b"/chat/stream", judge.UPSTREAM_KEYS[upstream],
                            is_good)
        self.served.setdefault(mark, []).append(plan)
        return plan

    @property
    def waits_for_limit(self):
        """Whether nothing happens but that a limit of time passes."""
        return not self.script and (self.tail is not None or any(
            plan.script[-1:] == [HANG_UP] and plan.end != HANG_UP for plans in self.served.values() for plan in plans))

    # The client's side.

    def received(self, data):
        self.rest += data
        try:
            self.read(False)
        except judge.Wrong as wrong:
            self.over(str(wrong))

    def read(self, is_over):
        while self.rest:
            request = self.reference[self.answered] if self.answered < len(self.reference) else None
            doubtful = None if request else self.tail and self.tail.head
            method = (request or doubtful).method if request or doubtful else b"POST"
            judge.require(self.is_kept, "bytes behind the last answer", self.rest[:200])
            judge.require(request or self.tail, "an answer that nobody asked for", self.rest[:200])
            try:
                answer = strict.response(self.rest, 0, method, is_over, is_relays=True)
            except strict.Malformed as error:
                raise judge.Wrong(f"an answer is malformed: {error}: {self.rest[:300]!r}") from None
            own = request and self.tag_of(request)
            judge.nothing_foreign(self.rest[:answer.end] if answer else self.rest, own, self.served.get(own, ()))
            if answer is None or not answer.is_complete:
                return
            if answer.status < 200:
                fields = (request or doubtful).fields if request or doubtful else []
                judge.require(answer.status == 100 and b"expect" in dict(fields), "an interim answer")
                self.rest = self.rest[answer.end:]
                continue
            if method == b"HEAD" and answer.status == 400 and not answer.is_kept:
                # Refused before its method was known, or behind it.
                whole = strict.response(self.rest, 0, b"POST", is_over, is_relays=True)
                if not whole.is_complete and not is_over:
                    return
                answer = whole if whole.is_complete else answer
            self.rest, self.is_kept = self.rest[answer.end:], answer.is_kept
            if request and not request.minor and b"close" not in b",".join(answer.all(b"connection")):
                # The relay does what HTTP/1.0 asks for, and does not say so.
                self.is_kept = self.is_kept or request.is_kept and not answer.is_open_ended
            self.answered += 1
            self.judge(answer, request, own)
        self.go_on()

    def judge(self, answer, request, own):
        foreign = judge.NOT_FOR_CLIENTS.search(judge.names(answer))
        judge.require(not foreign, "a field that ends at the relay", foreign)
        plans, ask = self.served.get(own), self.known.get(own)
        is_slow = time.monotonic() - self.begun > relays.SHORTEST
        if not request:
            # What the relay answers itself it may answer before the body has come.
            self.is_tail_answered = True
            head, self.tail.head = self.tail.head, None
            path = head and head.target.partition(b"?")[0]
            if not head or head.method == b"POST" and path in (b"/v1/messages", b"/chat/stream"):
                judge.require(400 <= answer.status < 600, "what is no request was answered", answer.status,
                              self.tail)
                judge.require(not self.is_kept, "kept behind what is no request")
            return
        if ask and ask.name == "resume":
            return ask.judge(answer)
        if plans and request.target.partition(b"?")[0].endswith(b"/v1/messages"):
            judge.passed(answer, plans[-1], is_slow)
        elif plans:
            judge.chat(answer, plans[-1], is_slow)
        is_late = answer.status in (408, 504) and is_slow
        is_sent = ask and (request.method, request.target, request.body) == (ask.method, ask.target, ask.body)
        if is_sent and ask.is_known and is_late and not (plans and not plans[-1].is_known):
            # The machine was too slow for the relay's limits of time.
            self.attack.seen["too late"] += 1
        elif is_sent and ask.is_known and not (self.limited and answer.status == 429):
            judge.require(plans, "a good request was refused", answer.status, answer.body[:200])
            plan = plans[-1]
            if plan.is_known:
                judge.require(answer.status == plan.status and (plan.is_chat or answer.body == plan.message.body),
                              "another answer to a good request", answer.status, answer.body[:200])
        if own and self.followed < 2 and answer.first(b"x-answer-id") and plans and plans[-1].is_chat:
            self.last_chat = answer, request

    last_chat = None
    is_tail_answered = False

    def go_on(self):
        """When all is answered, asks for something of which all is known."""
        if self.answered < len(self.reference) or self.tail or self.rest or self.script or self.waits:
            return
        if not self.is_open or not self.is_kept or self.own_end:
            return
        if self.followed == 2 or self.followed and not self.last_chat:
            self.close(reset=self.random.random() < 0.3)
            return self.over()
        self.followed += 1
        key = requests.KEYS[self.random.choice(requests.FREE)] if self.relay.has_keys else None
        if self.last_chat and self.random.random() < 0.5:
            ask = Resume(self, key)
        else:
            self.last_chat = None
            path = self.random.choice(requests.CHANGING)
            ask = Ask(self.random, self.number, 8 + self.followed, self.relay.port, path, key)
        self.limited = False
        data = ask.bytes()
        self.known[ask.tag] = ask
        self.note(data)
        self.play([data])

    def ended(self, why):
        try:
            if why != "own end":
                self.read(True)
                self.judge_end(why)
        except judge.Wrong as wrong:
            return self.over(str(wrong))
        self.over()

    def judge_end(self, why):
        """Something is not answered: the relay has to have a reason."""
        if self.own_end or not self.is_kept:
            return
        is_slow = time.monotonic() - self.begun > relays.SHORTEST
        doubts = [strict.is_doubtful(self.sent, start) for start in self.starts[:self.answered + 1]]
        if self.answered >= len(self.reference):
            is_told = not self.tail or self.is_tail_answered or any(doubts[:self.answered])
            judge.require(is_slow or is_told, "what is no request got no answer", why, self.tail, self.rest[:200])
            return
        request = self.reference[self.answered]
        plans = self.served.get(self.tag_of(request))
        ask = self.known.get(self.tag_of(request))
        may_refuse = any(doubts[:-1]) or doubts[-1] and not (ask and ask.is_known)
        judge.require(is_slow or may_refuse or plans and not plans[-1].is_known, "not answered", why, request.method,
                      request.target[:100], self.rest[:200])

    def late(self):
        if not self.script and not self.own_end == HALF_CLOSE:
            self.over(f"nothing ended it: {self.answered} of {len(self.reference)} answered, {self.tail}")
        else:
            self.over(f"nothing ended it: {self.own_end}, {len(self.script)} steps to go")

    def over(self, wrong=None):
        if self.is_open:
            self.close(reset=True)
        self.attack.ended(self, wrong)


class Resume(Ask):
    """Asks for the rest of a chat's answer that was read, in one's own name or in another's."""

    def __init__(self, case, key):
        answer, request = case.last_chat
        super().__init__(case.random, case.number, 8 + case.followed, case.relay.port, "/chat/stream", key)
        self.whole, self.name, self.is_known = answer, "resume", False
        self.method, self.body = case.random.choice([b"GET", b"GET", b"DELETE"]), b""
        self.is_own = key is None or any(key in value for name, value in request.fields
                                         if name in (b"x-api-key", b"authorization"))
        self.number = case.random.choice([0, 1, 2, 3])
        self.put(b"last-event-id", b"%b-%d" % (answer.first(b"x-answer-id"), self.number))
        # The rest of an answer has the tag of the question.
        self.without(b"anthropic-beta")
        self.tag = case.tag_of(request)
        self.put(b"anthropic-beta", self.tag)

    def judge(self, answer):
        if not self.is_own:
            judge.require(answer.status == 410, "somebody else's chat was read", answer.status)
        elif answer.status == 200:
            whole, rest = (body.replace(b": heartbeat\n\n", b"") for body in (self.whole.body, answer.body))
            judge.require(whole.endswith(rest), "another rest of a chat", answer.body[:200])
        else:
            judge.require(answer.status in (204, 410), "no rest of a chat", answer.status)


class Upstream:
    """An API that answers as its requests' cases have it."""

    def __init__(self, attack, name):
        self.attack, self.name, self.connections = attack, name, set()
        self.port = Listener(attack.loop, self.accepted).port

    def accepted(self, connected):
        self.connections.add(UpstreamConnection(self, connected))


class UpstreamConnection(Connection):
    def __init__(self, upstream, connected):
        super().__init__(upstream.attack.loop, connected)
        self.upstream, self.data, self.plan, self.before = upstream, b"", None, None

    def received(self, data):
        self.data += data
        attack, case = self.upstream.attack, None
        try:
            asked = judge.upstream_request(self.data, self.upstream.name, self.upstream.port)
            if self.plan and asked is None and len(self.data) == len(data):
                self.begin_again()
            if asked is None:
                return
            self.begin_again()
            mark, request = asked
            self.data = b""
            case = attack.case_of(mark)
            judge.require(case, "a request of nobody's", mark)
            self.plan = case.ask_of(mark, request, self.upstream.name)
        except judge.Wrong as wrong:
            self.close(reset=True)
            return attack.report(str(wrong), case or attack.case_in(self.data))
        self.play(self.plan.script)

    def begin_again(self):
        """Another request may come where the answer before it has left nothing in doubt."""
        if self.plan:
            judge.require(self.plan.is_kept, "a connection is used again", self.plan.name, self.plan.fault,
                          self.plan.data[:300], self.plan.data[-100:])
            judge.require(not self.script, "asked in the midst of an answer", self.plan.name)
            self.plan = None

    def ended(self, why):
        self.upstream.connections.discard(self)


class LastOfDave(Case):
    """A good request of one who may have few at a time: all that he began before have ended."""

    def first(self):
        ask = Ask(self.random, self.number, 8, self.relay.port, "/v1/messages", requests.KEYS["dave"])
        self.known[ask.tag], self.name, self.followed = ask, "dave's last; ", 2
        data = ask.bytes()
        self.note(data)
        return [data]
