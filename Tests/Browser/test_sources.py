"""What can be said of the page's text without running it."""

import unittest

import page_file


class Sources(unittest.TestCase):
    text = page_file.PATH.read_text()

    def test_one_script_and_one_style_and_nothing_from_elsewhere(self):
        for tag in ["script", "style"]:
            self.assertEqual(self.text.count(f"<{tag}"), 1)
            self.assertEqual(len(page_file.contents(tag)), 1)
        for word in [" src=", "@import", "url(", "http-equiv", " style=", "javascript:"]:
            self.assertNotIn(word, self.text)
        self.assertNotRegex(self.text.split("<script>")[0], r"\son\w+=")
        self.assertNotRegex(self.text, r"https?://(?!www\.w3\.org/2000/svg)")

    def test_nothing_turns_text_into_markup_or_code(self):
        for sink in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(",
                     "Function(", "DOMParser", "createContextualFragment", "setHTML", "srcdoc"]:
            self.assertNotIn(sink, self.text)

    def test_it_is_small_and_its_hashes_hold_wherever_it_is_checked_out(self):
        self.assertLess(len(self.text.encode()), 40_000)
        self.assertNotIn("\r", self.text)
