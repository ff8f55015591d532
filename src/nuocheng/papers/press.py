"""The press: a child process that sets papers in type, so that the web process stays small.

Started by `nuocheng.papers.rendering` as `python -m nuocheng.papers.press`; it reads orders from standard input, writes
PDFs and Word files to standard output, and goes home after a while without work. It knows no database and no secret.
"""

import json
import os
import select
import sys
from base64 import b64decode
from importlib import import_module
from typing import IO, Any

import typst

from nuocheng.papers import wire
from nuocheng.papers.composing import Composer, Stamped
from nuocheng.papers.layouts import LAYOUTS, starting
from nuocheng.papers.page_codes import read
from nuocheng.papers.typefaces import shelf_of_this_machine

IDLE = "NUOCHENG_PRESS_IDLE"
"""Environment variable: after how many seconds without an order the press goes home."""

_IDLE_DEFAULT = 20.0
_ORDERS_BEFORE_RENEWAL = 2000  # typst keeps what it has seen; a new process gives the memory back


def main() -> None:
    """Serve orders until the pipe closes, nothing comes for a while, or many have been served."""
    orders, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a stray print must not land among the answers
    idle = float(os.environ.get(IDLE, _IDLE_DEFAULT))
    composer = Composer(shelf_of_this_machine())
    for _ in range(_ORDERS_BEFORE_RENEWAL):
        if not select.select([orders], [], [], idle)[0]:
            return
        try:
            serve(composer, orders, answers)
        except EOFError:
            return


def serve(composer: Composer, orders: IO[bytes], answers: IO[bytes]) -> None:
    """Read one order and write its answer.

    Raises:
        EOFError: no order will come any more.

    """
    order: dict[str, Any] = json.loads(wire.read(orders))
    try:
        made = _answer(composer, order)
    except (typst.TypstError, LookupError, ValueError, TypeError, AttributeError) as refused:
        wire.write(answers, wire.REFUSED + f"{type(refused).__name__}: {refused}"[:400].encode())
        return
    wire.write(answers, wire.MADE + made)


def _answer(composer: Composer, order: dict[str, Any]) -> bytes:
    if order["ask"] == "typefaces":
        return json.dumps(composer.faces, ensure_ascii=False).encode()
    if order["ask"] == "docx":
        sheet = LAYOUTS[order["form"]](order["content"])
        # Loaded when needed: most presses never write for Word and do without its 17 MB and 100 ms.
        word = import_module("nuocheng.papers.word")
        made: bytes = word.write(sheet, composer.pictures, large=order["large"])
        return made
    if "raw" in order:
        return _of_template(order)
    if order["ask"] == "starting_template":
        begun: bytes = import_module("nuocheng.papers.word").write(starting.lay_out(), composer.pictures)
        return begun
    return _paper(composer, order)


def _paper(composer: Composer, order: dict[str, Any]) -> bytes:
    if order["ask"] == "scans":
        scanning = import_module("nuocheng.papers.scanning")
        return json.dumps(scanning.scans(b64decode(order["file"]))).encode()
    if order["ask"] == "stamped":
        papers = [Stamped(content, code) for content, text in order["papers"] if (code := read(text))]
        return composer.stamped(order["form"], papers, copies=order["copies"], large=order["large"])
    return composer.compose(order["form"], order["content"], large=order["large"])


def _of_template(order: dict[str, Any]) -> bytes:
    """Answer what is asked of an office's own template: the upload is read here and nowhere else."""
    raw = b64decode(order["raw"])
    if order["ask"] == "words_of":
        said = import_module("nuocheng.papers.template_reading").words_of(raw)
        return json.dumps(said, ensure_ascii=False).encode()
    templates = import_module("nuocheng.papers.templates")
    if order["ask"] == "check_template":
        findings = templates.check_template(raw)
        return json.dumps([[one.where, one.why] for one in findings], ensure_ascii=False).encode()
    filled: bytes = templates.fill(raw, order["values"], order["rows"])
    return filled


if __name__ == "__main__":
    main()
