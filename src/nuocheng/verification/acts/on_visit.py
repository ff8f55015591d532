"""Put a task on a visit, and take it off again: only ever part of the acts on the visit itself."""

from __future__ import annotations

from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.verification.models import Task


@official_act("task.put_on_visit", by=Role.VERIFIER, file=Task)
def put_on_visit(on: Occasion, task: Task, deed: Deed, *, visit: str) -> None:
    """Put a task on a visit (安排上门): on one at a time, whatever department plans it.

    Raises:
        OutOfOrder: It is settled, or on a visit already.

    """
    del on
    task.ready_for("put_on_visit")
    if task.visit:
        raise OutOfOrder(f"“{task.label}”已经安排了上门，请去掉，或者先取消那一次")
    deed.move(task, "put_on_visit", note={"visit": visit}, visit=visit)


@official_act("task.take_off_visit", by=Role.VERIFIER, file=Task)
def take_off_visit(on: Occasion, task: Task, deed: Deed) -> None:
    """Take a task off its visit, which is over or called off: if it is not settled, it waits again.

    Raises:
        OutOfOrder: It is settled.

    """
    del on
    deed.move(task, "take_off_visit", note={"visit": task.visit}, visit="")
