"""The page against a relay that does what no sound relay would, or what needs exact timing."""

from case import BrowserCase, PROMPT
from mock_relay import ANSWER, Latch, MockRelay

# Markup, a script's end, an override of the direction of writing, and what an escape could end.
HOSTILE = ('<img src=x onerror="window.hit = 1"><script>window.hit = 1</' 'script>'
           '\u202egnp.exe\u202c &lt;b&gt; `${hit}` </pre></textarea>\u0000\u2028 end')


class Faults(BrowserCase):
    def setUp(self):
        self.relay = self.enterContext(MockRelay())
        self.addCleanup(lambda: self.assertEqual(self.relay.faults, []))
        self.page = self.open(self.relay.url)

    def requests(self):
        return [(request.method, request.headers.get("last-event-id"))
                for request in self.relay.requests]

    def test_text_grows_before_the_stream_ends_and_is_whole_after_it(self):
        latch = Latch()

        def answer(exchange):
            exchange.begin()
            exchange.event(1, {"content": "Hel"})
            latch.wait()
            exchange.event(2, {"content": "lo"})
            exchange.end(3)

        self.relay.answer_with(answer)
        self.ask(self.page, "Say hello")
        self.until_text(self.page, "Hel")
        self.assertEqual(self.says(self.page, "#status"), "Answering…")
        latch.release()
        self.until_state(self.page, "complete")
        self.assertEqual(self.text(self.page), "Hello")
        self.assertIn("/chat/stream?events=tool,usage", self.relay.requests[0].path)
        self.assertEqual(self.relay.requests[0].json, {"message": "Say hello"})

    def test_earlier_turns_are_sent_along(self):
        def answer(text):
            def answer(exchange):
                exchange.begin()
                exchange.event(1, {"content": text})
                exchange.end(2)
            return answer

        self.relay.answer_with(answer("One."), answer("Two."))
        self.ask(self.page, "First")
        self.until_state(self.page, "complete")
        self.ask(self.page, "Second")
        self.until_text(self.page, "Two.")
        self.assertEqual(self.relay.requests[1].json, {"message": "Second", "history": [
            {"role": "user", "content": "First"}, {"role": "assistant", "content": "One."}]})

    def test_stop_closes_the_stream_and_tells_the_relay(self):
        closed, stopped = Latch(), Latch()

        def answer(exchange):
            exchange.begin()
            exchange.event(1, {"content": "Endless"})
            if exchange.wait_for_client_close():
                closed.release()

        def deletion(exchange):
            exchange.refuse(204)
            stopped.release()

        self.relay.answer_with(answer, deletion)
        self.ask(self.page, "Talk")
        self.until_text(self.page, "Endless")
        self.page.click("#stop")
        self.until_state(self.page, "stopped")
        stopped.wait()
        closed.wait()
        self.assertEqual(self.requests(), [("POST", None), ("DELETE", f"{ANSWER}-1")])
        self.page.until(PROMPT)

    def test_a_stop_before_the_answer_began_closes_the_request(self):
        came, closed = Latch(), Latch()

        def answer(exchange):
            came.release()
            if exchange.wait_for_client_close():
                closed.release()

        self.relay.answer_with(answer)
        self.ask(self.page, "Talk")
        came.wait()
        self.page.press("Escape")
        closed.wait()
        self.until_state(self.page, "stopped")

    def test_a_stream_cut_inside_a_character_goes_on_behind_its_last_event(self):
        for cut in ["reset", "close", "end"]:
            with self.subTest(cut):
                self.relay.requests.clear()

                def first(exchange, cut=cut):
                    exchange.begin()
                    exchange.event(1, {"content": "你"})
                    whole = f'id: {ANSWER}-2\ndata: {{"content": "好"}}\n\n'.encode()
                    exchange.write(whole[:whole.index("好".encode()) + 1])
                    self.until_text(self.page, "你")
                    getattr(exchange, cut)()

                def second(exchange):
                    exchange.begin()
                    exchange.event(2, {"content": "好"})
                    exchange.end(3)

                self.relay.answer_with(first, second)
                self.ask(self.page, "Greet me")
                self.until_text(self.page, "你好")
                self.until_state(self.page, "complete")
                self.assertEqual(self.requests(), [("POST", None), ("GET", f"{ANSWER}-1")])

    def test_a_cut_before_the_first_event_begins_at_the_start(self):
        def first(exchange):
            exchange.begin()
            exchange.write(b": heartbeat\n\n")
            self.until_state(self.page, "streaming")
            exchange.close()

        def second(exchange):
            exchange.begin()
            exchange.event(1, {"content": "Here"})
            exchange.end(2)

        self.relay.answer_with(first, second)
        self.ask(self.page, "Hello")
        self.until_text(self.page, "Here")
        self.assertEqual(self.requests()[1], ("GET", f"{ANSWER}-0"))

    def test_a_stream_without_heartbeats_is_taken_for_dead(self):
        closed = Latch()

        def first(exchange):
            exchange.begin()
            exchange.event(1, {"content": "Hel"})
            if exchange.wait_for_client_close():
                closed.release()

        def second(exchange):
            exchange.begin()
            exchange.event(2, {"content": "lo"})
            exchange.end(3)

        self.relay.answer_with(first, second)
        self.page.evaluate("{ const slow = setTimeout; setTimeout = "
                           "(end, time) => slow(end, time === silenceLimit ? 500 : time); }")
        self.ask(self.page, "Hello")
        self.until_text(self.page, "Hello")
        closed.wait()
        self.assertEqual(self.requests(), [("POST", None), ("GET", f"{ANSWER}-1")])

    def test_events_that_come_twice_count_once(self):
        def answer(exchange):
            exchange.begin()
            exchange.event(1, {"content": "a"})
            exchange.event(1, {"content": "a"})
            exchange.event(2, {"content": "b"})
            exchange.end(3)

        self.relay.answer_with(answer)
        self.ask(self.page, "Hello")
        self.until_state(self.page, "complete")
        self.assertEqual(self.text(self.page), "ab")

    def test_odd_but_legal_framing_byte_by_byte(self):
        stream = (f"\ufeffretry: 10\r\n: a comment\r\r\nid: {ANSWER}-1\r"
                  f'data: {{"content":\rdata:  "käse 🧀\\n"}}\r\r'
                  f'event: other\ndata: {{"content": "not this"}}\nid: {ANSWER}-2\n\n'
                  f'id:{ANSWER}-3\r\ndata:{{"content": "é"}}\r\n\r\n').encode()

        def answer(exchange):
            exchange.begin()
            for byte in stream:
                exchange.write(bytes([byte]))
            exchange.end(4)

        self.relay.answer_with(answer)
        self.ask(self.page, "Hello")
        self.until_state(self.page, "complete")
        self.assertEqual(self.text(self.page), "käse 🧀\né")

    def test_tries_to_reconnect_are_bounded_and_the_user_may_go_on(self):
        def first(exchange):
            exchange.begin()
            exchange.write(b"retry: 1\n")
            exchange.event(1, {"content": "Half"})
            self.until_text(self.page, "Half")
            exchange.reset()

        def rest(exchange):
            exchange.begin()
            exchange.event(2, {"content": " and half"})
            exchange.end(3)

        failed = [lambda exchange: exchange.refuse(503, "api_error")] * 3
        failed += [lambda exchange: exchange.reset()] * 3
        self.relay.answer_with(first, *failed)
        self.ask(self.page, "Hello")
        self.until_state(self.page, "failed")
        self.assertIn("The connection was lost.", self.says(self.page, ".notice"))
        self.assertEqual(self.says(self.page, ".retry"), "Reconnect")
        self.assertEqual(len(self.relay.requests), 7)
        self.relay.answer_with(rest)
        self.page.click(".retry")
        self.until_state(self.page, "complete")
        self.assertEqual(self.text(self.page), "Half and half")
        self.forgive(self.page, 503)

    def tearDown(self):
        self.forgive(self.page, 401, 410, 529)

    def test_an_answer_that_is_gone_says_so_and_can_be_asked_again(self):
        def cut(exchange):
            exchange.begin()
            exchange.write(b"retry: 1\n")
            exchange.event(1, {"content": "Old"})
            self.until_text(self.page, "Old")
            exchange.reset()

        def again(exchange):
            exchange.begin()
            exchange.event(1, {"content": "New"})
            exchange.end(2)

        self.relay.answer_with(cut, lambda exchange: exchange.refuse(410))
        self.ask(self.page, "Hello")
        self.until_state(self.page, "failed")
        self.assertIn("not kept any more", self.says(self.page, ".notice"))
        self.assertEqual(self.text(self.page), "Old")
        self.relay.answer_with(again)
        self.page.click(".retry")
        self.until_state(self.page, "complete")
        self.assertEqual(self.text(self.page), "New")
        self.assertEqual([method for method, _ in self.requests()], ["POST", "GET", "POST"])

    def test_an_answer_that_ended_without_its_end_is_not_taken_for_whole(self):
        def cut(exchange):
            exchange.begin()
            exchange.write(b"retry: 1\n")
            exchange.event(1, {"content": "Some"})
            exchange.end()

        self.relay.answer_with(cut, lambda exchange: exchange.refuse(204))
        self.ask(self.page, "Hello")
        self.until_state(self.page, "failed")
        self.assertIn("ended before it was complete", self.says(self.page, ".notice"))

    def test_an_overloaded_model_can_be_asked_again(self):
        def answer(exchange):
            exchange.begin()
            exchange.event(1, {"content": "At last"})
            exchange.end(2)

        self.relay.answer_with(lambda exchange: exchange.refuse(
            529, "overloaded_error", HOSTILE, retry_after="7"))
        self.ask(self.page, "Hello")
        self.until_state(self.page, "failed")
        notice = self.says(self.page, ".notice")
        self.assertIn("The model is overloaded just now.", notice)
        self.assertIn("<img src=x", notice)
        self.assertIn("wait 7 s", notice)
        self.relay.answer_with(answer)
        self.page.click(".retry")
        self.until_text(self.page, "At last")
        self.assertIsNone(self.says(self.page, ".notice"))

    def test_an_error_in_the_stream_ends_it(self):
        def answer(exchange):
            exchange.begin()
            exchange.event(1, {"content": "So far"})
            exchange.event(2, {"error": {"type": "constructor", "message": "odd"}})
            exchange.end()

        self.relay.answer_with(answer)
        self.ask(self.page, "Hello")
        self.until_state(self.page, "failed")
        self.assertEqual(self.text(self.page), "So far")
        self.assertIn("Something went wrong.\n\nodd", self.says(self.page, ".notice"))

    def test_answers_that_are_none(self):
        def garbled(exchange):
            exchange.begin()
            exchange.write(f"id: {ANSWER}-1\ndata: {{not JSON\n\n".encode())
            exchange.end()

        def odd(exchange):
            exchange.begin()
            for number, data in enumerate([None, 1, [], {"content": {"a": 1}}, "text"], 1):
                exchange.event(number, data)
                exchange.event(number, data, "tool")
                exchange.event(number, data, "usage")
            exchange.event(6, {"index": {}, "name": {"toString": 1}, "partial_json": 3}, "tool")
            exchange.event(7, {"input_tokens": "many", "model": [], "stop_reason": "toString"},
                           "usage")
            exchange.event(8, {"error": {"type": {}, "message": 5}})
            exchange.end()

        for answer, notice in [
                (lambda exchange: exchange.refuse(200, "a", "page"), "no answer"),
                (garbled, "no answer"), (odd, "Something went wrong")]:
            self.relay.answer_with(answer)
            self.ask(self.page, "Hello")
            self.until_state(self.page, "failed")
            self.assertIn(notice, self.says(self.page, ".notice"))
            self.page.click("#new")

    def test_a_connection_that_breaks_before_the_answer_is_not_asked_twice_unasked(self):
        def answer(exchange):
            exchange.begin()
            exchange.event(1, {"content": "Now"})
            exchange.end(2)

        self.relay.answer_with(lambda exchange: exchange.close())
        self.ask(self.page, "Hello")
        self.until_state(self.page, "failed")
        self.assertEqual(self.says(self.page, ".retry"), "Ask again")
        self.relay.answer_with(answer)
        self.page.click(".retry")
        self.until_text(self.page, "Now")
        self.forgive(self.page)

    def test_a_key_is_asked_for_kept_in_the_tab_and_sent(self):
        def answer(exchange):
            exchange.begin()
            exchange.event(1, {"content": "Welcome"})
            exchange.end(2)

        self.relay.answer_with(
            lambda exchange: exchange.refuse(401, "authentication_error", "no key"))
        self.ask(self.page, "Hello")
        self.page.until("document.activeElement.id === 'key'")
        self.page.type("ключ")
        self.page.press("Enter")
        self.page.until("document.querySelector('#key-problem').textContent !== ''")
        self.page.evaluate("document.querySelector('#key').select()")
        self.relay.answer_with(answer)
        self.page.type("sesame-1")
        self.page.press("Enter")
        self.until_text(self.page, "Welcome")
        self.until_state(self.page, "complete")
        self.assertEqual([request.headers.get("authorization") for request in self.relay.requests],
                         [None, "Bearer sesame-1"])
        self.assertIsNone(self.says(self.page, "#key-form"))
        self.assertNotIn("sesame", self.page.evaluate("document.documentElement.outerHTML"))
        self.assertNotIn("sesame", self.page.evaluate("JSON.stringify(localStorage)"))

    def test_a_reload_in_mid_answer_goes_on(self):
        latch = Latch()

        def first(exchange):
            exchange.begin()
            exchange.event(1, {"content": "One, "})
            exchange.event(2, {"index": 1, "id": "t", "name": "count"}, "tool")
            exchange.event(3, {"index": 1, "partial_json": '{"to"'}, "tool")
            exchange.wait_for_client_close()

        def second(exchange):
            exchange.begin()
            exchange.event(4, {"index": 1, "partial_json": ": 3}"}, "tool")
            exchange.event(5, {"index": 1, "done": True}, "tool")
            exchange.event(6, {"content": "two, "})
            latch.wait()
            exchange.event(7, {"content": "three"})
            exchange.end(8)

        self.relay.answer_with(first, second)
        self.ask(self.page, "Count")
        self.page.until("document.querySelector('pre')?.textContent === '{\"to\"'")
        self.page.reload()
        self.until_text(self.page, "One, \n\ntwo, ")
        self.assertEqual(self.says(self.page, "pre"), '{"to": 3}')
        self.assertEqual(self.requests(), [("POST", None), ("GET", f"{ANSWER}-3")])
        latch.release()
        self.until_state(self.page, "complete")
        self.page.reload()
        self.until_text(self.page, "One, \n\ntwo, three")
        self.assertEqual(len(self.relay.requests), 2)

    def test_a_reload_before_the_answer_began_asks_nothing_by_itself(self):
        came = Latch()

        def answer(exchange):
            came.release()
            exchange.wait_for_client_close()

        self.relay.answer_with(answer)
        self.ask(self.page, "Hello")
        came.wait()
        # As if the tab had died: what was kept is from before, and says that the answer is awaited.
        self.page.evaluate("save = () => {}, 0")
        self.page.reload()
        self.until_state(self.page, "failed")
        self.assertEqual(len(self.relay.requests), 1)

    def test_a_tool_input_grows(self):
        latch = Latch()

        def answer(exchange):
            exchange.begin()
            exchange.event(1, {"index": 0, "id": "a", "name": HOSTILE}, "tool")
            exchange.event(2, {"index": 0, "partial_json": '{"path": "'}, "tool")
            latch.wait()
            exchange.event(3, {"index": 0, "partial_json": HOSTILE}, "tool")
            exchange.event(4, {"index": 0, "done": True}, "tool")
            exchange.end(5)

        self.relay.answer_with(answer)
        self.ask(self.page, "Use a tool")
        self.page.until("document.querySelector('pre')?.textContent === '{\"path\": \"'")
        self.assertIn("input is being written", self.says(self.page, "summary"))
        latch.release()
        self.until_state(self.page, "complete")
        self.assertIn("input complete", self.says(self.page, "summary"))
        self.assertEqual(self.page.evaluate("document.querySelector('pre').textContent"),
                         '{"path": "' + HOSTILE)
        self.assertEqual(self.page.evaluate("document.querySelector('bdi').textContent"), HOSTILE)

    def test_hostile_text_is_text(self):
        def answer(exchange):
            exchange.begin()
            exchange.event(1, {"model": HOSTILE, "input_tokens": 1234, "output_tokens": 5,
                               "time_to_first_token_ms": 212}, "usage")
            for number, character in enumerate(HOSTILE, 2):
                exchange.event(number, {"content": character})
            exchange.end(len(HOSTILE) + 2)

        self.relay.answer_with(answer)
        self.ask(self.page, HOSTILE.replace("\0", "").replace("\u2028", ""))
        self.until_state(self.page, "complete")
        self.assertEqual(self.text(self.page), HOSTILE)
        self.assertIn("1,234 tokens in · 5 out · first token after 212 ms · <img",
                      self.says(self.page, ".facts"))
        self.page.reload()
        self.until_text(self.page, HOSTILE)
        self.assertEqual(
            self.page.evaluate("document.querySelectorAll('img, .turn script').length"), 0)
        self.assertIsNone(self.page.evaluate("window.hit"))

    def test_markup_is_refused_by_the_policy_even_if_a_change_let_it_in(self):
        refused = self.page.evaluate("""(() => {
            try { document.body.innerHTML = "<b>"; } catch (error) { return error.name; }
        })()""")
        self.assertEqual(refused, "TypeError")
        self.page.problems.clear()
