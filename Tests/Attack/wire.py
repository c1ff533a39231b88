"""Sockets that play scripts and take what comes, all on one thread and none of them waited for."""

import collections
import heapq
import itertools
import select
import socket
import struct
import time

# What a script can have besides bytes, which are sent, and numbers, which are seconds to wait.
HANG_UP, RESET, HALF_CLOSE = "hang up", "reset", "half-close"
READ, WRITE = select.EPOLLIN, select.EPOLLOUT


class Loop:
    """Calls members when the system has something for them, and others when their time has come."""

    def __init__(self):
        self.poll, self.members, self.timers = select.epoll(), {}, []
        self.order = itertools.count()

    def add(self, member, mask=READ):
        self.members[member.fileno()] = member
        self.poll.register(member.fileno(), mask)

    def remove(self, member):
        self.poll.unregister(member.fileno())
        del self.members[member.fileno()]

    def after(self, seconds, call):
        heapq.heappush(self.timers, (time.monotonic() + seconds, next(self.order), call))

    def turn(self):
        wait = 0.1
        if self.timers:
            wait = min(wait, max(0, self.timers[0][0] - time.monotonic()))
        for number, mask in self.poll.poll(wait, 256):
            # One that was called before may have closed it.
            if member := self.members.get(number):
                member.ready(mask)
        now = time.monotonic()
        while self.timers and self.timers[0][0] <= now:
            heapq.heappop(self.timers)[2]()


class Connection:
    """One end of a connection. `received` gets what came, `ended` why nothing more will."""

    def __init__(self, loop, connected):
        self.loop, self.socket, self.script = loop, connected, collections.deque()
        self.is_open, self.is_blocked, self.waits = True, False, False
        connected.setblocking(False)
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        loop.add(self)

    @staticmethod
    def connecting(port):
        connecting = socket.socket()
        connecting.setblocking(False)
        connecting.connect_ex(("127.0.0.1", port))
        return connecting

    def fileno(self):
        return self.socket.fileno()

    def play(self, script):
        self.script.extend(script)
        if not self.waits:
            self.advance()

    def advance(self):
        self.waits = False
        while self.script and self.is_open and not self.waits:
            step = self.script.popleft()
            if isinstance(step, bytes):
                if not self.send(step):
                    return
            elif step == HALF_CLOSE:
                self.shut_down()
            elif step in (HANG_UP, RESET):
                self.close(reset=step == RESET)
                self.ended("own end")
            else:
                self.waits = True
                self.loop.after(step, self.advance)

    def send(self, data):
        try:
            sent = self.socket.send(data)
        except BlockingIOError:
            sent = 0
        except OSError:
            # What came before it is still to be read.
            self.script.clear()
            return False
        if sent == len(data):
            return True
        self.script.appendleft(data[sent:])
        if not self.is_blocked:
            self.is_blocked = True
            self.loop.poll.modify(self.fileno(), READ | WRITE)
        return False

    def shut_down(self):
        try:
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def ready(self, mask):
        if mask & ~WRITE:
            try:
                data = self.socket.recv(1 << 18)
            except BlockingIOError:
                data = None
            except OSError:
                self.close()
                return self.ended("reset")
            if data:
                self.received(data)
            elif data is not None:
                self.close()
                return self.ended("end")
        if mask & WRITE and self.is_open and self.is_blocked:
            self.is_blocked = False
            self.loop.poll.modify(self.fileno(), READ)
            if not self.waits:
                self.advance()

    def close(self, reset=False):
        if not self.is_open:
            return
        self.is_open = False
        self.script.clear()
        self.loop.remove(self)
        if reset:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


class Listener:
    """Hands each connection that comes to `accepted`."""

    def __init__(self, loop, accepted):
        self.socket, self.accepted = socket.socket(), accepted
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(4096)
        self.socket.setblocking(False)
        self.port = self.socket.getsockname()[1]
        loop.add(self)

    def fileno(self):
        return self.socket.fileno()

    def ready(self, _):
        try:
            while True:
                self.accepted(self.socket.accept()[0])
        except BlockingIOError:
            pass
