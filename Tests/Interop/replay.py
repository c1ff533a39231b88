"""Holds `message-stream replay` to the official Python SDK: the SDK must take it for the API, and so it
must `message-stream relay` before it.

Each recording is streamed in many ways, and the SDK's final message must be the one that
`message-stream decode --json` makes of the same bytes. Faults must be to the SDK what the API's own
are. curl and httpx, which know nothing of the API, must get the same bytes from both.
Usage: replay.py COMMAND RECORDING...
"""

import contextlib
import json
import re
import shutil
import subprocess
import sys
import unittest
import urllib.request

import anthropic
import httpx

COMMAND = sys.argv[1]
RECORDINGS = sys.argv[2:]

REQUEST = {
    "max_tokens": 100,
    "messages": [{"role": "user", "content": "Hello"}],
}


@contextlib.contextmanager
def running(*arguments):
    """A running server; gives its base URL. It must end cleanly."""
    process = subprocess.Popen([COMMAND, *arguments], stderr=subprocess.PIPE, text=True)
    try:
        for line in process.stderr:
            if found := re.search(r"listening at (http://[^,\s]+)", line):
                break
        yield found.group(1)
    finally:
        process.terminate()
        process.stderr.close()
        if process.wait() != 0:
            raise AssertionError(f"{arguments[0]} ended with status {process.returncode}")


def replay(*arguments):
    return running("replay", "--port", "0", *arguments)


@contextlib.contextmanager
def relayed(*arguments):
    with replay(*arguments) as upstream:
        with running("relay", "--port", "0", "--access-log", "off",
                     "--upstream", f"name=replay,url={upstream}") as base_url:
            yield base_url


def client(base_url, **headers):
    return anthropic.Anthropic(
        api_key="none", base_url=base_url, max_retries=0, default_headers=headers)


def name_of(path):
    return re.sub(r"\.[^.]*$", "", path.split("/")[-1])


def decode(data):
    """What our decoder makes of the bytes of a stream."""
    run = subprocess.run(
        [COMMAND, "decode", "--json"], input=data, stdout=subprocess.PIPE, check=True)
    return json.loads(run.stdout)


def pruned(value):
    """The value without null members: the SDK adds those that its types declare."""
    if isinstance(value, dict):
        return {key: pruned(member) for key, member in value.items() if member is not None}
    if isinstance(value, list):
        return [pruned(element) for element in value]
    return value


class Streams(unittest.TestCase):
    maxDiff = None
    server = staticmethod(replay)

    def check(self, *arguments, fault=""):
        with self.server(*arguments, *RECORDINGS) as base_url:
            api = client(base_url, **{"x-replay-fault": fault})
            for path in RECORDINGS:
                with self.subTest(recording=path, arguments=arguments, fault=fault):
                    with api.messages.stream(model=name_of(path), **REQUEST) as stream:
                        text = "".join(stream.text_stream)
                        message = stream.get_final_message()
                    with open(path, "rb") as file:
                        expected = decode(file.read())
                    self.assertEqual(pruned(message.to_dict(mode="json")), pruned(expected))
                    texts = [block["text"] for block in expected["content"]
                             if block["type"] == "text"]
                    self.assertEqual(text, "".join(texts))

    def test_an_event_at_a_time(self):
        self.check()

    def test_a_byte_at_a_time(self):
        self.check("--chunk", "1")

    def test_characters_cut(self):
        self.check("--split-utf8")

    def test_paced(self):
        self.check("--events-per-second", "400")

    def test_gzip(self):
        self.check("--gzip")

    def test_line_endings_and_extras(self):
        self.check(fault="crlf")
        self.check("--fault", "done")

    def test_the_recording_of_its_own(self):
        with self.server() as base_url:
            request = urllib.request.Request(
                base_url + "/v1/messages", data=b'{"stream": true}', method="POST")
            with urllib.request.urlopen(request) as response:
                expected = decode(response.read())
            with client(base_url).messages.stream(model="any", **REQUEST) as stream:
                message = stream.get_final_message()
            self.assertEqual(pruned(message.to_dict(mode="json")), pruned(expected))

    def test_whole_messages(self):
        with self.server(*RECORDINGS) as base_url:
            for path in RECORDINGS:
                message = client(base_url).messages.create(model=name_of(path), **REQUEST)
                with open(path, "rb") as file:
                    expected = decode(file.read())
                self.assertEqual(pruned(message.to_dict(mode="json")), pruned(expected))


class Faults(unittest.TestCase):
    server = staticmethod(replay)
    lost_connection = anthropic.APIConnectionError

    def failure(self, base_url, fault):
        """What the SDK raises."""
        with self.assertRaises(anthropic.APIError, msg=fault) as context:
            api = client(base_url, **{"x-replay-fault": fault})
            with api.messages.stream(model="any", **REQUEST) as stream:
                stream.until_done()
        return context.exception

    def test_statuses_are_those_of_the_api(self):
        with self.server() as base_url:
            for status, kind, type in [
                (400, anthropic.BadRequestError, "invalid_request_error"),
                (401, anthropic.AuthenticationError, "authentication_error"),
                (429, anthropic.RateLimitError, "rate_limit_error"),
                (500, anthropic.InternalServerError, "api_error"),
                (529, anthropic.InternalServerError, "overloaded_error"),
            ]:
                error = self.failure(base_url, f"status={status};retry-after=7")
                self.assertIsInstance(error, kind)
                self.assertEqual(error.status_code, status)
                self.assertEqual(error.type, type)
                self.assertEqual(error.response.headers["retry-after"], "7")
                self.assertRegex(error.request_id, "^req_replay_")

    def test_an_error_event_is_one(self):
        with self.server() as base_url:
            error = self.failure(base_url, "error=overloaded_error@5")
            self.assertIsInstance(error, anthropic.APIStatusError)
            self.assertEqual(error.type, "overloaded_error")

    def test_a_lost_connection_is_one(self):
        with self.server() as base_url:
            error = self.failure(base_url, "reset-before-headers")
            self.assertIsInstance(error, self.lost_connection)

    def test_retries_end_well(self):
        with self.server() as base_url:
            api = anthropic.Anthropic(api_key="none", base_url=base_url, max_retries=1)
            with self.assertRaises(anthropic.RateLimitError):
                api.messages.create(
                    model="any", extra_headers={"x-replay-fault": "status=429;retry-after-ms=1"},
                    **REQUEST)
            message = api.messages.create(model="any", **REQUEST)
            # The first call and its retry have come before.
            self.assertEqual(message._request_id, "req_replay_3")


class StreamsThroughRelay(Streams):
    server = staticmethod(relayed)


class FaultsThroughRelay(Faults):
    server = staticmethod(relayed)
    # Status 502, since no other upstream can be asked.
    lost_connection = anthropic.InternalServerError


class PlainClients(unittest.TestCase):
    """Clients that know HTTP only."""

    body = b'{"stream": true}'

    def test_httpx_gets_the_bytes(self):
        with replay() as direct, relayed() as relay:
            bodies = []
            for base_url in (direct, relay):
                with httpx.stream("POST", base_url + "/v1/messages", content=self.body) as answer:
                    self.assertEqual(answer.status_code, 200)
                    bodies.append(b"".join(answer.iter_bytes()))
            self.assertEqual(*bodies)
            self.assertIn(b"message_stop", bodies[0])

    @unittest.skipUnless(shutil.which("curl"), "there is no curl")
    def test_curl_gets_the_bytes(self):
        with replay() as direct, relayed() as relay:
            bodies = [
                subprocess.run(
                    ["curl", "-sSN", base_url + "/v1/messages", "-d", self.body],
                    stdout=subprocess.PIPE, check=True).stdout
                for base_url in (direct, relay)
            ]
            self.assertEqual(*bodies)

    def test_the_chat_is_joined_to_the_same_text(self):
        with relayed() as relay:
            text = ""
            with httpx.stream("POST", relay + "/chat/stream", json={"message": "Hello"}) as answer:
                for line in answer.iter_lines():
                    if line.startswith("data: {"):
                        text += json.loads(line[6:]).get("content", "")
            self.assertEqual(line, "")
            message = client(relay).messages.create(model="any", **REQUEST)
            self.assertEqual(
                text, "".join(block.text for block in message.content if block.type == "text"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
