"""Shows that each judge can fail: a stand-in for the relay with one fault after the other is attacked,
and the attack has to say what is wrong; one without a fault has to pass."""

import concurrent.futures
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
# Each fault of stand_in.py, and what is to be said of it.
FAULTS = {
    "": None,
    "dies": "relay died, status -11",
    "a sanitizer speaks": "the relay says that it dies",
    "ends badly": "ended with status 1",
    "silence": "not answered",
    "no word to what is none": "what is no request got no answer",
    "nobody is well": "no /health: nothing came",
    "a length too short": "another body than the upstream's",
    "bytes behind an answer": "an answer that nobody asked for",
    "bytes behind the last": "bytes behind the last answer",
    "a field is split": "an answer is malformed",
    "answers are exchanged": "another's",
    "a byte is changed": "another body than the upstream's",
    "a status is changed": "another answer to a good request",
    "a good one is refused": "a good request was refused",
    "a cut answer is whole": "a cut answer was passed for whole",
    "a chat is always done": "a cut chat was passed for whole",
    "a chat does not end": "a chat's ending",
    "a chat is damaged": "a chat's data is no JSON",
    "a chat is another": "another chat than the upstream's",
    "everybody reads a chat": "somebody else's chat was read",
    "a page may read": "a field that ends at the relay",
    "a key comes back": "a secret",
    "logs a key": "a secret in the log",
    "logs a question": "what was said is in the log",
    "a cookie goes on": "a field that ends at the relay went on",
    "a key goes on": "a key of the relay went to the upstream",
    "another upstream's key": "another upstream's key",
    "everybody is let in": "nobody with a key asked",
    "a body is changed": "another body",
    "a field is invented": "a field that nobody sent",
    "asks twice": "asked twice",
    "a length goes before chunks": "what cannot be a request went to the upstream",
    "a connection is used again": "a connection is used again",
    "no host": "the upstream's host",
    "descriptors stay open": "descriptors open",
    "memory": "MiB resident",
    "a stream stays": "streams are under way",
    "a stream is not given back": "a good request was refused",
    "metrics of one's own": "a line of the metrics",
}


def attack(fault):
    """What is wrong with what the attack says of a fault; None if nothing is."""
    expected, said = FAULTS[fault], []
    with subprocess.Popen([sys.executable, "-B", HERE, "--relay", HERE / "stand_in.py", "--case", "0-599", "--seed", "1"],
                          env=os.environ | {"FAULT": fault}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as told:
        for line in told.stdout:
            said.append(line.decode(errors="replace"))
            if expected and expected in said[-1]:
                told.terminate()
                return None
    if expected or told.returncode:
        return f"self-test: {fault or 'without a fault'}: expected {expected or 'nothing'!r}, heard:\n{''.join(said)[:2000]}"
    return None


def main():
    with concurrent.futures.ThreadPoolExecutor(2 * os.cpu_count()) as pool:
        wrong = list(filter(None, pool.map(attack, FAULTS)))
    print("\n".join(wrong + [f"self-test: {len(FAULTS) - len(wrong)} of {len(FAULTS)} faults told as they have to be"]))
    return not wrong
