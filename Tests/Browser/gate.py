"""A TCP proxy that holds, cuts and watches what a server sends, at places in its text.

Between page and relay, or between relay and upstream: what happens there, and when, is up to the
test, and nobody has to be fast or slow for it.
"""

import contextlib
import socket
import struct
import threading

LIMIT = 30  # seconds
RESET = struct.pack("ii", 1, 0)


class Gate:
    """Passes connections on to `port`, which may be set to another for those that come later."""

    def __init__(self, port):
        self.port = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        self.changed = threading.Condition()
        self.connections = set()
        self.marks = []  # (bytes, "hold" or "cut"), each good for one time
        self.requests = 0
        self.sent = b""  # by all clients
        self.hang_ups = 0  # clients that closed while something was held
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)  # A close alone would not wake the thread.
        self.listener.close()
        self.cut()

    def hold_at(self, mark):
        """What a server sends behind these bytes waits for `release`."""
        with self.changed:
            self.marks.append((mark, "hold"))

    def cut_at(self, mark):
        """The connection on which a server sends these bytes is reset behind them."""
        with self.changed:
            self.marks.append((mark, "cut"))

    def release(self):
        with self.changed:
            for connection in self.connections:
                connection.is_held = False
            self.changed.notify_all()

    def cut(self):
        """Resets every connection that is open now."""
        with self.changed:
            open_now = list(self.connections)
        for connection in open_now:
            connection.reset()

    def wait_until_held(self):
        self._wait(lambda: any(connection.is_held for connection in self.connections))

    def wait_for_hang_up(self):
        self._wait(lambda: self.hang_ups > 0)

    def _wait(self, condition):
        with self.changed:
            if not self.changed.wait_for(condition, LIMIT):
                raise TimeoutError("it never came to that at the gate")

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                try:
                    server = socket.create_connection(("127.0.0.1", self.port))
                except OSError:
                    client.close()
                    continue
                connection = Connection(self, client, server)
                with self.changed:
                    self.connections.add(connection)
                for function in [connection.send, connection.receive]:
                    threading.Thread(target=function, daemon=True).start()

    def take_mark(self, data):
        """Where the first mark in it ends, and its action; it is used up."""
        with self.changed:
            found = [(data.find(mark) + len(mark), (mark, action))
                     for mark, action in self.marks if mark in data]
            if not found:
                return None, None
            place, mark = min(found)
            self.marks.remove(mark)
            return place, mark[1]


class Connection:
    def __init__(self, gate, client, server):
        self.gate = gate
        self.client = client
        self.server = server
        self.is_held = False
        self.is_over = False

    def send(self):
        """What the client says."""
        with contextlib.suppress(OSError):
            while data := self.client.recv(1 << 16):
                with self.gate.changed:
                    self.gate.sent += data
                    self.gate.requests += data.count(b" HTTP/1.1\r\n")
                self.server.sendall(data)
        with self.gate.changed:
            self.gate.hang_ups += self.is_held
        self.end()

    def receive(self):
        """What the server says; a mark may come in pieces."""
        before = b""
        with contextlib.suppress(OSError):
            while data := self.server.recv(1 << 16):
                while True:
                    place, action = self.gate.take_mark(before + data)
                    if action is None:
                        break
                    place -= len(before)
                    self.client.sendall(data[:place])
                    before, data = b"", data[place:]
                    if action == "cut":
                        return self.reset()
                    self.hold()
                self.client.sendall(data)
                before = (before + data)[-256:]
        self.end()

    def hold(self):
        with self.gate.changed:
            self.is_held = True
            self.gate.changed.notify_all()
            self.gate.changed.wait_for(lambda: self.is_over or not self.is_held)

    def reset(self):
        # A shutdown first: it wakes the thread that waits in recv, a close would not.
        with contextlib.suppress(OSError):
            self.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            self.client.shutdown(socket.SHUT_RD)
        self.end()

    def end(self):
        with self.gate.changed:
            if self.is_over:
                return
            self.is_over, self.is_held = True, False
            self.gate.connections.discard(self)
            self.gate.changed.notify_all()
        for end in [self.client, self.server]:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RD)
            end.close()
