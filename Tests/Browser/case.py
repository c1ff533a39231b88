"""What the tests of the page have in common: one browser, and steps that a user would take."""

import json
import re
import unittest

import chromium

PROMPT = "document.activeElement.id === 'prompt'"


class BrowserCase(unittest.TestCase):
    maxDiff = None
    browser: chromium.Browser  # set by __main__

    def open(self, url, **options):
        """A new page; it must not have complained by the end of the test."""
        page = self.browser.page(url, **options)
        self.addCleanup(page.__exit__)
        self.addCleanup(lambda: self.assertEqual(page.problems, []))
        return page

    def ask(self, page, text):
        """Types it where the focus is, and Enter."""
        page.until(PROMPT)
        page.type(text)
        page.press("Enter")

    def until_state(self, page, state, turn=-1):
        """Until the answer is in that state."""
        page.until(
            f"[...document.querySelectorAll('.turn')].at({turn})?.dataset.state === '{state}'")

    def until_text(self, page, text):
        """Until the last answer has that text, and nothing else."""
        page.until(f"{LAST_TEXT} === {json.dumps(text)}")

    def text(self, page):
        return page.evaluate(LAST_TEXT)

    def says(self, page, selector):
        """The text of what is visible of it; None if nothing is."""
        return page.evaluate(
            f"[...document.querySelectorAll({json.dumps(selector)})]"
            ".filter(found => found.checkVisibility()).at(-1)?.innerText ?? null")

    def forgive(self, page, *statuses):
        """Chromium notes each request that fails on the console: these were the test's own."""
        noise = [rf"status of {status}" for status in statuses]
        noise += [r"net::ERR_(CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING)"]
        page.problems[:] = [
            problem for problem in page.problems if not re.search("|".join(noise), str(problem))]


LAST_TEXT = """[...document.querySelectorAll('.turn')].at(-1) &&
    [...[...document.querySelectorAll('.turn')].at(-1).querySelectorAll('.text')]
        .map(text => text.textContent).join('\\n\\n')"""
