"""How long work is shown on a terminal: one bar that moves, or one line per step where nobody watches."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from nuocheng.site.cli.chinese import padded

LONG = 28


class Bar:
    """One line on the error stream: title, bar, how many of how many; nothing is left of it at the end."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._shown = False
        self._said = ""

    def __call__(self, title: str, done: int, of: int) -> None:
        """Show that *done* of *of* parts of *title* are done."""
        if not self._live:
            self._plain(title)
            return
        full = LONG * done // max(of, 1)
        line = f"\r{padded(title, 18)}{'█' * full}{'░' * (LONG - full)} {done}/{of}   "
        sys.stderr.write(line)
        sys.stderr.flush()
        self._shown = True

    def _plain(self, title: str) -> None:
        if title != self._said:
            sys.stderr.write(f"{title}…\n")
            sys.stderr.flush()
            self._said = title

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wipe the line, whatever happened."""
        if self._shown:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
