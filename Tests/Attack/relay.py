"""Starts the relay, watches its process, and reads what it writes."""

import collections
import ctypes
import os
import re
import signal
import subprocess
import time

import judge
from requests import KEYS, STREAMS_OF_DAVE, TOKENS_OF_CAROL
from wire import Connection

# The most that may ever have been resident; AddressSanitizer's shadow takes several times that.
GREATEST_MEMORY_MIB = 400
# Of Linux's sys/prctl.h.
PR_SET_PDEATHSIG = 1
SETTINGS = {"requestHeadTimeout": "3s", "requestBodyTimeout": "3s", "keepAliveTimeout": "5s", "firstByteTimeout": "3s",
            "upstreamIdleTimeout": "3s", "drainTimeout": "2s", "chat.heartbeatInterval": "300ms",
            "chat.resumption.time": "2s", "chat.resumption.graceTime": "500ms",
            "chat.resumption.maximumTotalBytes": "4194304", "chat.resumption.maximumAnswerBytes": "262144"}


# Of the limits of time, in seconds.
SHORTEST = 2.5


class Log:
    """What the process writes, line by line; a member of the loop."""

    def __init__(self, relay, pipe):
        self.relay, self.pipe, self.rest = relay, pipe, b""
        os.set_blocking(pipe.fileno(), False)

    def fileno(self):
        return self.pipe.fileno()

    def ready(self, _):
        data = self.pipe.read(1 << 20)
        if data is None:
            return
        if not data:
            self.relay.loop.remove(self)
            return
        *lines, self.rest = (self.rest + data).split(b"\n")
        for line in lines:
            self.relay.read(line)


class Relay:
    """One relay before upstreams, with keys or open to everybody."""

    def __init__(self, loop, program, name, upstreams, report):
        self.loop, self.name, self.report, self.port = loop, name, report, None
        self.has_keys, self.tail = name == "keyed", collections.deque(maxlen=200)
        arguments, environment = [program, "relay", "--port", "0", "--access-log", "json"], dict(os.environ)
        for key, value in SETTINGS.items():
            arguments += ["--set", f"relay.{key}={value}"]
        for upstream in upstreams:
            key = judge.UPSTREAM_KEYS[upstream.name]
            environment[f"UPSTREAM_{upstream.name}"] = (key or b"").decode()
            how = f"key-env=UPSTREAM_{upstream.name}" if key else "auth=client"
            arguments += ["--upstream", f"name={upstream.name},url=http://127.0.0.1:{upstream.port},{how}"]
        if self.has_keys:
            arguments += ["--set", "relay.reservesMaximumTokens=on"]
            for key, value in KEYS.items():
                environment[f"KEY_{key}"] = value.decode()
                limit = {"c": f",tokens={TOKENS_OF_CAROL}", "d": f",streams={STREAMS_OF_DAVE}"}.get(key[0], "")
                arguments += ["--client-key", f"name={key},key-env=KEY_{key}{limit}"]
        # It does not outlive the attack, however that ends.
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment,
            preexec_fn=lambda: ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL))
        self.log = Log(self, self.process.stdout)
        loop.add(self.log)
        end = time.monotonic() + 60
        while self.port is None and self.process.poll() is None and time.monotonic() < end:
            loop.turn()
        if self.port is None:
            raise SystemExit(b"attack: the relay did not start\n".decode() + self.said())

    def read(self, line):
        self.tail.append(line)
        if self.port is None:
            if found := re.search(rb"listening at http://.*:(\d+)", line):
                self.port = int(found[1])
            return
        try:
            judge.log_line(line)
        except judge.Wrong as wrong:
            self.report(str(wrong))

    def said(self):
        return "\n".join(line.decode(errors="replace") for line in self.tail if not line.startswith(b"{"))

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def greatest_memory(self):
        """In MiB."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmHWM:\s*(\d+)", status.read())[1]) >> 10

    def stop(self):
        """Ends it as one ends a service; returns its status."""
        self.process.send_signal(signal.SIGTERM)
        end = time.monotonic() + 20
        while self.process.poll() is None and time.monotonic() < end:
            self.loop.turn()
        if self.process.poll() is None:
            self.process.kill()
            return "none, it does not end"
        return self.process.wait()


class Question(Connection):
    """A request whose answer is to come soon and be good: /health, /metrics."""

    def __init__(self, relay, path, patience, done):
        super().__init__(relay.loop, self.connecting(relay.port))
        self.data, self.done, self.path, self.relay = b"", done, path, relay
        self.begun = time.monotonic()
        self.loop.after(patience, self.late)
        self.play([b"GET %b HTTP/1.1\r\nhost: 127.0.0.1\r\nx-api-key: %b\r\nconnection: close\r\n\r\n"
                   % (path.encode(), KEYS["bob"])])

    def received(self, data):
        self.data += data

    def ended(self, why):
        try:
            answer = judge.strict.response(self.data, method=b"GET", is_relays=True)
            judge.require(answer and answer.is_complete and answer.status == 200, f"no {self.path}", why, self.data[:200])
            judge.nothing_foreign(self.data, None)
        except (judge.Wrong, judge.strict.Malformed) as wrong:
            return self.relay.report(str(wrong))
        self.done(answer.body)

    def late(self):
        if self.is_open:
            self.close(reset=True)
            self.relay.report(f"no {self.path}: nothing came in {time.monotonic() - self.begun:.1f} s")
