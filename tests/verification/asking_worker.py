"""A worker that asks sources what was pledged until it is killed, by itself and for good (SIGKILL).

Every moment that matters is an event: a source has answered, a deed is written but not committed, some are committed. The
event numbered KILL_AT is the last. A FORGETFUL worker is the control: it takes what it is going to ask off the list
first, as a queue does whose messages are gone when they are read. A DOUBTFUL one is the other: it asks
about everything anew, as somebody would who does not know how far the last one came.
"""

from __future__ import annotations

import os
import signal
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "nuocheng.settings"
django.setup()

from nuocheng.journal import official  # noqa: E402
from nuocheng.verification import jobs, queries  # noqa: E402
from nuocheng.verification.channels.internal_record import InternalRecord  # noqa: E402
from nuocheng.verification.models import Task  # noqa: E402

KILL_AT, HOW = int(os.environ["KILL_AT"]), os.environ["HOW"]
AT_ONCE = 10
HAPPENED = [0]


def event() -> None:
    """Something that matters has just happened."""
    HAPPENED[0] += 1
    if HAPPENED[0] == KILL_AT:
        os.kill(os.getpid(), signal.SIGKILL)


def asked(way: InternalRecord, question: Any, *, at: Any) -> Any:
    """Ask as the channel does; a kill may fall before what it says is written down."""
    answer = ask(way, question, at=at)
    event()
    return answer


def through_the_door(deed: Any, beside: Any = ()) -> None:
    """Write a deed; a kill may fall before it is committed."""
    wrote(deed, beside)
    event()


def taken_off(*given: Any, **named: Any) -> list[Task]:
    """Return what is to be asked, and take it off the list before anything was heard."""
    tasks = to_ask(*given, **named)
    Task.objects.filter(pk__in=[one.pk for one in tasks]).update(state="answered")
    event()
    return tasks


ask, wrote, to_ask = InternalRecord.ask, official.write, queries.to_ask
InternalRecord.ask = asked  # type: ignore[method-assign]
official.write = through_the_door  # type: ignore[assignment]
if HOW == "forgetful":
    queries.to_ask = taken_off
if HOW == "doubtful":
    jobs.ask(Task.objects.order_by("reference"), jobs.system(), jobs.channels())
while jobs.ask_due(AT_ONCE):
    event()
