"""A file in every state that its lifecycle knows, each reached by the real acts."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeAlias

from tests import builders as b
from tests.acts import desk
from tests.builders import Hours, an_occasion, by_party
from tests.letters import mailed
from tests.programme import situations
from tests.verification import (
    asking_people,
    assisting,
    drawing,
    rechecking,
    running,
    sourcing,
    timing,
    visiting,
)

from nuocheng.cases import acts as cases
from nuocheng.cases import official
from nuocheng.cases import queries as case_queries
from nuocheng.cases.acts import Upload
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case, NumberBlock, Rating, ScanPage
from nuocheng.cases.papers import window
from nuocheng.cases.queries import blocks
from nuocheng.catalogue import queries as catalogue
from nuocheng.catalogue.rules.content import Item, Plan
from nuocheng.consequences import acts as consequences
from nuocheng.consequences import queries as consequence_queries
from nuocheng.consequences.acts import Intention
from nuocheng.consequences.models import Matter
from nuocheng.credit import acts as credit
from nuocheng.credit import queries as credit_queries
from nuocheng.credit.acts import Cause
from nuocheng.credit.models import IntegrityFile, Objection
from nuocheng.journal.files import File
from nuocheng.kernel.occasion import Role
from nuocheng.papers.page_codes import PageCode
from nuocheng.verification import acts as verification
from nuocheng.verification import queries as verification_queries
from nuocheng.verification.models import Task

Build: TypeAlias = Callable[[Hours], File]

PDF = Upload("户口簿.pdf", "application/pdf", b"%PDF-1.4 fictional household register")
#: Items of which nothing is verified, and which the system may decide by itself.
EXEMPT_ITEM = replace(
    b.ITEM,
    code="MZ-003",
    name="老年优待",
    certificates=(replace(b.LOW_INCOME, plan=Plan("exempt", exempt_reason="档案在本机关")),),
)
SPOT_ITEM = replace(b.ITEM, code="MZ-004", name="老年人优待证", on_the_spot=True)


#: A page as it was read off the scanner; a picture so small that it costs nothing.
PAGE = cases.PageScanned(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsSmr8wAAAABJRU5ErkJggg=="
    )
)


def scanned(case: Case, code: PageCode, hours: Hours) -> Case:
    """Return a case with a paper of one page signed, scanned and on file."""
    page = replace(PAGE, paper=str(code.kind), shown=code.digest, page=1, of=1, places=1)
    cases.file_scan(an_occasion(Role.CLERK, case.department, hours.next()), case.reference, scanned=page)
    return case_of(case.reference)


def a_case_signed_on_paper(hours: Hours) -> Case:
    """Return a case whose signed notice is on file, every page of it."""
    case = b.an_acknowledged_case(hours=hours)
    return scanned(case, window.notice_code(case), hours)


def an_application_to_withdraw(hours: Hours) -> Case:
    """Return a case whose party signed at the window that it gives the application up."""
    case = b.a_pledged_case(hours=hours)
    return scanned(case, window.withdrawal_code(case, "application"), hours)


def a_pledge_to_withdraw(hours: Hours) -> Case:
    """Return a case whose party signed at the window that it takes the pledge back."""
    case = b.a_pledged_case(hours=hours)
    return scanned(case, window.withdrawal_code(case, "pledge"), hours)


def a_placing(case: Case) -> dict[str, object]:
    """Return how a page that was just scanned is set aside."""
    if "file_scan" in case.lifecycle.possible(CaseState(case.state)):
        cases.file_scan(an_occasion(Role.CLERK, case.department), case.reference, scanned=PAGE)
    row = ScanPage.objects.filter(case=case).first()
    return {"scan": row.pk.hex if row else "0" * 32, "placing": cases.Placing(0)}


def a_block_to_draw(hours: Hours) -> cases.BlockWanted:
    """Return what a block of numbers is drawn for."""
    if not catalogue.reference_in_force(b.ITEM.code):
        b.a_published_item(at=hours.at - timedelta(days=30))
    return cases.BlockWanted(b.ITEM.code, "3号窗口", hours.at.date(), 3)


def a_drawn_block(hours: Hours) -> NumberBlock:
    """Return a block of three numbers."""
    drawn = cases.draw_block(an_occasion(at=hours.next()), wanted=a_block_to_draw(hours))
    return blocks.block(drawn.reference)


def a_closed_block(hours: Hours) -> NumberBlock:
    """Return a block whose numbers were all declared void."""
    block = a_drawn_block(hours)
    cases.close_block(an_occasion(at=hours.next()), block.reference, reason="没有停电")
    return blocks.block(block.reference)


def a_number(block: NumberBlock) -> str:
    """Return the first number of a block."""
    return blocks.numbers_of(block.reference)[0].reserved.reference


def case_of(reference: str) -> Case:
    return case_queries.case(reference)


def a_supplementing_case(hours: Hours, *, complete: bool = False) -> Case:
    """Return a case of which one certificate is pledged; the other is handed in if *complete*."""
    case = b.a_pledged_case(item=b.MIXED_ITEM, hours=hours)
    if complete:
        on = by_party(case, hours.next())
        cases.submit_certificate(on, case.reference, certificate="household", upload=PDF)
    return case_of(case.reference)


def a_complete_ordinary_case(hours: Hours) -> Case:
    """Return a case on the ordinary path that was not yet handed in, with nothing missing."""
    case = b.an_ordinary_case(hours=hours)
    cases.submit_certificate(
        by_party(case, hours.next()), case.reference, certificate="low_income", upload=PDF
    )
    return scanned(case_of(case.reference), window.notice_code(case), hours)


def a_complete_mixed_case(hours: Hours) -> Case:
    """Return a case of which one certificate is pledged and the other one in, not yet handed in for decision."""
    return a_supplementing_case(hours, complete=True)


def handed_in_on(case: Case) -> str:
    """Return the certificate that was handed in on a case, or one that might have been."""
    return min(case_queries.handed_in(case.reference), default="low_income")


def a_mixed_submitted_case(hours: Hours) -> Case:
    """Return a case with one certificate pledged and the other one handed in, waiting for its decision."""
    case = a_supplementing_case(hours, complete=True)
    cases.hand_in(by_party(case, hours.next()), case.reference)
    return case_of(case.reference)


def a_withdrawn_case(hours: Hours) -> Case:
    """Return a case that its party gave up."""
    case = b.an_open_case(hours=hours)
    cases.withdraw(by_party(case, hours.next()), case.reference)
    return case_of(case.reference)


def a_confirmed_case(hours: Hours) -> Case:
    """Return a granted case of which everything was found true, not closed yet."""
    case = b.an_answered_case(hours=hours)
    for task in verification_queries.tasks_of(case.reference):
        on = an_occasion(Role.VERIFIER, at=hours.next())
        verification.record_finding(on, task.reference, verdict="confirm")
    return case_of(case.reference)


def a_revoked_case(hours: Hours) -> Case:
    """Return a case whose decision was revoked."""
    return case_of(b.an_upheld_matter(hours=hours).case)


def a_cause(matter: str = "M2026-9001", *, excludes: bool = True) -> Cause:
    """Return a cause for which a mark is entered."""
    reason, basis = "2026年11月2日认定过一次承诺不实（临时救助金给付）", "白政办发〔2020〕20号三（十）"
    return Cause(matter, "2026-09001", b.DEPARTMENT, "serious", reason, basis, excludes=excludes)


def bar(party: str, hours: Hours, *, excludes: bool = True) -> str:
    """Enter a mark in the party's integrity file, and return the file's number."""
    reference = credit_queries.standing(party).reference
    credit.enter_mark(an_occasion(Role.LEGAL, at=hours.next()), reference, cause=a_cause(excludes=excludes))
    return reference


def barred(build: Build) -> Build:
    """Return what builds the same case, with its party barred since."""

    def built(hours: Hours) -> File:
        file = build(hours)
        bar(file.party, hours)
        return file

    return built


def a_task(case: Case, state: str) -> Task:
    """Return the first task of a case that is in *state*."""
    return next(one for one in verification_queries.tasks_of(case.reference) if one.state == state)


def an_unresolved_task(hours: Hours) -> Task:
    """Return a task that could not be settled."""
    task = a_task(b.an_answered_case(hours=hours), "answered")
    on = an_occasion(Role.VERIFIER, at=hours.next())
    verification.record_finding(on, task.reference, verdict="leave_unresolved", note="台账和本人说法对不上")
    return verification_queries.task(task.reference)


def an_intended_matter(hours: Hours) -> Matter:
    """Return a matter in which the party was told what is intended."""
    matter = b.a_matter(hours=hours)
    intention = Intention("deliberate", "serious", ("revoke", "mark", "exclude"))
    consequences.serve_intended(
        an_occasion(Role.VERIFIER, at=hours.next()), matter.reference, intention=intention
    )
    return consequence_queries.matter(matter.reference)


def a_dismissed_matter(hours: Hours) -> Matter:
    """Return a matter in which the pledge was not found untrue."""
    matter = b.a_matter(hours=hours)
    on = an_occasion(Role.LEGAL, at=hours.next())
    consequences.dismiss(on, matter.reference, reason="台账有误，已经更正")
    return consequence_queries.matter(matter.reference)


def an_integrity_file(party: str) -> IntegrityFile:
    """Return the integrity file of a party."""
    file = credit_queries.integrity_file(party)
    assert file is not None
    return file


def a_file_under_repair(hours: Hours) -> IntegrityFile:
    """Return the integrity file of a barred party that asked for repair."""
    file = an_integrity_file(b.a_blacklisted_person(hours=hours).number)
    on = an_occasion(Role.APPLICANT, at=hours.next(), party=file.party)
    credit.ask_repair(on, file.reference, text="已经退回多领的救助金")
    return an_integrity_file(file.party)


def the_mark_of(file: IntegrityFile) -> str:
    """Return the newest mark in an integrity file."""
    return credit_queries.marks(file.reference)[0].pk.hex


def an_objection_to(file: IntegrityFile) -> str:
    """Return the objection that the party has just filed to the newest mark in its file."""
    on = an_occasion(Role.APPLICANT, party=file.party)
    marks = credit_queries.marks(file.reference)
    if not marks:
        return "O2026-99999"
    return credit.file_objection(on, mark=marks[0].pk.hex, text="那不是我，是同名的人").reference


def what_is_objected(hours: Hours) -> dict[str, str]:
    """Return what an objection is filed with."""
    barred = an_integrity_file(b.a_blacklisted_person(hours=hours).number)
    return {"mark": the_mark_of(barred), "text": "那不是我，是同名的人"}


def a_clear_file_with_a_note(hours: Hours) -> IntegrityFile:
    """Return the integrity file of a party whose mark bars it from nothing."""
    party = b.an_open_case(hours=hours).party
    bar(party, hours, excludes=False)
    return an_integrity_file(party)


def an_objection(hours: Hours, *, answer: str = "") -> Objection:
    """Return an objection, answered or withdrawn if *answer* says so."""
    party = b.an_open_case(hours=hours).party
    by_another = an_occasion(Role.LEGAL, at=hours.next(), actor="legal-2")
    credit.enter_mark(by_another, credit_queries.standing(party).reference, cause=a_cause())
    file = an_integrity_file(party)
    reference = an_objection_to(file)
    if answer == "withdraw":
        credit.withdraw_objection(an_occasion(Role.APPLICANT, at=hours.next(), party=file.party), reference)
    elif answer:
        act = credit.uphold_objection if answer == "uphold" else credit.dismiss_objection
        act(an_occasion(Role.BUREAU, at=hours.next()), reference, reason="核对过了")
    return credit_queries.objection(reference)


def what_is_rated(hours: Hours) -> dict[str, Any]:
    """Return what a decided case is rated with: poorly."""
    case = b.a_granted_case(hours=hours)
    return {"case": case.reference, "grade": "dissatisfied", "indicators": {"efficiency": "satisfied"}}


def what_is_rated_already(hours: Hours) -> dict[str, Any]:
    """Return what a case would be rated with that was rated before."""
    return {**what_is_rated(hours), "case": a_rating(hours).case}


def a_rating(hours: Hours, *, called: bool = False) -> Rating:
    """Return a poor rating, called back if *called*."""
    what = what_is_rated(hours)
    on = an_occasion(Role.APPLICANT, at=hours.next(), party=case_of(what["case"]).party)
    reference = cases.give_rating(on, **what).reference
    if called:
        cases.call_back(an_occasion(Role.LEGAL, at=hours.next()), reference, outcome="打了电话")
    return case_queries.rating(reference)


def a_case_of(item: Item) -> Build:
    """Return what builds a pledged case for *item*."""
    return lambda hours: b.a_pledged_case(item=item, hours=hours)


def drafted(build: Build, *, warned: bool = False) -> Build:
    """Return what builds the same case with a draft kept in it, of whose end its party was told if *warned*."""

    def built(hours: Hours) -> File:
        file = build(hours)
        official.keep_draft(case_of(file.reference), {"statements": ["knows_notice"]}, hours.next())
        if warned:
            official.note_warned(file.reference, hours.next())
        return file

    return built


DRAFTING: Mapping[str, Build] = {
    "opened": lambda hours: b.an_open_case(hours=hours),
    "eligible": lambda hours: b.an_eligible_case(hours=hours),
    "notified": lambda hours: b.a_notified_case(hours=hours),
    "acknowledged": lambda hours: b.an_acknowledged_case(hours=hours),
}
DRAFTED: Mapping[str, Build] = {state: drafted(build) for state, build in DRAFTING.items()}
WARNED: Mapping[str, Build] = {state: drafted(build, warned=True) for state, build in DRAFTING.items()}

IN_STATE: Mapping[str, Mapping[str, Build]] = {
    **situations.IN_STATE,
    **desk.IN_STATE,
    **assisting.IN_STATE,
    **asking_people.IN_STATE,
    **sourcing.IN_STATE,
    **visiting.IN_STATE,
    **rechecking.IN_STATE,
    "mailing": mailed.IN_STATE,
    "case": {
        **DRAFTING,
        "ordinary": lambda hours: b.an_ordinary_case(hours=hours),
        "supplementing": a_supplementing_case,
        "pledged": lambda hours: b.a_pledged_case(hours=hours),
        "submitted": lambda hours: b.a_submitted_case(hours=hours),
        "correcting": desk.a_correcting_case,
        "granted": lambda hours: b.a_granted_case(hours=hours),
        "refused": lambda hours: b.a_refused_case(hours=hours),
        "withdrawn": a_withdrawn_case,
        "closed": lambda hours: b.a_verified_case(hours=hours),
        "revoked": a_revoked_case,
    },
    "block": {"drawn": a_drawn_block, "closed": a_closed_block},
    "draw": drawing.IN_STATE["draw"],
    **running.IN_STATE,
    "task": {
        **drawing.IN_STATE["task"],
        **timing.IN_STATE,
        "owed": lambda hours: a_task(b.a_granted_case(hours=hours), "owed"),
        "answered": lambda hours: a_task(b.an_answered_case(hours=hours), "answered"),
        "confirmed": lambda hours: a_task(b.a_verified_case(hours=hours), "confirmed"),
        "refuted": lambda hours: a_task(b.a_refuted_case(hours=hours), "refuted"),
        "unresolved": an_unresolved_task,
        "exempt": lambda hours: a_task(b.a_granted_case(item=EXEMPT_ITEM, hours=hours), "exempt"),
    },
    "matter": {
        "opened": lambda hours: b.a_matter(hours=hours),
        "intended": an_intended_matter,
        "heard": lambda hours: b.a_heard_matter(hours=hours),
        "upheld": lambda hours: b.an_upheld_matter(hours=hours),
        "dismissed": a_dismissed_matter,
    },
    "rating": {
        "given": a_rating,
        "called": lambda hours: a_rating(hours, called=True),
    },
    "objection": {
        "filed": an_objection,
        "upheld": lambda hours: an_objection(hours, answer="uphold"),
        "dismissed": lambda hours: an_objection(hours, answer="dismiss"),
        "withdrawn": lambda hours: an_objection(hours, answer="withdraw"),
    },
    "integrity": {
        "clear": lambda hours: an_integrity_file(b.an_open_case(hours=hours).party),
        "barred": lambda hours: an_integrity_file(b.a_blacklisted_person(hours=hours).number),
        "repairing": a_file_under_repair,
    },
}
