"""The whole way: the page in a browser, `message-stream relay`, `message-stream replay` upstream.

A gate on either side of the relay decides what comes through, and sees who hangs up.
"""

import urllib.request

import page_file
import servers
from case import BrowserCase
from gate import Gate
from servers import Relay, Replay, recording
from test_faults import HOSTILE

WORDS = ["Water ", "is ", "wet, ", "and ", "水是湿的", "。\n", "🌊", " Done."]
WHOLE = "".join(WORDS)

# Nobody waits so long for a reader to come back: what closes the upstream was the stop.
PATIENCE = {"RELAY_CHAT_RESUMPTION_GRACE_TIME": "10m"}


def upstream_text(text):
    """As it stands in the upstream's event."""
    return f'"text": "{text}"'.encode()


class ThroughTheRelay(BrowserCase):
    def setUp(self):
        if not servers.command:
            self.skipTest("no --command")

    def serve(self, *recordings, options=(), **environment):
        """Page, gate `front`, relay, gate `back`, replay: opens the page."""
        self.replay = self.enterContext(Replay(*recordings, options=options))
        self.back = self.enterContext(Gate(self.replay.port))
        self.relay = self.enterContext(Relay(self.back.url, **environment))
        self.front = self.enterContext(Gate(self.relay.port))
        self.page = self.open(self.front.url)

    def test_the_page_comes_with_its_policy(self):
        self.serve(recording([WORDS]))
        with urllib.request.urlopen(self.front.url) as response:
            self.assertEqual(response.headers["content-security-policy"], page_file.policy())
            self.assertEqual(response.headers["x-content-type-options"], "nosniff")
            self.assertEqual(response.read(), page_file.PATH.read_bytes())

    def test_text_grows_before_the_stream_ends(self):
        self.serve(recording([WORDS], input_tokens=1234, output_tokens=56))
        self.back.hold_at(upstream_text("wet, "))
        self.ask(self.page, "What is water?")
        self.until_state(self.page, "streaming")
        self.page.until("document.querySelector('.text')?.textContent.startsWith('Water is')")
        self.assertNotIn("Done", self.text(self.page))
        self.back.release()
        self.until_state(self.page, "complete")
        self.assertEqual(self.text(self.page), WHOLE)
        facts = self.says(self.page, ".facts")
        self.assertRegex(
            facts, r"^1,234 tokens in · 56 out · first token after [\d,]+ ms · claude-replay$")

    def test_heartbeats_come_between_events_and_change_nothing(self):
        self.serve(recording([WORDS]), RELAY_CHAT_HEARTBEAT_INTERVAL="20ms")
        self.back.hold_at(upstream_text("wet, "))
        self.front.hold_at(b": heartbeat\n\n")
        self.ask(self.page, "What is water?")
        self.front.wait_until_held()
        self.back.release()
        self.front.release()
        self.until_state(self.page, "complete")
        self.assertEqual(self.text(self.page), WHOLE)

    def test_a_conversation_has_its_history(self):
        self.serve(recording([["First answer."]]), recording([["Second answer."]]))
        for text in ["First answer.", "Second answer."]:
            self.ask(self.page, "Tell me")
            self.until_text(self.page, text)
            self.until_state(self.page, "complete")
            self.assertEqual(self.back.sent.count(b"First answer."), self.back.requests - 1)

    def test_stop_closes_the_upstream(self):
        self.serve(recording([WORDS]), **PATIENCE)
        self.back.hold_at(upstream_text("wet, "))
        self.ask(self.page, "What is water?")
        self.page.until("document.querySelector('.text')?.textContent.startsWith('Water is')")
        self.page.click("#stop")
        self.back.wait_for_hang_up()
        self.until_state(self.page, "stopped")

    def test_stop_before_the_first_token_closes_the_upstream(self):
        self.serve(recording([WORDS]), **PATIENCE)
        self.back.hold_at(b"HTTP/1.1 200")
        self.ask(self.page, "What is water?")
        self.back.wait_until_held()
        self.page.press("Escape")
        self.back.wait_for_hang_up()
        self.until_state(self.page, "stopped")

    def test_a_reload_in_mid_answer_goes_on_to_the_same_text(self):
        self.serve(recording([WORDS]))
        self.back.hold_at(upstream_text("wet, "))
        self.ask(self.page, "What is water?")
        self.page.until("document.querySelector('.text')?.textContent.startsWith('Water is')")
        self.page.reload()
        self.until_state(self.page, "streaming")
        self.back.release()
        self.until_state(self.page, "complete")
        self.assertEqual(self.text(self.page), WHOLE)
        self.assertEqual(self.back.requests, 1)

    def test_a_stream_cut_inside_a_character_goes_on_to_the_same_text(self):
        for character in ["水", "🌊"]:
            with self.subTest(character):
                self.serve(recording([WORDS]))
                self.front.cut_at(character.encode()[:2])
                self.ask(self.page, "What is water?")
                self.until_state(self.page, "complete")
                self.assertEqual(self.text(self.page), WHOLE)
                self.assertEqual(self.back.requests, 1)
                self.assertEqual(self.front.marks, [])
                self.forgive(self.page)

    def test_an_answer_that_the_relay_does_not_know_any_more(self):
        self.serve(recording([WORDS]))
        other = self.enterContext(Relay(self.back.url))
        self.front.hold_at("水".encode())
        self.ask(self.page, "What is water?")
        self.front.wait_until_held()
        self.front.port = other.port
        self.front.cut()
        self.until_state(self.page, "failed")
        self.assertIn("not kept any more", self.says(self.page, ".notice"))
        self.page.click(".retry")
        self.until_text(self.page, WHOLE)
        self.until_state(self.page, "complete")
        self.forgive(self.page, 410)

    def test_an_overloaded_upstream_can_be_asked_again(self):
        self.serve(recording([WORDS]), options=["--fault", "status=529"])
        good = self.enterContext(Replay(recording([WORDS])))
        self.ask(self.page, "What is water?")
        self.until_state(self.page, "failed")
        self.assertIn("The model is overloaded", self.says(self.page, ".notice"))
        self.back.port = good.port
        self.back.cut()
        self.page.click(".retry")
        self.until_text(self.page, WHOLE)
        self.until_state(self.page, "complete")
        self.forgive(self.page, 529)

    def test_an_error_in_mid_answer_keeps_what_came(self):
        self.serve(recording([WORDS]), options=["--fault", "error=overloaded_error@5"])
        self.ask(self.page, "What is water?")
        self.until_state(self.page, "failed")
        self.assertIn("The model is overloaded", self.says(self.page, ".notice"))
        self.assertTrue(self.text(self.page).startswith("Water is"))
        self.assertEqual(self.back.requests, 1)

    def test_a_tool_input_grows(self):
        pieces = ['{"path": "/tmp', '/notes", "note', '": "käse"}']
        self.serve(recording([["Looking."], ("read_file", pieces)]))
        self.back.hold_at(b"/notes")
        self.ask(self.page, "Look")
        self.page.until("document.querySelector('pre')?.textContent === '{\"path\": \"/tmp'")
        self.assertRegex(self.says(self.page, "summary"), "read_file.*being written")
        self.back.release()
        self.until_state(self.page, "complete")
        self.assertEqual(self.says(self.page, "pre"), "".join(pieces))
        self.assertRegex(self.says(self.page, "summary"), "read_file.*complete")

    def test_hostile_text_is_text(self):
        for options in [(), ("--split-utf8",), ("--chunk", "1")]:
            with self.subTest(options=options):
                self.serve(recording([[HOSTILE], (HOSTILE[:60], [HOSTILE])]), options=options)
                self.ask(self.page, HOSTILE.replace("\0", ""))
                self.until_state(self.page, "complete")
                self.assertEqual(self.text(self.page), HOSTILE)
                self.assertEqual(
                    self.page.evaluate("document.querySelectorAll('img, .turn script').length"), 0)
                self.assertIsNone(self.page.evaluate("window.hit"))

    def test_a_key_is_asked_for_and_taken(self):
        self.serve(recording([WORDS]), RELAY_CLIENT_KEYS="name=alice,key-env=ALICE",
                   ALICE="sesame-open-0123456789abcdef")
        self.ask(self.page, "What is water?")
        self.page.until("document.activeElement.id === 'key'")
        self.page.type("sesame-open-0123456789abcdef")
        self.page.press("Enter")
        self.until_text(self.page, WHOLE)
        self.until_state(self.page, "complete")
        self.assertNotIn("sesame", "".join(self.relay.output))
        self.forgive(self.page, 401)
