"""A department keeps its address book of bodies outside: entered, brought up to date, taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.verification.models import OutsideBody
from nuocheng.verification.queries import bodies

BY = (Role.VERIFIER, Role.REVIEWER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What the address book says of a body: where letters go, and the liaison it named."""

    name: str
    address: str
    liaison: str = ""
    mobile: str = ""


@founding_act("body.enter", by=BY, file=OutsideBody)
def enter_body(on: Occasion, deed: Deed, *, department: str, entered: Entered) -> OutsideBody:
    """Enter a body (登记外单位) into a department's address book.

    Raises:
        Malformed: It is there already, has no name or address, or its liaison has a number and no name.

    """
    said = _sound(department, entered)
    row = OutsideBody(
        reference=f"W{on.today.year}-{next_number(f'body/{on.today.year}'):05d}",
        department=department,
        name=said.name,
        address=said.address,
        liaison=said.liaison,
        mobile=said.mobile,
    )
    return deed.found(row, "enter", note={"name": said.name})


@official_act("body.change", by=BY, file=OutsideBody)
def change_body(on: Occasion, body: OutsideBody, deed: Deed, *, entered: Entered) -> None:
    """Bring an entry of the address book up to date (更新外单位); requests under way reach the new liaison.

    Raises:
        Malformed: Another entry has the name, name or address is missing, or a number has no name.
        OutOfOrder: It was taken out.

    """
    body.ready_for("change")
    said = _sound(body.department, entered, body.reference)
    columns: dict[str, Any] = {
        "name": said.name,
        "address": said.address,
        "liaison": said.liaison,
        "mobile": said.mobile,
    }
    changed = sorted(name for name, value in columns.items() if getattr(body, name) != value)
    deed.move(body, "change", note={"changed": changed}, **columns)


@official_act("body.drop", by=BY, file=OutsideBody)
def drop_body(on: Occasion, body: OutsideBody, deed: Deed) -> None:
    """Take a body out of the address book (去掉外单位); what was sent to it stays as it is.

    Raises:
        OutOfOrder: It was taken out before.

    """
    deed.move(body, "drop")


def _sound(department: str, entered: Entered, own: str = "") -> Entered:
    """Return an entry without blanks around its words.

    Raises:
        Malformed: Another entry has the name, name or address is missing, or a number has no name.

    """
    said = Entered(
        name=entered.name.strip(),
        address=entered.address.strip(),
        liaison=entered.liaison.strip(),
        mobile=entered.mobile.strip(),
    )
    if not said.name:
        raise Malformed.at("name", "请填写单位全称")
    if not said.address:
        raise Malformed.at("address", "请填写寄送地址，协查函寄到这里")
    if said.mobile and not said.liaison:
        raise Malformed.at("liaison", "请填写联络员的姓名，手机是他的")
    there = bodies.listed(department, said.name)
    if there is not None and there.reference != own:
        raise Malformed.at("name", "通讯录里已经有这个单位，请改那一条")
    return said
