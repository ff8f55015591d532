"""What happens by itself in ways that ask people: reminders, terms that are over, windows that end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Occasion
from nuocheng.verification import acts
from nuocheng.verification.queries import publicity, written

TOGETHER = 50


def mind_written(on: Occasion, limit: int = TOGETHER) -> tuple[int, int]:
    """Remind of material that is due, and let lapse what did not come; return how many of each."""
    reminded = _each(on, acts.remind_written, written.to_remind(on.today, limit))
    return reminded, _each(on, acts.lapse_written, written.to_lapse(on.today, limit))


def end_publicities(on: Occasion, limit: int = TOGETHER) -> int:
    """End the publicities whose window is over; return how many."""
    return _each(on, acts.end_window, publicity.to_end(on.today, limit))


def _each(on: Occasion, act: Callable[..., Any], references: Iterable[str]) -> int:
    done = 0
    for reference in references:
        try:
            act(on, reference)
        except Refusal:  # something came, or somebody acted, meanwhile
            continue
        done += 1
    return done
