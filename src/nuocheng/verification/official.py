"""The door through which a department's own registers are loaded: whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q

from nuocheng.verification.lifecycle import TaskState
from nuocheng.verification.models import RegisterRow, RiskTally, Task


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One row of a register: about whom, as of which day, and what it holds."""

    number: str
    name: str
    as_of: date
    fields: Mapping[str, str]


@transaction.atomic
def replace_register(register: str, department: str, lines: Iterable[RegisterLine]) -> int:
    """Replace a register of a department by *lines*; return how many there are now."""
    RegisterRow.objects.filter(register=register, department=department).delete()
    made = RegisterRow.objects.bulk_create(
        RegisterRow(
            register=register,
            department=department,
            number=line.number,
            name=line.name,
            fields=dict(line.fields),
            as_of=line.as_of,
        )
        for line in lines
    )
    return len(made)


@transaction.atomic
def count_findings(at: datetime) -> int:
    """Count anew how often each certificate of each department was found untrue; return how many counts there are."""
    found = Task.objects.filter(state__in=[TaskState.CONFIRMED, TaskState.REFUTED]).order_by()
    untrue = Count("pk", filter=Q(state=TaskState.REFUTED))
    rows = list(found.values_list("department", "certificate").annotate(checked=Count("pk"), untrue=untrue))
    totals: dict[str, tuple[int, int]] = {}
    for department, _, checked, wrong in rows:
        before = totals.get(department, (0, 0))
        totals[department] = (before[0] + checked, before[1] + wrong)
    rows += [(department, "", *counts) for department, counts in totals.items()]
    RiskTally.objects.all().delete()
    made = RiskTally.objects.bulk_create(
        RiskTally(department=department, certificate=name, checked=checked, untrue=wrong, as_of=at)
        for department, name, checked, wrong in rows
    )
    return len(made)
