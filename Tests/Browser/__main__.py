"""Holds the chat page to what it promises, in a real browser.

Without a command, what needs a relay is skipped.
"""

import argparse
import sys
import unittest

import chromium
import servers
from case import BrowserCase

SUITES = ["test_sources", "test_parser", "test_faults", "test_presentation", "test_relay"]

parser = argparse.ArgumentParser(description=__doc__, prog="python3 Tests/Browser")
parser.add_argument("--chromium", default="chromium", help="the browser; default: %(default)s")
parser.add_argument("--command", help="the built message-stream")
parser.add_argument("-k", action="append", default=[], help="only tests with this in their name")
parser.add_argument("-v", "--verbose", action="store_true")
parser.add_argument("suites", nargs="*", default=SUITES)
options = parser.parse_args()
servers.command = options.command
arguments = [f"-k{pattern}" for pattern in options.k] + ["-v"] * options.verbose + options.suites

with chromium.Browser(options.chromium) as browser:
    BrowserCase.browser = browser
    program = unittest.main(module=None, argv=[sys.argv[0], *arguments], exit=False)
sys.exit(not program.result.wasSuccessful())
