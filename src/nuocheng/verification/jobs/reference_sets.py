"""Reference sets are laid out by the system, a few seconds at a time, and deleted from disk once they are removed."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from nuocheng.edge.clock import now
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.facts import FactType
from nuocheng.kernel.occasion import Occasion
from nuocheng.verification import acts
from nuocheng.verification.channels.batch import folders
from nuocheng.verification.channels.batch.tables import Unreadable
from nuocheng.verification.models import Advance, Snapshot
from nuocheng.verification.queries import batches

#: How long one run of the job may take: the other jobs wait for it.
BUDGET = timedelta(seconds=5)


def load_snapshots(on: Occasion, budget: timedelta = BUDGET) -> int:
    """Go on laying out what was handed in; return how many were finished or refused."""
    if folders.missing():
        return 0
    until, done = now() + budget, 0
    for snapshot in batches.to_load():
        done += _go_on(on, snapshot, until)
    for reference in batches.removed():
        folders.discard("reference", reference)
    return done


def _go_on(on: Occasion, snapshot: Snapshot, until: datetime) -> bool:
    """Lay out what time allows; say whether this one is finished, or refused."""
    loading: Any = import_module("nuocheng.verification.channels.batch.loading")
    folder = folders.of_snapshot(snapshot.reference)
    source = folders.incoming(snapshot.reference)
    content = folders.content(snapshot.reference)
    try:
        for behind in loading.load(source, folder, layout_of(snapshot, loading), on.today):
            _tell(snapshot, "正在装入", behind)
            if now() >= until:
                return False
        behind = loading.behind_with_rows(folder)
        _tell(snapshot, "正在排序", behind)
        rows, digest = loading.finish(folder, content, loading.room(folder))
        acts.load_snapshot(
            on,
            snapshot.reference,
            laid_out=acts.LaidOut(rows, behind.refused, digest),
        )
        source.unlink()
    except (Unreadable, Refusal) as fault:
        text = fault.text if isinstance(fault, Refusal) else str(fault)
        acts.refuse_snapshot(on, snapshot.reference, fault=text)
    return True


def layout_of(snapshot: Snapshot, loading: Any) -> Any:
    """Return what was said about the columns, as the loader wants it."""
    headings = tuple(json.loads(snapshot.headings))
    places = {one["column"]: one["place"] for one in snapshot.described}
    values = tuple(
        loading.Value(one["place"], headings[one["place"]], FactType(one["type"]), one["column"])
        for one in snapshot.described
        if one["field"]
    )
    return loading.Layout(places["number"], places["name"], values, headings)


def _tell(snapshot: Snapshot, stage: str, behind: Any) -> None:
    said = {
        "stage": stage,
        "done": behind.after or behind.read,
        "total": snapshot.size if behind.after else 0,
        "faults": json.dumps(behind.faults, ensure_ascii=False),
    }
    Advance.objects.update_or_create(pk=snapshot.reference, defaults=said)
