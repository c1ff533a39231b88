"""Drives a Chromium over its DevTools protocol, with nothing but the standard library.

The protocol runs over two pipes (--remote-debugging-pipe), so there is no port to find and no
WebSocket to speak. Waits are on promises in the page, with a limit after which they fail.
"""

import base64
import collections
import fcntl
import itertools
import json
import os
import queue
import shutil
import subprocess
import tempfile
import threading

LIMIT = 30  # seconds, for anything that should come at once

KEYS = {
    "Enter": (13, "\r"), "Escape": (27, ""), "Tab": (9, ""), "Backspace": (8, ""),
}
SHIFT = 8


class Failure(AssertionError):
    """The browser did not do in time what was asked, or said that it cannot."""


class Browser:
    """A running Chromium without a window."""

    def __init__(self, program):
        self.profile = tempfile.mkdtemp(prefix="chat-page-")
        # Above 9, so that neither is 3 or 4, where Chromium looks for them.
        ours_in, theirs_out = (fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in os.pipe())
        theirs_in, ours_out = (fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in os.pipe())
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}', "bash", program,
             "--headless=new", "--remote-debugging-pipe", f"--user-data-dir={self.profile}",
             # Root, as in a container, has no sandbox; the pages are our own.
             "--no-sandbox", "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage",
             "--disable-background-networking", "--disable-component-update",
             "--disable-features=Translate", "--lang=en-US", "--force-color-profile=srgb",
             "--hide-scrollbars"],
            pass_fds=(theirs_in, theirs_out), stderr=subprocess.DEVNULL)
        os.close(theirs_in)
        os.close(theirs_out)
        self.commands = os.fdopen(ours_out, "wb", buffering=0)
        self.answers = os.fdopen(ours_in, "rb")
        self.numbers = itertools.count(1)
        self.waiting = {}
        self.pages = {}
        self.lock = threading.Lock()
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.send("Browser.close")
        except Failure:
            self.process.terminate()
        self.process.wait(LIMIT)
        shutil.rmtree(self.profile, ignore_errors=True)

    def _read(self):
        rest = b""
        while chunk := self.answers.read1(1 << 16):
            *messages, rest = (rest + chunk).split(b"\0")
            for message in map(json.loads, messages):
                if "id" in message:
                    self.waiting.pop(message["id"]).put(message)
                elif page := self.pages.get(message.get("sessionId")):
                    page._take(message["method"], message["params"])
        for answer in list(self.waiting.values()):
            answer.put({"error": "the browser is gone"})

    def send(self, method, session=None, limit=LIMIT, **params):
        """One command, and its result."""
        answer = queue.Queue()
        message = {"id": next(self.numbers), "method": method, "params": params}
        if session:
            message["sessionId"] = session
        self.waiting[message["id"]] = answer
        with self.lock:
            self.commands.write(json.dumps(message).encode() + b"\0")
        try:
            result = answer.get(timeout=limit)
        except queue.Empty:
            raise Failure(f"{method} took more than {limit} s") from None
        if "error" in result:
            raise Failure(f"{method}: {result['error']}")
        return result["result"]

    def page(self, url, **options):
        """A page in a profile of its own: no storage is shared."""
        return Page(self, url, **options)


class Page:
    """A tab. `problems` is what its console and its security policy complained about."""

    def __init__(self, browser, url, language="en-US", dark=False, width=900, height=720):
        self.browser = browser
        self.context = browser.send("Target.createBrowserContext")["browserContextId"]
        target = browser.send(
            "Target.createTarget", url="about:blank", browserContextId=self.context)["targetId"]
        self.session = browser.send(
            "Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.problems = []
        self.events = collections.defaultdict(queue.Queue)
        browser.pages[self.session] = self
        for domain in ["Page", "Runtime", "Log", "Audits", "Accessibility"]:
            self.send(f"{domain}.enable")
        agent = self.evaluate("navigator.userAgent")
        self.send("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=language)
        self.resize(width, height)
        self.prefer(dark)
        self.open(url)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.browser.pages.pop(self.session)
        self.browser.send("Target.disposeBrowserContext", browserContextId=self.context)

    def send(self, method, **params):
        return self.browser.send(method, session=self.session, **params)

    def _take(self, method, params):
        if method == "Runtime.exceptionThrown":
            self.problems.append(params["exceptionDetails"].get("exception", params))
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "assert"):
            self.problems.append(params["args"])
        elif method == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.problems.append(params["entry"])
        elif method == "Audits.issueAdded":
            if params["issue"]["code"] == "ContentSecurityPolicyIssue":
                self.problems.append(params["issue"])
        elif method == "Page.loadEventFired":
            self.events[method].put(params)

    def resize(self, width, height, scale=1):
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=scale, mobile=False)

    def prefer(self, dark=False):
        self.send("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}])

    def open(self, url):
        result = self.send("Page.navigate", url=url)
        if "errorText" in result:
            raise Failure(f"{url}: {result['errorText']}")
        self._loaded()

    def reload(self):
        self.send("Page.reload")
        self._loaded()

    def _loaded(self):
        try:
            self.events["Page.loadEventFired"].get(timeout=LIMIT)
        except queue.Empty:
            raise Failure("the page was not loaded in time") from None

    def evaluate(self, expression, wait=False, limit=LIMIT):
        """What the expression is, or with `wait` what the promise becomes."""
        result = self.send("Runtime.evaluate", expression=expression, awaitPromise=wait,
                           returnByValue=True, limit=limit)
        if "exceptionDetails" in result:
            details = result["exceptionDetails"]
            raise Failure(details.get("exception", {}).get("description", details))
        return result["result"].get("value")

    def until(self, condition, limit=LIMIT):
        """Waits until the expression is truthy: looked at when the page or its focus changes."""
        script = f"""new Promise((resolve, reject) => {{
            const holds = () => {condition};
            const look = () => {{ if (holds()) end(resolve); }};
            const end = settle => {{
                observer.disconnect();
                clearTimeout(timer);
                removeEventListener("focusin", look);
                settle();
            }};
            const observer = new MutationObserver(look);
            const timer = setTimeout(() => end(reject), {limit * 1000});
            observer.observe(document, {{attributes: true, characterData: true, childList: true,
                                         subtree: true}});
            addEventListener("focusin", look);
            look();
        }})"""
        try:
            self.evaluate(script, wait=True, limit=limit + 5)
        except Failure as failure:
            text = self.evaluate("document.body.innerText")
            raise Failure(f"never: {condition}\nThe page says:\n{text}") from failure

    def type(self, text):
        """Key events for each character, as from a keyboard."""
        for character in text:
            self.send("Input.dispatchKeyEvent", type="keyDown", text=character, key=character)
            self.send("Input.dispatchKeyEvent", type="keyUp", key=character)

    def press(self, key, shift=False):
        code, text = KEYS[key]
        common = {"key": key, "code": key, "windowsVirtualKeyCode": code,
                  "modifiers": SHIFT if shift else 0}
        down = {"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}
        self.send("Input.dispatchKeyEvent", **down, **common)
        self.send("Input.dispatchKeyEvent", type="keyUp", **common)

    def click(self, selector):
        """A click of the mouse in the middle of the element."""
        box = self.evaluate(
            f"""(() => {{ const element = document.querySelector({json.dumps(selector)});
            element.scrollIntoView({{block: "center"}});
            const {{x, y, width, height}} = element.getBoundingClientRect();
            return {{x: x + width / 2, y: y + height / 2}}; }})()""")
        for kind in ["mousePressed", "mouseReleased"]:
            self.send("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **box)

    def screenshot(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.send("Page.captureScreenshot")["data"]))
