"""Written material comes in: from the party, over the officer's desk, or from a body that has the code of its letter."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nuocheng.holdings.official import Purpose
from nuocheng.journal.deeds import Deed
from nuocheng.journal.files import Kept, Record
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.numbers import check_code
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.law import queries as law
from nuocheng.verification.acts.keeping import TOLD, Picture, kept
from nuocheng.verification.acts.letters_in_writing import with_others
from nuocheng.verification.acts.reply_code import NO_CODE, holds
from nuocheng.verification.models import LetterCode, WrittenCheck, WrittenMaterial
from nuocheng.verification.queries import written

#: How material may come, by whom it is taken.
ONLINE, BY_OFFICER, BY_CODE = "online", ("window", "post"), "code"
MOST_FILES = 6
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Handing:
    """What is handed in: the files, how they came, a word about them, and for which *also* of the letter's facts.

    *name* is who a body without accounts says it is.
    """

    files: tuple[Picture, ...]
    way: str = ONLINE
    note: str = ""
    also: tuple[str, ...] = ()
    name: str = ""


@official_act("written_check.hand_in", by=(Role.APPLICANT, Role.VERIFIER), file=WrittenCheck)
def hand_in_material(on: Occasion, check: WrittenCheck, deed: Deed, *, handing: Handing) -> None:
    """Hand in written material (交书面材料): online by the party, or taken by the officer at the window or by post.

    A file may serve several facts of one letter: it is kept once, and lies with each of them.

    Raises:
        Malformed: There is no file, there are too many, one is of a kind that is not kept, or a fact is not of the letter.
        OutOfOrder: It is not asked for any more.

    """
    by_party = on.post.role is Role.APPLICANT
    if by_party and check.body:
        raise OutOfOrder("这一件请的是开具单位，您不用交")
    if not by_party and handing.way not in BY_OFFICER:
        raise Malformed.at("way", "请选怎么交来的：窗口还是邮寄")
    _take(on, check, deed, handing, ONLINE if by_party else handing.way)


@official_act("written_check.issue_code", by=Role.VERIFIER, file=WrittenCheck)
def issue_letter_code(on: Occasion, check: WrittenCheck, deed: Deed, *, digest: str) -> None:
    """Issue a code (制发答复码) for the letter to a body, printed on it; the one before holds no more.

    The code itself never comes here: only its digest does, made for the number of the letter.

    Raises:
        OutOfOrder: Nothing is awaited, or it is the party that was asked.

    """
    check.ready_for("issue_code")
    if not check.body:
        raise OutOfOrder("这一件请的是当事人，登录就能交，不用答复码")
    days = law.term("term.written.code", on.today).amount
    row = LetterCode(
        check_file=check,
        letter=check.letter_number,
        check_code=check_code(secrets.token_bytes(8)),
        digest=digest,
        made_at=on.at,
        until=on.at + timedelta(days=days),
    )
    deed.move(check, "issue_code", rows=[row], note={"days": days})


@official_act(
    "written_check.hand_in_by_code",
    by=Role.SYSTEM,
    file=WrittenCheck,
    records=("written_check.hand_in",),
)
def hand_in_by_code(on: Occasion, check: WrittenCheck, deed: Deed, *, code: str, handing: Handing) -> None:
    """Hand in material by the code on the letter: the way of a body without accounts.

    Raises:
        Malformed: The code is another one, or holds no more; nobody says who hands in; a file cannot be kept.
        OutOfOrder: It is not asked for any more.

    """
    check.ready_for("hand_in")
    if not letter_opens(check, code, on.at):
        raise Malformed.at("code", NO_CODE)
    if not handing.name.strip():
        raise Malformed.at("name", "请填写经办人的姓名和职务")
    _take(on, check, deed, handing, BY_CODE)


def letter_opens(check: WrittenCheck, typed: str, at: datetime) -> bool:
    """Say whether what was typed is the newest code of the letter, and still holds."""
    return holds(written.newest_code(check.letter_number), check.letter_number, typed, at)


def _take(on: Occasion, check: WrittenCheck, deed: Deed, handing: Handing, way: str) -> None:
    if not handing.files:
        raise Malformed.at("file_1", "请选要交的文件")
    if len(handing.files) > MOST_FILES:
        raise Malformed.at("file_1", f"一次最多交{MOST_FILES}个文件，请分几次交")
    served = with_others(deed, check, handing.also, "hand_in")
    first = [_kept(on, check, one, handing, way) for one in handing.files]
    for one in served:
        rows = [row for group in first for row in (group if one is check else [_again(one, group)])]
        deed.move(
            one,
            "hand_in",
            rows=rows,
            note={"files": len(handing.files), "way": way},
            handed_in_at=on.at,
            remind_on=None,
        )


def _kept(
    on: Occasion, check: WrittenCheck, file: Picture, handing: Handing, way: str
) -> Sequence[Record | Kept]:
    """Return the rows of one file: its bytes once under their digest, what it is, and to what it belongs."""
    by = handing.name.strip() if way == BY_CODE else on.actor
    if len(by) > LONGEST_NAME:
        raise Malformed.at("name", f"经办人的姓名和职务太长了，请写在{LONGEST_NAME}个字以内")
    row = WrittenMaterial(check_file=check, way=way, note=handing.note.strip(), handed_in_by=by, at=on.at)
    return kept(on, file, Purpose.MATERIAL, row)


def _again(check: WrittenCheck, rows: Sequence[Record | Kept]) -> WrittenMaterial:
    """Return the row by which a file that is kept already belongs to another fact too."""
    told = next(row for row in rows if isinstance(row, WrittenMaterial))
    same = {name: getattr(told, name) for name in (*TOLD, "way", "note", "handed_in_by", "at")}
    return WrittenMaterial(check_file=check, **same)
