"""Tells stories: every step is the official act itself, in the order of time across all stories."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from nuocheng.cases import queries as cases
from nuocheng.site.demo.hours import Hours
from nuocheng.site.demo.outside import sources
from nuocheng.site.demo.stories import Story
from nuocheng.site.demo.verbs import STEPS, Told

Step = Callable[[str, int, int], None]


def untold(wanted: Sequence[Story]) -> list[Story]:
    """Return the stories that are not in the tables yet: that party has no case for that item."""
    held: set[tuple[str, str]] = set()
    for number in {one.player.number for one in wanted}:
        held |= {(number, item) for item in _items_of(number)}
    return [one for one in wanted if (one.player.number, one.item) not in held]


def _items_of(number: str) -> Iterator[str]:
    """Yield the names of the items for which a party has a case."""
    after = ""
    while True:
        page = cases.cases_of(number, after)
        yield from (case.item_name for case in page.rows)
        after = page.next
        if not after:
            return


def tell(wanted: Sequence[Story], now: datetime, step: Step) -> int:
    """Tell the stories, their steps merged by time; return how many."""
    total, done = sum(len(one.steps) for one in wanted), 0
    with sources() as outside:
        queue = [
            _begun(place, Told(story, outside, Hours(now, story.days, place)))
            for place, story in enumerate(wanted)
        ]
        heapq.heapify(queue)
        while queue:
            at, place, told = heapq.heappop(queue)
            STEPS[told.next_step].do(told, at)
            done += 1
            step("编办件", done, total)
            if told.goes_on():
                heapq.heappush(queue, _begun(place, told))
    return len(wanted)


def _begun(place: int, told: Told) -> tuple[datetime, int, Told]:
    return told.hours.after(STEPS[told.next_step].wait), place, told
