"""Papers as PDF, as Word file and on screen: the first two are made in the press, a child process, byte for byte the same."""

import atexit
import json
import os
import subprocess
import sys
import threading
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.safestring import SafeString

from nuocheng.papers import page_codes, redhead, screen, wire
from nuocheng.papers.content import LATER, keys_of
from nuocheng.papers.flowchart import FlowStep, figure
from nuocheng.papers.layouts import LAYOUTS, Layout
from nuocheng.papers.page_codes import PageCode
from nuocheng.papers.template_words import MOST_PACKED, STATEMENTS, TOO_LARGE, Finding, values_of
from nuocheng.papers.workbook import workbook

PATIENCE = 30.0
"""Seconds that one paper may take; the first one of a press loads the typefaces."""

_SOURCES = Path(__file__).parents[2]
_TOLD_TO_THE_PRESS = ("HOME", "LANG", "XDG_DATA_HOME", "XDG_CONFIG_HOME")


class NotRead(RuntimeError):
    """A scanned file holds no page that can be shown; the words say what to do."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One scanned page: the codes on it, how it lay, how many places to sign are empty, and the picture upright."""

    codes: tuple[PageCode, ...]
    turned: int
    unsigned: int
    picture: bytes


class NotPrinted(RuntimeError):
    """The press could not make this paper; the content is kept, so it can be printed again later."""


def render(form: str, content: Mapping[str, Any], *, large: bool = False) -> bytes:
    """Return the PDF of a paper from its plain content, as `Content.as_json` gives it.

    Raises:
        ValueError: no form has this name, or the content is not what the form needs.
        NotPrinted: the press failed.

    """
    _check(form, content)
    return _THE_PRESS.make({"ask": "paper", "form": form, "content": dict(content), "large": large})


def stamped(
    form: str,
    papers: Sequence[tuple[Mapping[str, Any], PageCode]],
    *,
    copies: int = 1,
    large: bool = False,
) -> bytes:
    """Return the PDF of papers that come back signed: a code on every page, so many copies of each.

    They are of one form and differ in their numbers only.

    Raises:
        ValueError: no form has this name or it is not laid out in blocks, or the content is not what it needs.
        NotPrinted: the press failed.

    """
    for content, _ in papers:
        _layout(form, content)
    said = [(dict(content), str(code)) for content, code in papers]
    order = {"ask": "stamped", "form": form, "papers": said, "copies": copies, "large": large}
    return _THE_PRESS.make(order)


def read_scan(raw: bytes) -> list[Scan]:
    """Return the pages of a scanned file (JPEG, PNG, PDF); it is taken apart in the press, not in the web process.

    Raises:
        NotRead: the file holds no page that can be shown; the words say what to do.

    """
    try:
        found = json.loads(_THE_PRESS.make({"ask": "scans", "file": b64encode(raw).decode()}))
    except NotPrinted as wrong:
        known, _, text = str(wrong).partition(": ")
        raise NotRead(text if known == "Unreadable" else "这个文件现在读不出来，请过几分钟再传") from wrong
    return [
        Scan(
            tuple(code for text in one["codes"] if (code := page_codes.read(text))),
            one["turned"],
            one["unsigned"],
            b64decode(one["picture"]),
        )
        for one in found
    ]


def docx(form: str, content: Mapping[str, Any], *, large: bool = False) -> bytes:
    """Return a paper for Word from its plain content; the same content gives the same bytes.

    Raises:
        ValueError: no form has this name or it is not laid out in blocks, or the content is not what it needs.
        NotPrinted: the press failed.

    """
    _layout(form, content)
    return _THE_PRESS.make({"ask": "docx", "form": form, "content": dict(content), "large": large})


def preview(form: str, content: Mapping[str, Any], *, level: int = 2, key: str = "paper") -> SafeString:
    """Return a paper as an HTML partial for the screen; its title is a heading of the given level.

    *key* begins the ids in the partial; a page with two papers gives two keys.

    Raises:
        ValueError: no form has this name or it is not shown on screen, or the content is not what it needs.

    """
    if form in redhead.SECTIONS:
        _check(form, content)
        return redhead.write(form, content, level=level, key=key)
    return screen.write(_layout(form, content)(content), level=level, key=key)


def xlsx(content: Mapping[str, Any]) -> bytes:
    """Return a register or rules as a workbook from their plain content; its cells are texts, never formulas.

    Raises:
        ValueError: the content has no table.

    """
    return workbook(content)


def flow_chart(steps: Sequence[Mapping[str, Any]], title: str) -> str:
    """Return the SVG of a procedure from the plain steps of a guide."""
    flow = [FlowStep(one["title"], one["who"], one["workdays"], one["path"]) for one in steps]
    return figure(flow, title).svg


def check_template(raw: bytes) -> tuple[Finding, ...]:
    """Return what stands against using an office's own Word template; it is read in the press, not in the web process.

    Raises:
        NotPrinted: the press failed.

    """
    if len(raw) > MOST_PACKED:
        return (TOO_LARGE,)
    found = _THE_PRESS.make({"ask": "check_template", "raw": b64encode(raw).decode()})
    return tuple(Finding(where, why) for where, why in json.loads(found))


def fill_template(raw: bytes, values: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return an office's own template filled in, as DOCX; `template_words.values_of` gives the texts.

    Raises:
        NotPrinted: the template may not be used, a placeholder has no text, or the press failed.

    """
    order = {"ask": "fill_template", "raw": b64encode(raw).decode(), "values": dict(values)}
    return _THE_PRESS.make(order | {"rows": [dict(one) for one in rows]})


def filled_form(raw: bytes, content: Mapping[str, Any], statements: Mapping[str, str]) -> bytes:
    """Return an office's own template filled in from the content of a notice and pledge, as DOCX.

    *statements* are the statements of a pledge by code, as the law in force words them.

    Raises:
        NotPrinted: the template may not be used, nothing may be pledged, the law does not word one of the four
            statements, or the press failed.

    """
    four = {code: text for code, text in statements.items() if code in STATEMENTS}
    try:
        values, rows = values_of(content, four)
    except ValueError as lacking:
        raise NotPrinted(str(lacking)) from lacking
    return fill_template(raw, values, rows)


def starting_template() -> bytes:
    """Return a template to begin with: our own layout with a placeholder wherever something is filled in.

    Raises:
        NotPrinted: the press failed.

    """
    return _THE_PRESS.make({"ask": "starting_template"})


def words_of(raw: bytes) -> list[list[list[str]]]:
    """Return what a filled template says, block by block: each a list of rows, a paragraph one row of one cell.

    Raises:
        NotPrinted: the file cannot be read, or the press failed.

    """
    read: list[list[list[str]]] = json.loads(
        _THE_PRESS.make({"ask": "words_of", "raw": b64encode(raw).decode()})
    )
    return read


def _check(form: str, content: Mapping[str, Any]) -> None:
    missing = (keys_of(form) ^ content.keys()) - (LATER - content.keys())
    if missing:
        raise ValueError(f"content of {form} lacks or does not know: {', '.join(sorted(missing))}")


def _layout(form: str, content: Mapping[str, Any]) -> Layout:
    _check(form, content)
    layout = LAYOUTS.get(form)
    if layout is None:
        raise ValueError(f"{form} is printed as PDF only")
    return layout


def typefaces() -> dict[str, list[str]]:
    """Return which typefaces the press found for each part of a paper, best first.

    Raises:
        NotPrinted: the press failed, for instance because there is no Chinese typeface.

    """
    found: dict[str, list[str]] = json.loads(_THE_PRESS.make({"ask": "typefaces"}))
    return found


class Press:
    """The press as seen from the web process: started at the first order, started anew when it has gone home."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()

    def make(self, order: Mapping[str, Any]) -> bytes:
        """Have one order made; one after the other, from any thread.

        Raises:
            NotPrinted: the press refused the order, took too long, or fell over twice.

        """
        with self._turn:
            try:
                answer = self._exchange(order)
            except (EOFError, OSError):
                # It had gone home, or it died; making a paper changes nothing, so asking once more is safe.
                answer = self._once_more(order)
        if answer[:1] != wire.MADE:
            raise NotPrinted(answer[1:].decode())
        return answer[1:]

    def close(self) -> None:
        """Send the press home."""
        with self._turn:
            self._dismiss()

    @property
    def pid(self) -> int | None:
        """The process id of the press, or None while none is at work."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def _once_more(self, order: Mapping[str, Any]) -> bytes:
        self._dismiss()
        try:
            return self._exchange(order)
        except (EOFError, OSError) as gone:
            self._dismiss()
            raise NotPrinted("the press fell over") from gone

    def _exchange(self, order: Mapping[str, Any]) -> bytes:
        process = self._at_work()
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()
        alarm = threading.Timer(self._patience, _stop, (process, late))
        alarm.daemon = True
        alarm.start()
        try:
            wire.ask(process.stdin, order)
            return wire.read(process.stdout)
        except (EOFError, OSError) as gone:
            if late.is_set():
                raise NotPrinted(f"the press took longer than {self._patience:g} s") from gone
            raise
        finally:
            alarm.cancel()

    def _at_work(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # after a fork the pipes belong to the parent
            self._process, self._owner = None, os.getpid()
        if self._process is None or self._process.poll() is not None:
            self._dismiss()
            self._process = _start()
            # Somebody must take note when it goes home, or it stays in the process table.
            threading.Thread(target=self._process.wait, daemon=True).start()
        return self._process

    def _dismiss(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        process.communicate()


def _stop(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _start() -> subprocess.Popen[bytes]:
    """Start a press that is told where the code and the typefaces are, and nothing else: no key, no database."""
    told = {name: value for name, value in os.environ.items() if name in _TOLD_TO_THE_PRESS}
    told |= {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("NUOCHENG_PRINT_", "NUOCHENG_PRESS_"))
    }
    told |= {"PYTHONPATH": str(_SOURCES), "MALLOC_ARENA_MAX": "2"}
    return subprocess.Popen(
        [sys.executable, "-P", "-s", "-X", "utf8", "-m", "nuocheng.papers.press"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=told,
    )


_THE_PRESS = Press()
atexit.register(_THE_PRESS.close)
