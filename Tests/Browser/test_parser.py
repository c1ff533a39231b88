"""The page's parser of event streams against the corpus that holds the package's own."""

import base64
import json

import event_stream_corpus
from case import BrowserCase
from mock_relay import MockRelay

# A number of JavaScript has 53 bits: beyond, a retry is one that cannot be kept.
BEYOND_53_BITS = "the largest retry fits 63 bits"

READ = """(bytes, ends) => {
    const events = [];
    const parser = new EventStreamParser(event => events.push({...event}));
    let start = 0;
    for (const end of [...ends, bytes.length]) {
        parser.feed(bytes.subarray(start, end));
        start = end;
    }
    return {events, end: {lastEventID: parser.lastEventID, retry: parser.retry}};
}"""

# Every result is compared with that of the whole input in the page; only that one comes back.
READ_EVERY_WAY = f"""(text => {{
    const read = {READ};
    const bytes = Uint8Array.from(atob(text), character => character.charCodeAt(0));
    const whole = read(bytes, []);
    const ways = [[...bytes.keys()], ...[...bytes.keys()].map(place => [place])];
    const others = ways.filter(
        ends => JSON.stringify(read(bytes, ends)) !== JSON.stringify(whole));
    return {{...whole, others}};
}})"""


class Parser(BrowserCase):
    def test_every_case_whole_in_two_at_every_place_and_byte_by_byte(self):
        with MockRelay() as relay:
            page = self.open(relay.url)
            cases = list(event_stream_corpus.cases())
            self.assertGreater(len(cases), 100)
            for name, data, expected in cases:
                if name == BEYOND_53_BITS:
                    continue
                with self.subTest(name):
                    encoded = json.dumps(base64.b64encode(data).decode())
                    result = page.evaluate(f"{READ_EVERY_WAY}({encoded})")
                    self.assertEqual(
                        event_stream_corpus.trace(result["events"], result["end"]), expected)
                    self.assertEqual(result["others"], [])

    def test_a_line_without_end_is_refused(self):
        with MockRelay() as relay:
            page = self.open(relay.url)
            kind = page.evaluate("""(() => {
                const parser = new EventStreamParser(() => {});
                const piece = new TextEncoder().encode("data: " + "x".repeat(1 << 20));
                try { for (let i = 0; i < 32; i++) parser.feed(piece); } catch (error) {
                    return error.type;
                }
            })()""")
            self.assertEqual(kind, "malformed_event")
