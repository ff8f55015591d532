"""A party objects to a mark in its integrity file, and takes the objection back."""

from __future__ import annotations

from nuocheng.credit import queries
from nuocheng.credit.models import Objection
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.workdays import term_end
from nuocheng.law import queries as law

TERM = "term.objection.decision"


@founding_act("objection.file", by=(Role.APPLICANT, Role.CLERK), file=Objection)
def file_objection(on: Occasion, deed: Deed, *, mark: str, text: str) -> Objection:
    """File an objection (异议) to a mark, which is shown as disputed from this moment on.

    Raises:
        Malformed: Nothing is said.
        NotFound: There is no such mark.
        OutOfOrder: The mark was corrected already.
        Overtaken: An objection to this mark is under way.

    """
    said = text.strip()
    if not said:
        raise Malformed.at("text", "请写明哪里不对，例如人不对、事不对、已经改正")
    entered = queries.mark(mark)
    if entered.pk.hex in queries.corrected(entered.file_id):
        raise OutOfOrder("这条记录已经更正了，不用再提异议")
    objection = Objection(
        reference=f"O{on.today.year}-{next_number(f'objection/{on.today.year}'):05d}",
        department=entered.department,
        party=entered.file.party,
        integrity=entered.file_id,
        mark=entered.pk.hex,
        party_name=entered.file.party_name,
        text=said,
        entered_by=queries.entered_by(entered),
        due_on=term_end(law.calendar(), on.today, law.term(TERM, on.today).workdays).on,
    )
    return deed.found(objection, "file", note={"mark": objection.mark, "matter": entered.matter})


@official_act("objection.withdraw", by=(Role.APPLICANT, Role.CLERK), file=Objection)
def withdraw_objection(on: Occasion, objection: Objection, deed: Deed) -> None:
    """Take an objection back before it is answered.

    Raises:
        OutOfOrder: It is answered already.

    """
    deed.move(objection, "withdraw")
