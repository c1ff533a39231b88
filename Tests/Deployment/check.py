"""Runs the configurations of Documentation/deployment in front of two instances, and holds the proxies
to what Documentation/Deployment.md says of them. Called by Scripts/check-deployment.
"""

import http.client
import json
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
FILES = HERE.parent.parent / "Documentation" / "deployment"
failures = 0


def expect(what, is_so):
    global failures
    print(f"{'ok     ' if is_so else 'FAILED '} {what}")
    failures += not is_so


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Instance:
    def __init__(self, name, port=0):
        self.name = name
        self.process = subprocess.Popen(
            [sys.executable, HERE / "instance.py", name, str(port)], stdout=subprocess.PIPE
        )
        self.port = int(self.process.stdout.readline())

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())

    def facts(self):
        return self.get("/facts")[1]

    def end(self):
        self.process.kill()
        self.process.wait()


def wait_for(port):
    """Until something listens: a refused connection is tried again."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            continue
    raise SystemExit(f"nothing listens at {port}")


def nginx(folder, port, instances):
    text = (FILES / "nginx.conf").read_text()
    for old, new in [
        ("/var/log/nginx/", f"{folder}/"),
        ("/run/nginx.pid", f"{folder}/pid"),
        ("worker_rlimit_nofile 65536;", "worker_rlimit_nofile 4096; daemon off;"),
        ("worker_connections 16384;", "worker_connections 1024;"),
        ("listen 8080;", f"listen 127.0.0.1:{port};"),
        ("127.0.0.1:8081", f"127.0.0.1:{instances[0].port}"),
        ("127.0.0.1:8082", f"127.0.0.1:{instances[1].port}"),
    ]:
        assert old in text, old
        text = text.replace(old, new)
    path = folder / "nginx.conf"
    path.write_text(text)
    return [shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin"),
            "-p", folder, "-e", folder / "error.log", "-c", path]


def haproxy(folder, port, instances):
    text = (FILES / "haproxy.cfg").read_text()
    for old, new in [
        ("maxconn 16384", "maxconn 1000"),
        ("bind :8080", f"bind 127.0.0.1:{port}"),
        ("127.0.0.1:8081", f"127.0.0.1:{instances[0].port}"),
        ("127.0.0.1:8082", f"127.0.0.1:{instances[1].port}"),
    ]:
        assert old in text, old
        text = text.replace(old, new)
    path = folder / "haproxy.cfg"
    path.write_text(text)
    return [shutil.which("haproxy", path="/usr/sbin:/usr/bin:/usr/local/bin"),
            "-db", "-q", "-f", path]


class Client:
    """A client of the proxy's, with its key or its cookies."""

    def __init__(self, port, headers=None):
        self.port = port
        self.headers = dict(headers or {})

    def request(self, method, path, headers=None, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        connection.request(method, path, body, {**self.headers, **(headers or {})})
        answer = connection.getresponse()
        cookie = answer.getheader("set-cookie")
        if cookie:
            self.headers["cookie"] = cookie.split(";")[0]
        return connection, answer

    def chat(self):
        return self.request("POST", "/chat/stream", body='{"message": "Hello"}')


def event(answer):
    """The next event that is no heartbeat, as its lines."""
    while True:
        lines = []
        while line := answer.readline().decode().rstrip("\n"):
            lines.append(line)
        if not lines or not lines[0].startswith(":"):
            return lines


def check(name, command):
    folder = pathlib.Path(tempfile.mkdtemp())
    instances = [Instance("a"), Instance("b")]
    by_name = {instance.name: instance for instance in instances}
    port = free_port()
    proxy = subprocess.Popen([str(part) for part in command(folder, port, instances)])
    try:
        wait_for(port)

        connection, answer = Client(port).chat()
        first = event(answer)
        owner = by_name[json.loads(first[1].removeprefix("data: "))["content"]]
        # The instance sends the end only now: what came before was not held back.
        expect(f"{name}: an event comes before the stream has ended", bool(first))
        answer_id = answer.getheader("x-answer-id")
        owner.get(f"/go?{answer_id}")
        expect(f"{name}: and then its end", event(answer)[1] == "data: [DONE]")
        expect(f"{name}: the answer's ID comes through", first[0] == f"id: {answer_id}-1")
        answer.read()

        for kind, headers in [("key", True), ("cookie or table", False)]:
            resumed, owners = 0, set()
            for index in range(20):
                client = Client(port, {"authorization": f"Bearer {index}"} if headers else None)
                connection, answer = client.chat()
                content = json.loads(event(answer)[1].removeprefix("data: "))["content"]
                owners.add(content)
                answer_id = answer.getheader("x-answer-id")
                # The connection is lost, and the rest is asked for on another.
                connection.close()
                _, again = client.request(
                    "GET", "/chat/stream", {"last-event-id": f"{answer_id}-1"})
                resumed += again.status == 200
                again.read()
            expect(f"{name}: {resumed} of 20 clients with a {kind} come back to their relay",
                   resumed == 20)
            expect(f"{name}: and are spread over both", owners == {"a", "b"})

        connection, answer = Client(port).chat()
        owner = by_name[json.loads(event(answer)[1].removeprefix("data: "))["content"]]
        answer_id = answer.getheader("x-answer-id")
        answer.close()
        connection.close()
        expect(f"{name}: a relay sees that its client went away",
               owner.get(f"/gone?{answer_id}")[0] == 200)

        before = sum(instance.facts()["connections"] for instance in instances)
        for _ in range(50):
            _, answer = Client(port).request("POST", "/v1/messages", body="{}")
            answer.read()
        # Asking for the facts takes a connection to each, too.
        used = sum(instance.facts()["connections"] for instance in instances) - before - 2
        expect(f"{name}: 50 requests made {used} connections to the relays", used <= 30)

        _, answer = Client(port).request("GET", "/metrics")
        answer.read()
        expect(f"{name}: metrics are not public", answer.status == 404)

        instances[0].end()
        names = []
        for _ in range(20):
            _, answer = Client(port).request("POST", "/v1/messages", body="{}")
            text = answer.read()
            names.append(json.loads(text)["name"] if answer.status == 200 else answer.status)
        expect(f"{name}: when a relay is gone the other answers ({set(names)})",
               set(names) == {"b"})

        instances[0] = Instance("a", instances[0].port)
        names = set()
        end = time.monotonic() + 20
        while "a" not in names and time.monotonic() < end:
            _, answer = Client(port).request("POST", "/v1/messages", body="{}")
            text = answer.read()
            if answer.status == 200:
                names.add(json.loads(text)["name"])
        expect(f"{name}: when it is back it is asked again", "a" in names)

        if name == "haproxy":
            instances[1].get("/drain")
            quiet, end = 0, time.monotonic() + 20
            while quiet < 200 and time.monotonic() < end:
                _, answer = Client(port).request("POST", "/v1/messages", body="{}")
                quiet = quiet + 1 if json.loads(answer.read())["name"] == "a" else 0
            expect("haproxy: a relay that is not ready gets no more requests", quiet == 200)

        log = "".join(path.read_text() for path in folder.glob("access.log"))
        expect(f"{name}: no key in its log", "Bearer" not in log)
    finally:
        proxy.terminate()
        proxy.wait()
        for instance in instances:
            instance.end()
        shutil.rmtree(folder, ignore_errors=True)


for name, command in [("nginx", nginx), ("haproxy", haproxy)]:
    if shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/bin"):
        check(name, command)
    else:
        print(f"skipped {name} is not installed (apt-get install {name})")
sys.exit(failures > 0)
