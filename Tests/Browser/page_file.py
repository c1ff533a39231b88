"""The page as it lies in the sources, and what its security policy must be."""

import base64
import hashlib
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
PATH = ROOT / "Sources/MessageStreamRelay/Page/chat.html"


def contents(tag):
    """What stands between the tags, for each that occurs; only tags without attributes count."""
    return re.findall(f"<{tag}>(.*?)</{tag}>".encode(), PATH.read_bytes(), re.DOTALL)


def policy():
    """Made with nothing of ours: the relay's own must say the same."""
    def source(tag):
        [text] = contents(tag)
        return "'sha256-" + base64.b64encode(hashlib.sha256(text).digest()).decode() + "'"
    return ("default-src 'none'; connect-src 'self'; "
            f"script-src {source('script')}; style-src {source('style')}; img-src data:; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            "require-trusted-types-for 'script'; trusted-types 'none'")
