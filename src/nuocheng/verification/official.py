"""The door through which a department's own registers are loaded: whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from nuocheng.verification.models import RegisterRow


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
