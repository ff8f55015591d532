"""Codes that came with a letter, on the pages that they open: the field, the form that asks for one, the limit on tries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest

from nuocheng.edge import forms as edge
from nuocheng.edge.callers import address_of
from nuocheng.edge.clock import now
from nuocheng.kernel.numbers import BadNumber, read_check_code
from nuocheng.people import official as people_door
from nuocheng.people.official import BY_CLIENT, BY_REQUEST
from nuocheng.verification import acts

TOO_OFTEN = "试的次数太多了，请过一小时再试，或者打函上的电话"
BLANK = "请填写随函的答复码"


def code_field(help_text: str = "") -> edge.TextLine:
    """Return the field for the code that came with a letter."""
    return edge.TextLine(label="答复码", max_length=40, blank=BLANK, help_text=help_text)


class CodeForm(edge.Form):
    """The code that came with the letter."""

    code = code_field("12位，例如7K3M-92QX-0104，大小写和横线都可以不管")


def wrong_code(
    request: HttpRequest, reference: str, opens: Callable[[datetime], bool]
) -> tuple[str, int] | None:
    """Say what is wrong with a code, and the status of that; every try is counted before it is compared."""
    at = now()
    try:
        people_door.allow(f"letter:{reference}", BY_REQUEST, at)
        people_door.allow(f"client:{address_of(request)}", BY_CLIENT, at)
    except people_door.TooOften:
        return TOO_OFTEN, 429
    return None if opens(at) else (acts.NO_CODE, 422)


def read(code: str) -> str:
    """Return the code at the end of an address as it is kept; nothing where it is none."""
    try:
        return read_check_code(code)
    except BadNumber:
        return ""
