"""Attacks a running relay from both sides: requests that are damaged by rule, before upstreams whose
answers are. Nothing is by chance: the seed and the number of a case say what it sends.

What must hold is in judge.py and told in README.md. Linux only: it looks into /proc.
"""

import argparse
import collections
import os
import random
import re
import signal
import subprocess
import sys
import time

import cases
import judge
import relay as relays
import requests
import self_test
from wire import Loop

# So many cases are between two looks at the relay's health; so many seconds it has for its answer.
BATCH = 1000
PATIENCE_OF_HEALTH = 5
# How many at once, and how many of them that do not just wait for one of the relay's limits of time.
AT_ONCE = 1000
BUSY_AT_ONCE = 64
GREATEST_FAILURES = 20


class Attack:
    def __init__(self, options):
        self.seed, self.loop, self.failures = options.seed, Loop(), []
        self.running, self.recent, self.seen = {}, collections.OrderedDict(), collections.Counter()
        upstreams = [cases.Upstream(self, name) for name in judge.UPSTREAM_KEYS]
        self.upstreams, self.options, self.begun = upstreams, options, time.monotonic()
        self.relays = [relays.Relay(self.loop, options.relay, name, before, self.report)
                       for name, before in [("keyed", upstreams[:2]), ("open", upstreams[2:])]]

    def report(self, what, case=None):
        what = f"case {case.number} ({case.relay.name}: {case.name[:200]}): {what}" if case else what
        if what not in self.failures:
            self.failures.append(what)
            print(f"attack: seed {self.seed}: {what}", flush=True)

    def case_of(self, mark):
        number, _ = requests.numbers_in(mark)
        return self.running.get(number) or self.recent.get(number)

    def case_in(self, data):
        return next(filter(None, map(self.case_of, requests.TAG.findall(data))), None)

    def ended(self, case, wrong):
        if self.running.pop(case.number, None) is None:
            return
        # An upstream may still hear of it.
        self.recent[case.number] = case
        if len(self.recent) > 10 * BATCH:
            self.recent.popitem(last=False)
        self.seen["answers"] += case.answered
        self.seen["asked upstreams"] += len(case.asked)
        if wrong:
            self.report(wrong, case)

    def is_over(self):
        for relay in self.relays:
            if relay.process.poll() is not None:
                status = relay.process.returncode
                self.loop.turn()
                its = sorted(case.number for case in self.running.values() if case.relay is relay)
                self.report(f"the {relay.name} relay died, status {status}, with the cases {its}\n{relay.said()}")
                return True
        return len(self.failures) >= GREATEST_FAILURES

    def ask(self, path, done=lambda relay, body: None):
        """Asks each relay for `path`, and waits until all have said something."""
        asked = [relays.Question(relay, path, PATIENCE_OF_HEALTH, lambda body, relay=relay: done(relay, body))
                 for relay in self.relays]
        return lambda: not any(question.is_open for question in asked)

    def wait(self, holds, seconds):
        """Turns until something holds; returns whether it does in time."""
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end or self.is_over():
                return False
            self.loop.turn()
        return True

    def judge_metrics(self, relay, body):
        try:
            judge.metrics(body)
        except judge.Wrong as wrong:
            self.report(str(wrong))

    def run(self, numbers):
        """All cases, many at a time."""
        before = [relay.descriptors() for relay in self.relays]
        for path in ("/health", "/ready", "/"):
            self.wait(self.ask(path), PATIENCE_OF_HEALTH)
        self.wait(self.ask("/metrics", self.judge_metrics), PATIENCE_OF_HEALTH)
        told = swept = time.monotonic()
        for count, number in enumerate(numbers):
            if count % 8 == 0:
                self.loop.turn()
                while self.is_full() and not self.is_over():
                    self.loop.turn()
                if self.is_over():
                    break
            self.running[number] = cases.Case(self, number)
            if count % BATCH == BATCH - 1:
                self.ask("/health")
                self.ask("/metrics", self.judge_metrics)
            now = time.monotonic()
            if now - swept > 1:
                self.sweep(now)
                swept = now
            if now - told > 10:
                told = now
                print(f"attack: {count + 1} cases, {(count + 1) / (now - self.begun):.0f} a second, "
                      f"{len(self.failures)} failures", file=sys.stderr, flush=True)
        if not self.is_over():
            self.rest(before)

    def is_full(self):
        count = len(self.running)
        return count >= BUSY_AT_ONCE and (count >= AT_ONCE or BUSY_AT_ONCE <= count - sum(
            case.waits_for_limit for case in self.running.values()))

    def sweep(self, now):
        for case in [case for case in self.running.values() if now - case.begun > cases.PATIENCE]:
            case.late()

    def hang_up(self):
        """Closes what the relay keeps open to upstreams for its next request."""
        for upstream in self.upstreams:
            for connection in list(upstream.connections):
                connection.close()
            upstream.connections.clear()

    def rest(self, before):
        """Waits for the end of what was begun, of which nothing may be left then."""
        if not self.wait(lambda: not self.running, cases.PATIENCE):
            self.sweep(float("inf"))
        def is_left(relay, body):
            # The answers that nobody reads any more have a time of grace.
            if re.search(rb"(?m)^message_stream_relay_active\S* [^0]", body):
                left.append(relay.name)
        end, left = time.monotonic() + cases.PATIENCE, [None]
        while left and time.monotonic() < end:
            left.clear()
            self.wait(self.ask("/metrics", is_left), PATIENCE_OF_HEALTH)
        if left:
            self.report(f"streams are under way that nobody asked for: {left}")
        self.hang_up()
        for relay, base in zip(self.relays, before):
            if not self.wait(lambda: relay.descriptors() <= base, cases.PATIENCE):
                self.report(f"the {relay.name} relay has {relay.descriptors()} descriptors open, it had {base}")
        first = 1 << 39
        self.running.update({number: cases.LastOfDave(self, number)
                             for number in range(first, first + requests.STREAMS_OF_DAVE)})
        if not self.wait(lambda: not self.running, cases.PATIENCE):
            self.sweep(float("inf"))
        self.wait(self.ask("/health"), PATIENCE_OF_HEALTH)

    def stop(self):
        for relay in self.relays:
            memory = relay.greatest_memory() if relay.process.poll() is None else 0
            if memory > self.options.memory:
                self.report(f"the {relay.name} relay had {memory} MiB resident, more than {self.options.memory}")
            self.seen[f"MiB resident, {relay.name}"] = memory
            was_alive = relay.process.poll() is None
            status = relay.stop()
            if was_alive and status:
                self.report(f"the {relay.name} relay ended with status {status}\n{relay.said()}")


def numbers(text):
    """7, 7-20 or both, with commas."""
    ranges = [part.partition("-") for part in text.split(",")]
    return [number for first, _, last in ranges for number in range(int(first), int(last or first) + 1)]


def main():
    parser = argparse.ArgumentParser(prog="Scripts/attack", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--relay", metavar="PATH", help="the built message-stream; default: a release build")
    parser.add_argument("--self-test", action="store_true", help="only show that each judge can fail")
    parser.add_argument("--cases", type=int, default=20000, metavar="N",
                        help="how many connections; default: %(default)s")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30), metavar="N",
                        help="default: another each time")
    parser.add_argument("--case", type=numbers, metavar="K", help="only these: 7, 7-20, 7,9")
    parser.add_argument("--memory", type=int, default=relays.GREATEST_MEMORY_MIB, metavar="MIB",
                        help="the most that a relay may have resident; default: %(default)s")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N",
                        help="how many attack at once, each two relays of its own; default: one a processor")
    parser.add_argument("--share", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.self_test:
        sys.exit(not self_test.main())
    if not options.relay:
        parser.error("--relay is needed")
    if options.case:
        options.jobs, options.share = 1, 0
    if options.share is None:
        sys.exit(share(options))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    attack, chosen = Attack(options), options.case or range(options.share, options.cases, options.jobs)
    try:
        attack.run(chosen)
    except BaseException:
        for relay in attack.relays:
            relay.process.kill()
        raise
    attack.stop()
    told = ", ".join(f"{count} {what}" for what, count in attack.seen.items())
    print(f"attack: {len(chosen)} cases in {time.monotonic() - attack.begun:.0f} s, seed {options.seed}: {told}, "
          f"{len(attack.failures)} failures", flush=True)
    # Sockets by the thousand need no goodbye.
    os._exit(1 if attack.failures else 0)


def share(options):
    """Has several processes run every so many-th case; returns whether one of them failed."""
    print(f"attack: seed {options.seed}, {options.cases} cases, {options.jobs} at once", flush=True)
    command = [sys.executable, "-B", os.path.dirname(__file__), *sys.argv[1:], "--seed", str(options.seed),
               "--jobs", str(options.jobs), "--share"]
    jobs = [subprocess.Popen([*command, str(number)]) for number in range(options.jobs)]
    try:
        return any([job.wait() for job in jobs])
    finally:
        for job in jobs:
            job.terminate()


if __name__ == "__main__":
    main()
