"""How the page looks, speaks, and is used without a mouse or without eyes; and its pictures.

The pictures go to .build-browser: nothing is compared with them, they are for people to look at.
"""

from case import BrowserCase, PROMPT
from mock_relay import Latch, MockRelay
from page_file import ROOT

PICTURES = ROOT / ".build-browser"

# Each element that shows text of its own, with the contrast of WCAG 2 against what is behind it.
CONTRASTS = """(() => {
    const channels = color => color.match(/[\\d.]+/g).map(Number);
    const luminance = color => channels(color).slice(0, 3).map(value => value / 255)
        .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
        .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
    const ground = element => {
        const color = getComputedStyle(element).backgroundColor;
        return channels(color)[3] !== 0 ? color : ground(element.parentElement);
    };
    return [...document.querySelectorAll("body *")]
        .filter(element => element.checkVisibility() && !element.disabled
            && !element.closest(".offscreen, script")
            && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
        .map(element => {
            const light = [getComputedStyle(element).color, ground(element)].map(luminance);
            const contrast = (Math.max(...light) + 0.05) / (Math.min(...light) + 0.05);
            return [element.id || element.className || element.tagName, contrast];
        });
})()"""

ANSWER = [
    ({"model": "claude-replay", "input_tokens": 1284, "output_tokens": 1,
      "time_to_first_token_ms": 212}, "usage"),
    ({"content": "Let me look at the day's log first."}, None),
    ({"index": 1, "id": "toolu_1", "name": "read_file"}, "tool"),
    ({"index": 1, "partial_json": '{"path": "/var/log/relay.log", '}, "tool"),
    ({"index": 1, "partial_json": '"last_lines": 200}'}, "tool"),
    ({"index": 1, "done": True}, "tool"),
    ({"content": "Two streams were cut today, and both were resumed:\n\n"
      "  1. 09:14  the reader's network changed; 38 events were sent again\n"
      "  2. 13:02  a proxy closed the connection after 60 s of silence\n\n"
      "Heartbeats every 15 s would have kept the second one open."}, None),
    ({"output_tokens": 96, "stop_reason": "end_turn"}, "usage"),
]
ANSWER_ZH = [
    ({"model": "claude-replay", "input_tokens": 312, "output_tokens": 64, "stop_reason": "end_turn",
      "time_to_first_token_ms": 187}, "usage"),
    ({"content": "今天有两条数据流中断，都已恢复：\n\n"
      "  1. 09:14  读者更换了网络，重新发送了 38 个事件\n"
      "  2. 13:02  代理在 60 秒静默后关闭了连接\n\n每 15 秒发送一次心跳，第二条就不会中断。"}, None),
]


def answer(events, end=True, latch=None):
    """The events as an answer; with a latch it is held before its last two."""
    def run(exchange):
        exchange.begin()
        for number, (data, kind) in enumerate(events, 1):
            if latch and number == len(events) - 1:
                latch.wait()
            exchange.event(number, data, kind)
        if end:
            exchange.end(len(events) + 1)
    return run


class Presentation(BrowserCase):
    def setUp(self):
        self.relay = self.enterContext(MockRelay())
        self.addCleanup(lambda: self.assertEqual(self.relay.faults, []))
        PICTURES.mkdir(exist_ok=True)

    def converse(self, page):
        """Two turns, the second of them with all there is to see."""
        self.relay.answer_with(answer([
            ({"model": "claude-replay", "input_tokens": 18, "output_tokens": 9,
              "time_to_first_token_ms": 164}, "usage"),
            ({"content": "It is: ready, with one upstream."}, None)]), answer(ANSWER))
        self.ask(page, "Is the relay up?")
        self.until_state(page, "complete")
        self.ask(page, "Were any streams cut today? Look it up, please.")
        page.until("document.querySelectorAll('.turn[data-state=complete]').length === 2")

    def check_readable(self, page):
        contrasts = page.evaluate(CONTRASTS)
        self.assertGreater(len(contrasts), 8)
        self.assertEqual([pair for pair in contrasts if pair[1] < 4.5], [])
        self.assertEqual(
            page.evaluate("document.documentElement.scrollWidth - innerWidth"), 0)

    def test_light_and_dark(self):
        grounds = []
        for dark in [False, True]:
            page = self.open(self.relay.url, dark=dark)
            page.resize(860, 780, scale=1.5)
            self.converse(page)
            self.check_readable(page)
            grounds.append(
                page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
            page.screenshot(PICTURES / ("dark.png" if dark else "light.png"))
        self.assertNotEqual(*grounds)

    def test_an_error_is_readable_in_both(self):
        for dark in [False, True]:
            page = self.open(self.relay.url, dark=dark, width=880, height=520)
            self.relay.answer_with(answer(ANSWER[1:5] + [
                ({"error": {"type": "overloaded_error", "message": "Overloaded"}}, None),
            ], end=False))
            self.ask(page, "Were any streams cut today?")
            self.until_state(page, "failed")
            self.check_readable(page)
            page.screenshot(PICTURES / ("error-dark.png" if dark else "error.png"))

    def test_narrow(self):
        page = self.open(self.relay.url, width=320, height=640)
        self.converse(page)
        page.screenshot(PICTURES / "narrow.png")
        self.relay.answer_with(answer([({"content": "x" * 500}, None)]))
        self.ask(page, "y" * 200)
        page.until("document.querySelectorAll('.turn[data-state=complete]').length === 3")
        self.check_readable(page)

    def test_long_answers_are_followed_unless_the_reader_scrolls_up(self):
        latch = Latch()
        self.relay.answer_with(answer(
            [({"content": "line\n" * 100}, None), ({"content": "line\n" * 100}, None), ({}, None)],
            latch=latch))
        page = self.open(self.relay.url)
        page.evaluate("""window.bottom = () => new Promise(resolve => {
            const look = () => innerHeight + scrollY >= document.documentElement.scrollHeight - 1
                && scrollY > 0 ? resolve() : requestAnimationFrame(look);
            look();
        })""")
        self.ask(page, "Many lines")
        page.evaluate("bottom()", wait=True)
        page.evaluate("new Promise(done => { addEventListener('scroll', done, {once: true}); "
                      "scrollTo(0, 0); }).then(() => {})", wait=True)
        latch.release()
        self.until_state(page, "complete")
        page.evaluate("new Promise(done => requestAnimationFrame(() => "
                      "requestAnimationFrame(done))).then(() => {})", wait=True)
        self.assertEqual(page.evaluate("scrollY"), 0)

    def test_chinese_where_the_browser_asks_for_it_and_the_choice_is_kept(self):
        page = self.open(self.relay.url, language="zh-CN", width=880, height=560)
        self.assertEqual(page.evaluate("document.documentElement.lang"), "zh-CN")
        self.relay.answer_with(answer(ANSWER_ZH))
        self.ask(page, "今天有数据流中断吗？")
        self.until_state(page, "complete")
        self.assertIn("输入 312 个词元 · 输出 64 个 · 首个词元用时 187 毫秒", self.says(page, ".facts"))
        page.screenshot(PICTURES / "chinese.png")
        page.click("#language")
        self.assertEqual(self.says(page, "#send"), "Send")
        self.assertIn("312 tokens in", self.says(page, ".facts"))
        page.reload()
        self.assertEqual(page.evaluate("document.documentElement.lang"), "en")
        self.assertIn("312 tokens in", self.says(page, ".facts"))

    def test_every_word_is_there_in_both_languages(self):
        page = self.open(self.relay.url)
        english, chinese = page.evaluate("""Object.values(words).map(table => {
            const names = (table, path) => Object.entries(table).flatMap(([name, word]) =>
                word instanceof Object && typeof word !== "function"
                    ? names(word, path + name + ".") : word ? [path + name] : []);
            return names(table, "").sort();
        })""")
        self.assertEqual(english, chinese)
        texts = page.evaluate("""[...document.querySelectorAll("[data-text],[data-label],"
            + "[data-placeholder]")].flatMap(element => Object.values(element.dataset))""")
        for text in texts:
            self.assertTrue(page.evaluate(f"Boolean(words.en['{text}'])"), text)

    def test_keyboard_alone(self):
        page = self.open(self.relay.url)
        page.until(PROMPT)
        page.type("one")
        page.press("Enter", shift=True)
        page.type("two")
        self.assertEqual(page.evaluate("document.querySelector('#prompt').value"), "one\ntwo")
        self.assertEqual(self.relay.requests, [])
        latch = Latch()
        self.relay.answer_with(answer(ANSWER, latch=latch), lambda exchange: exchange.refuse(204))
        page.press("Enter")
        page.until("document.querySelectorAll('.text').length === 1")
        self.assertEqual(self.relay.requests[0].json["message"], "one\ntwo")
        page.type("not yet")
        page.press("Enter")  # While an answer runs, Enter keeps what is written.
        page.press("Escape")
        self.until_state(page, "stopped")
        latch.release()
        self.assertEqual(page.evaluate("document.querySelector('#prompt').value"), "not yet")
        # From the prompt all the way around: everything is reached, and each is seen to be.
        reached = []
        for _ in range(12):
            page.press("Tab")
            found = page.evaluate("""(() => {
                const {id, className, tagName} = document.activeElement;
                const {outlineStyle} = getComputedStyle(document.activeElement);
                return [id || className || tagName, outlineStyle];
            })()""")
            reached.append(found[0])
            if found[0] != "BODY":
                self.assertEqual(found[1], "solid", found)
        self.assertLessEqual(
            {"send", "new", "language", "SUMMARY", "retry", "prompt"}, set(reached))

    def test_enter_that_chooses_a_character_sends_nothing(self):
        page = self.open(self.relay.url, language="zh-CN")
        page.until(PROMPT)
        page.send("Input.imeSetComposition", text="ni hao", selectionStart=6, selectionEnd=6)
        # An input method takes the key for itself: there is no text in it, and its code is 229.
        page.send("Input.dispatchKeyEvent", type="rawKeyDown", key="Enter", code="Enter",
                  windowsVirtualKeyCode=229)
        page.send("Input.insertText", text="你好")
        self.assertEqual(page.evaluate("document.querySelector('#prompt').value"), "你好")
        self.assertEqual(self.relay.requests, [])

    def test_a_screen_reader_has_names_and_is_not_shouted_at(self):
        page = self.open(self.relay.url)
        page.evaluate("""window.news = [], new MutationObserver(() =>
            news.push(view.announcer.textContent)).observe(view.announcer, {childList: true}), 0""")
        many = [({"content": f"word {number} "}, None) for number in range(300)]
        self.relay.answer_with(answer(many))
        self.ask(page, "Talk")
        self.until_state(page, "complete")
        news = page.evaluate("news")
        self.assertLessEqual(len(news), 3)
        self.assertTrue(news[-1].startswith("Answer complete. word 0 word 1"))
        self.assertTrue(news[-1].endswith("word 299 "))
        nodes = page.send("Accessibility.getFullAXTree")["nodes"]
        named = {(node["role"]["value"], node.get("name", {}).get("value", ""))
                 for node in nodes if not node["ignored"]}
        self.assertLessEqual({
            ("textbox", "Ask something"), ("button", "Send"), ("button", "New chat"),
            ("button", "中文"), ("log", "Conversation"), ("heading", "Chat"), ("group", "Answer"),
        }, named)
        self.assertIn("You: Talk", page.evaluate("document.querySelector('.question').textContent"))
        unnamed = [role for role, name in named if role in ("button", "textbox") and not name]
        self.assertEqual(unnamed, [])

