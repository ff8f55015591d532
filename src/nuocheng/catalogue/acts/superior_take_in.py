"""Take in a superior list, confirm it, or discard it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from nuocheng.catalogue.acts.return_draft import stated
from nuocheng.catalogue.models import SuperiorEntry, SuperiorList
from nuocheng.catalogue.queries.superior import MOST_ROWS
from nuocheng.catalogue.rules.naming import plain_name
from nuocheng.catalogue.rules.superior import Contents, Level, Mode, contents_as_json
from nuocheng.journal.canonical import canonical, sha256
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.people import queries as people


@dataclass(frozen=True, slots=True)
class Heading:
    """What a superior list is: title, number, level, day of issue, and the name of the file it came in."""

    title: str
    number: str
    level: Level
    issued_on: date
    source: str = ""


@founding_act("superior_list.take_in", by=(Role.EDITOR, Role.BUREAU), file=SuperiorList)
def take_in_list(on: Occasion, deed: Deed, *, heading: Heading, contents: Contents) -> SuperiorList:
    """Take in a superior list (上级清单) as it was read; it counts for nothing until it is confirmed.

    Raises:
        Malformed: It has no title, no row, too many rows, or comes from the future.

    """
    if not heading.title.strip():
        raise Malformed.at("title", "请填写清单名称")
    if heading.issued_on > on.today:
        raise Malformed.at("issued_on", "印发日期还没有到，请核对")
    if not contents.rows:
        raise Malformed.at("file", "表里没有一行能读，请看每行的说明，改好再导入")
    if len(contents.rows) > MOST_ROWS:
        raise Malformed.at(
            "file", f"一个清单最多{MOST_ROWS}行，现在有{len(contents.rows)}行，请按领域分开导入"
        )
    content = canonical(contents_as_json(contents))
    found = SuperiorList(
        reference=f"SL{on.today.year}-{next_number(f'superior_list-{on.today.year}'):04d}",
        title=heading.title.strip(),
        number=heading.number.strip(),
        level=heading.level,
        issued_on=heading.issued_on,
        source=heading.source,
        content=content,
        digest=sha256(content),
        rows=len(contents.rows),
        allowed=contents.count(Mode.ALLOW),
        forbidden=contents.count(Mode.FORBID),
        cancelled=contents.count(Mode.CANCEL),
        whole_items=not any(row.certificate for row in contents.rows),
    )
    return deed.found(found, "take_in", note={"content": found.digest, "rows": found.rows})


@official_act("superior_list.confirm", by=(Role.EDITOR, Role.BUREAU), file=SuperiorList)
def confirm_list(
    on: Occasion, file: SuperiorList, deed: Deed, *, departments: Mapping[str, str], replaces: str = ""
) -> None:
    """Confirm what was read: the list is in force, and the one it replaces is not any more.

    *departments* says which of our departments the list means by each of its words for one.

    Raises:
        OutOfOrder: The list was confirmed or discarded before, or would replace itself.
        Malformed: A department does not exist.

    """
    file.ready_for("confirm")
    unknown = [code for code in departments.values() if code and people.department(code) is None]
    if unknown:
        raise Malformed.at("departments", "没有这个单位，请重新选")
    if replaces == file.reference:
        raise OutOfOrder("清单不能代替它自己，请重新选")
    if replaces:
        supersede_list.within(deed, replaces, by=file.reference)
        # A deed moves its files in the order in which it holds them: the old list leaves before the new one comes.
        deed.held[file.sealed_as] = deed.held.pop(file.sealed_as)
    deed.move(
        file,
        "confirm",
        rows=list(_entries(file, departments)),
        note={"content": file.digest, "replaces": replaces},
        replaces=replaces,
    )


@official_act("superior_list.supersede", by=(Role.EDITOR, Role.BUREAU), file=SuperiorList)
def supersede_list(on: Occasion, file: SuperiorList, deed: Deed, *, by: str) -> None:
    """Supersede a list by a newer one, in the deed that confirms the newer one.

    Raises:
        OutOfOrder: The list is not in force, or no newer one is being confirmed in this deed.

    """
    file.ready_for("supersede")
    newer = deed.held.get(f"{SuperiorList._meta.label}:{by}")
    if newer is None or newer.file.pk == file.pk:
        raise OutOfOrder("旧清单在确认新清单时自动停用，不单独办理")
    deed.move(file, "supersede", note={"by": by}, ended_at=on.at)


@official_act("superior_list.discard", by=(Role.EDITOR, Role.BUREAU), file=SuperiorList)
def discard_list(on: Occasion, file: SuperiorList, deed: Deed) -> None:
    """Discard a list that was read and not confirmed.

    Raises:
        OutOfOrder: It was confirmed or discarded before.

    """
    deed.move(file, "discard", ended_at=on.at)


@official_act("superior_list.withdraw", by=Role.BUREAU, file=SuperiorList)
def withdraw_list(on: Occasion, file: SuperiorList, deed: Deed, *, reason: str) -> None:
    """Withdraw a list that does not hold any more and has no successor; it stays readable.

    Raises:
        OutOfOrder: It is not in force.
        Malformed: No reason is given.

    """
    file.ready_for("withdraw")
    said = stated(reason, "请写明为什么停用，例如上级哪天发文废止")
    deed.move(file, "withdraw", note={"reason": said}, reason=said, ended_at=on.at)


def _entries(file: SuperiorList, departments: Mapping[str, str]) -> Iterator[SuperiorEntry]:
    for row in file.says.rows:
        yield SuperiorEntry(
            superior_list=file,
            position=row.row,
            mode=row.mode,
            certificate=row.certificate,
            plain=plain_name(row.certificate),
            item=row.item,
            item_plain=plain_name(row.item),
            item_code=row.item_code,
            unit=row.unit,
            department=departments.get(row.unit, ""),
            basis=row.basis,
            issuer=row.issuer,
            remark=row.remark,
        )
