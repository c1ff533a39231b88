"""Fails unless a manual page says all that its header does: each comment, in its order of words, and
the name of each declaration.

Usage: manual_page.py HEADER PAGE
"""

import pathlib
import re
import sys

header = pathlib.Path(sys.argv[1]).read_text()
page = pathlib.Path(sys.argv[2]).read_text()

SPELLED = {"\\e": "\\", "\\-": "-", "\\ ": " ", "\\&": "", "\\(ha": "^", "\\(ti": "~", "\\(aq": "'",
           "\\(ga": "`"}


def words(text):
    return " " + " ".join(re.findall(r"[A-Za-z0-9_]+", text)) + " "


printed = "\n".join(line[4:] if line.startswith(".SS ") else line for line in page.split("\n")
                    if not re.match(r"[.'](?!SS )", line))
printed = re.sub(r"\\f[BIR]", "", printed)
printed = re.sub(r"\\\(..|\\.", lambda escape: SPELLED[escape.group()], printed)
printed = words(printed)

comments = [re.sub(r"(?m)^ *\*/? ?", "", comment)
            for comment in re.findall(r"(?s)/\*(.*?)\*/", header)]
# What the header declares: not the bodies of its functions, nor what is for the compiler alone.
declared = re.sub(r"(?s)/\*.*?\*/", "", header)
declared = re.sub(r"(?ms)^(static inline [^{]*)\{.*?^\}", r"\1;", declared)
declared = re.sub(r"(?m)^#(?!define [a-z]).*$|\b[A-Z][A-Z_]+\b|^extern \"C\".*$", "", declared)

status = 0
for text in comments:
    if words(text) not in printed:
        print(f"{sys.argv[2]} leaves out: {text.strip()}", file=sys.stderr)
        status = 1
names = set(re.findall(r"[A-Za-z_][A-Za-z0-9_]*", declared)) - {"typedef", "enum", "struct", "define"}
for name in sorted(names):
    if f" {name} " not in printed:
        print(f"{sys.argv[2]} does not name {name}", file=sys.stderr)
        status = 1
if len(comments) < 10 or len(names) < 20:
    print(f"{sys.argv[1]} is not what was expected: {len(comments)} comments", file=sys.stderr)
    status = 1
sys.exit(status)
