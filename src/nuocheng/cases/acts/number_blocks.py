"""Number blocks: drawn beforehand, printed on blank forms, used once each or declared void."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from nuocheng.cases.models import NumberBlock, ReservedNumber, VoidNumber
from nuocheng.cases.papers import blank
from nuocheng.cases.queries import blocks
from nuocheng.catalogue import queries as catalogue
from nuocheng.journal.deeds import Deed, next_number, next_numbers
from nuocheng.journal.files import new_token
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed, NotInOffice, OutOfOrder
from nuocheng.kernel.numbers import check_code, file_number, reference_of
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.papers.official import Heading, issue

#: More blank forms than this are no reserve but a stock that grows old.
MOST = 100


@dataclass(frozen=True, slots=True)
class BlockWanted:
    """How many numbers are wanted, for which item, window and day."""

    item_code: str
    window: str
    day: date
    count: int


@founding_act("block.draw", by=Role.CLERK, file=NumberBlock)
def draw_block(on: Occasion, deed: Deed, *, wanted: BlockWanted) -> NumberBlock:
    """Draw a block of numbers (领号段) out of the same series as all cases, and keep the blank form they go on.

    Raises:
        NotFound: The catalogue has no such item.
        NotInOffice: The item is another department's.
        Malformed: The window is not named, the day is past, or too few or too many numbers are wanted.

    """
    _proper(wanted, on.today)
    listed = catalogue.in_force(wanted.item_code)
    if listed.department != on.post.department:
        raise NotInOffice("这个事项是别的单位的，请选本单位的事项")
    reference = f"K{on.today.year}-{next_number(f'block/{on.today.year}'):04d}"
    heading = Heading("notice_and_pledge", "空白告知承诺书", "", listed.department)
    paper = issue(on, reference, heading, blank(listed, on.today))
    block = NumberBlock(
        reference=reference,
        department=listed.department,
        window=wanted.window.strip(),
        day=wanted.day,
        item_code=listed.item.code,
        item_name=listed.item.name,
        edition=listed.reference,
        edition_version=listed.version,
        count=wanted.count,
        paper=paper.pk.hex,
        form_digest=paper.digest,
    )
    serials = next_numbers(f"case/{on.today.year}", wanted.count)
    rows = [_reserved(block, on.today.year, serial) for serial in serials]
    note = {"numbers": [rows[0].reference, rows[-1].reference], "form": paper.digest}
    return deed.found(block, "draw", rows=[paper, *rows], note=note)


@official_act("block.use", by=Role.CLERK, file=NumberBlock)
def use_number(on: Occasion, block: NumberBlock, deed: Deed, *, reference: str) -> None:
    """Count a number as used (用掉一个号): only ever part of opening the case that bears it.

    Raises:
        OutOfOrder: The block is closed, so that none of its numbers is left.

    """
    deed.move(block, "use", note={"number": reference}, used=block.used + 1)


@official_act("block.void", by=Role.CLERK, file=NumberBlock)
def void_numbers(
    on: Occasion, block: NumberBlock, deed: Deed, *, references: Sequence[str], reason: str
) -> None:
    """Declare numbers void (作废): their forms were spoilt or lost; they are never used again.

    Raises:
        OutOfOrder: The block is closed, or a number is used or void already.
        Malformed: No reason is given, or a number is not of this block.

    """
    block.ready_for("void")
    rows = _voided(on, block, references, reason)
    note = {"numbers": list(references), "reason": reason.strip()}
    deed.move(block, "void", rows=rows, note=note, void=block.void + len(rows))


@official_act("block.close", by=Role.CLERK, file=NumberBlock)
def close_block(on: Occasion, block: NumberBlock, deed: Deed, *, reason: str) -> None:
    """Close a block (交清号段): whatever was not used is declared void.

    Raises:
        OutOfOrder: The block is closed already.
        Malformed: Numbers are left, and no reason is given.

    """
    block.ready_for("close")
    left = [one.reserved.reference for one in blocks.numbers_of(block.reference) if one.is_free]
    rows = _voided(on, block, left, reason) if left else []
    note = {"numbers": left, "reason": reason.strip()}
    deed.move(block, "close", rows=rows, note=note, void=block.void + len(rows))


def _proper(wanted: BlockWanted, today: date) -> None:
    if not wanted.window.strip():
        raise Malformed.at("window", "请填写哪个窗口用，例如3号窗口")
    if wanted.day < today:
        raise Malformed.at("day", "备用日期已经过了，请填今天或者以后")
    if not 1 <= wanted.count <= MOST:
        raise Malformed.at("count", f"一次领1到{MOST}个号，请改一改")


def _reserved(block: NumberBlock, year: int, serial: int) -> ReservedNumber:
    token = new_token()
    return ReservedNumber(
        block=block,
        reference=reference_of(year, serial),
        number=file_number(settings.NUOCHENG_MARK, year, serial),
        code=check_code(bytes.fromhex(token)),
        token=token,
    )


def _voided(on: Occasion, block: NumberBlock, references: Sequence[str], reason: str) -> list[VoidNumber]:
    if not reason.strip():
        raise Malformed.at("reason", "请写明为什么作废，例如写坏了、没有用完")
    numbers = {one.reserved.reference: one for one in blocks.numbers_of(block.reference)}
    if not references or not set(references) <= set(numbers):
        raise Malformed.at("numbers", "请选这个号段里的号")
    gone = [numbers[one].reserved.number for one in references if not numbers[one].is_free]
    if gone:
        raise OutOfOrder(f"{'、'.join(gone)}已经用了或者作废了，请刷新页面再选")
    return [
        VoidNumber(reserved=numbers[one].reserved, reason=reason.strip(), at=on.at, by=on.actor)
        for one in references
    ]
