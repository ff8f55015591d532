"""Who may open what: one row for each address of the house.

A new address needs a row here. Take the line of ROWS that fits: open to all; for holders of some posts; the file of
a party; the file of a department. *fill* says which file of `world.files()` stands in each slot of the address, or,
after an equals sign, the very word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from tests.site.matrix.world import HERE, Actor

from nuocheng.kernel.occasion import Role


class Whose(Enum):
    """Of whom an address speaks."""

    ANYBODY = auto()
    HOLDERS = auto()
    PARTY = auto()
    UNIT = auto()


class Answer(Enum):
    """How somebody is answered: let in, asked to sign in, told that it is another post's, or told of nothing.

    Whoever reads a file elsewhere knows that it is there, and is told that a step on it is another post's.
    """

    IN = auto()
    SIGN_IN = auto()
    NOT_IN_OFFICE = auto()
    READS_ONLY = auto()
    NOT_THERE = auto()


@dataclass(frozen=True)
class Row:
    """One address: of whom it speaks, from which posts it is opened, and what it is filled in with."""

    whose: Whose
    roles: frozenset[Role] = frozenset()
    fill: Mapping[str, str] = field(default_factory=dict)
    readers: frozenset[Role] = frozenset()

    def answers(self, actor: Actor) -> Answer:
        """Return how somebody is to be answered."""
        if self.whose is Whose.ANYBODY:
            return Answer.IN
        if actor.role is None:
            return Answer.SIGN_IN
        if actor.role not in self.roles | self.readers:
            return Answer.NOT_IN_OFFICE
        if self.whose is Whose.PARTY and not actor.own:
            return Answer.NOT_THERE
        outside = self.whose is Whose.UNIT and actor.department != HERE
        if outside and actor.role is not Role.BUREAU:
            return Answer.NOT_THERE
        return Answer.IN if actor.role in self.roles else Answer.READS_ONLY


def anybody(**fill: str) -> Row:
    """Return the row of an address that is open to all."""
    return Row(Whose.ANYBODY, fill=fill)


def holders(*roles: Role, **fill: str) -> Row:
    """Return the row of an address for whoever holds one of some posts, in whatever department."""
    return Row(Whose.HOLDERS, frozenset(roles), fill)


def party(**fill: str) -> Row:
    """Return the row of a party's own file."""
    return Row(Whose.PARTY, frozenset({Role.APPLICANT}), fill)


def unit(*roles: Role, **fill: str) -> Row:
    """Return the row of a department's file, for some of its posts; the Bureau, where named, reads all."""
    return Row(Whose.UNIT, frozenset(roles), fill)


def step(*roles: Role, readers: tuple[Role, ...], **fill: str) -> Row:
    """Return the row of a step on a department's file that more posts read than may take the step."""
    return Row(Whose.UNIT, frozenset(roles), fill, frozenset(readers))


def each(names: str, row: Row) -> dict[str, Row]:
    """Return one row for several addresses."""
    return dict.fromkeys(names.split(), row)


CLERK, REVIEWER, VERIFIER = Role.CLERK, Role.REVIEWER, Role.VERIFIER
EDITOR, LEGAL, BUREAU = Role.EDITOR, Role.LEGAL, Role.BUREAU
ADMIN, APPLICANT = Role.ADMINISTRATOR, Role.APPLICANT
CASE_READERS = (CLERK, REVIEWER, VERIFIER, LEGAL, BUREAU)
CATALOGUE = (EDITOR, LEGAL, BUREAU)
REPORTING = (CLERK, REVIEWER, VERIFIER, EDITOR)
ITEM, NEW = {"code": "item"}, {"reference": "draft"}
MAIN = {**NEW, "key": "=low_income"}

ROWS: dict[str, Row] = {
    # The door, and what is public.
    **each(
        "sign-in sign-in-account sign-in-phone sign-in-phone-code sign-out look styleguide styleguide-paper healthz home items annexes negative ask complain "
        "catalogue-on-any open-data open-json open-csv open-negative open-schema model-pledge verify-paper "
        "programme after-sign-in stock sign-in-account sign-in-phone sign-in-phone-code verify-offline verify-keys "
        "verify-worker verify-manifest",
        anybody(),
    ),
    **each("verified-stamp verified-stamp-capitals", anybody(code="code", stamp="=x")),
    "styleguide-component": anybody(name="=masthead"),
    "styleguide-screen": anybody(screen="=overview"),
    **each("item guide item-compare blank-form blank-form-to-edit", anybody(**ITEM)),
    "item-edition": anybody(**ITEM, version="=1"),
    "guide-file": anybody(**ITEM, kind="=docx"),
    "item-certificate": anybody(**ITEM, key="=low_income"),
    "annex": anybody(key="=items"),
    "annex-file": anybody(key="=items", kind="=docx"),
    "catalogue-on": anybody(day="=2026-11-03"),
    "model-pledge-file": anybody(kind="=docx"),
    "verified-paper": anybody(code="code"),
    "programme-plan": anybody(reference="plan"),
    # Parties.
    **each("mine my-letters my-credit mandates mandate-give", holders(APPLICANT)),
    "apply": holders(APPLICANT, item_code="item"),
    **each(
        "case case-why case-notice case-choose case-pledge case-check case-materials case-done case-withdraw "
        "case-withdraw-pledge case-rate case-pledge-text case-sign-words",
        party(reference="undecided"),
    ),
    "case-sign": party(reference="undecided", method="=handwriting"),
    "case-material": party(reference="handed in", key="material"),
    "my-matter": party(reference="matter"),
    # The desks of cases.
    "my-reach": holders(APPLICANT),
    "my-visits": holders(APPLICANT),
    "my-visit": party(reference="own visit"),
    "visits-leave": holders(REVIEWER),
    "visit-allow": unit(REVIEWER, reference="surprise"),
    "case-correction": party(reference="undecided"),
    "intake-correction": unit(CLERK, reference="undecided"),
    **each(
        "desk-correction desk-turn desk-term desk-hands",
        unit(REVIEWER, reference="undecided"),
    ),
    "desk-letters": holders(CLERK, REVIEWER),
    "desk-demands": holders(LEGAL),
    "lead-demands": holders(BUREAU),
    **each("own-forms own-forms-guide own-forms-start", holders(*CATALOGUE)),
    **each("intake desk-accounts", holders(CLERK)),
    **each("intake-case intake-print", unit(CLERK, reference="undecided")),
    **each("intake-withdraw intake-withdraw-print", unit(CLERK, reference="undecided", what="=pledge")),
    **each("blocks find-later desk-mandate-new", holders(CLERK)),
    "desk-mandates": holders(CLERK),
    "ratings": holders(CLERK, REVIEWER, LEGAL),
    "objections": holders(LEGAL, BUREAU),
    "review": holders(REVIEWER, CLERK, LEGAL),
    "desk-case": unit(*CASE_READERS, reference="case"),
    "desk-material": unit(*CASE_READERS, reference="handed in", key="material"),
    "verify-queue": holders(VERIFIER),
    "field": holders(VERIFIER),
    **each("desk-draws desk-draw-new desk-batches", holders(VERIFIER)),
    "desk-batch": unit(VERIFIER, reference="batch"),
    "desk-draw": unit(VERIFIER, reference="draw"),
    "desk-draw-step": unit(VERIFIER, reference="draw", step="=reveal"),
    "verify-trigger": unit(VERIFIER, reference="task"),
    **each("draws draw-replay", anybody()),
    "draw": anybody(reference="draw"),
    "draw-file": anybody(reference="draw", name="=list.txt"),
    "verify-task": unit(VERIFIER, BUREAU, reference="task"),
    **each("written-list publicity-list", holders(VERIFIER)),
    **each("written-new publicity-new", unit(VERIFIER, reference="task")),
    "written": unit(VERIFIER, reference="written"),
    "written-step": unit(VERIFIER, reference="written", step="=withdraw"),
    "written-letter": unit(VERIFIER, reference="written"),
    "written-by-code": anybody(code="letter code"),
    "my-written": party(reference="written"),
    "publicity": unit(VERIFIER, reference="publicity"),
    "publicity-reply": unit(VERIFIER, reference="publicity", number="=1"),
    "publicity-step": unit(VERIFIER, reference="publicity", step="=take-down"),
    **each("open-publicity open-publicity-answer", anybody()),
    **each("verify-ask verify-way field-task", unit(VERIFIER, reference="task")),
    "rechecks": holders(VERIFIER),
    **each("visits visits-all field-ready", holders(VERIFIER)),
    "field-worker": anybody(),
    "lead-visits": holders(BUREAU),
    **each(
        "visit visit-sheet field-visit field-sign field-confirm field-contest",
        unit(VERIFIER, reference="visit"),
    ),
    "visit-step": unit(VERIFIER, reference="visit", step="=call-off"),
    "field-sight": unit(VERIFIER, reference="visit", number="=1"),
    "risk": anybody(),
    "look-choose": holders(CLERK, REVIEWER, VERIFIER, LEGAL),
    "looks-at-me": holders(APPLICANT),
    **each(
        "lead-rechecks lead-looks lead-looks-export clearances clearance-new",
        holders(BUREAU),
    ),
    "assist": holders(VERIFIER, REVIEWER),
    "assist-inbox": holders(VERIFIER, REVIEWER),
    "assist-bodies": holders(VERIFIER, REVIEWER),
    **each("assist-body assist-body-drop", unit(VERIFIER, REVIEWER, reference="body")),
    "assist-new": unit(VERIFIER, reference="task"),
    **each("lead-assist lead-assist-figures lead-assist-figures-file", holders(BUREAU)),
    **each("assist-request assist-letter", unit(VERIFIER, REVIEWER, BUREAU, reference="assistance")),
    "assist-code": step(VERIFIER, readers=(REVIEWER, BUREAU), reference="assistance"),
    "assist-by-code": anybody(code="assistance code"),
    "assist-answer": step(readers=(VERIFIER, REVIEWER, BUREAU), reference="assistance"),
    "assist-step": step(VERIFIER, REVIEWER, readers=(BUREAU,), reference="assistance", step="=withdraw"),
    "matters": holders(VERIFIER, LEGAL, REVIEWER),
    "matter": unit(VERIFIER, LEGAL, REVIEWER, BUREAU, reference="matter"),
    "repairs": holders(LEGAL, BUREAU),
    "repair": holders(LEGAL, BUREAU, reference="integrity"),
    # The catalogue.
    "catalogue-desk": holders(*CATALOGUE),
    "catalogue-filing": holders(BUREAU),
    "catalogue-export": holders(*CATALOGUE),
    "catalogue-template": holders(*CATALOGUE),
    "imports": holders(EDITOR, BUREAU),
    **each("import import-original", unit(EDITOR, BUREAU, reference="import")),
    "import-columns": step(EDITOR, readers=(BUREAU,), reference="import"),
    "catalogue-new": holders(EDITOR),
    **each("superior-lists catalogue-watch statutes catalogue-stock", holders(*CATALOGUE)),
    "superior-new": holders(EDITOR, BUREAU),
    "catalogue-stock-file": holders(*CATALOGUE, kind="=csv"),
    **each("catalogue-edition catalogue-compare catalogue-comments", unit(*CATALOGUE, **NEW)),
    **each(
        "catalogue-edit catalogue-edit-item catalogue-edit-steps",
        step(EDITOR, readers=(LEGAL, BUREAU), **NEW),
    ),
    **each(
        "catalogue-edit-main catalogue-edit-bases catalogue-edit-pledge catalogue-edit-drop",
        step(EDITOR, readers=(LEGAL, BUREAU), **MAIN),
    ),
    "catalogue-step": step(EDITOR, readers=(LEGAL, BUREAU), **NEW, verb="=send_to_review"),
    # The programme of work.
    **each("desk-programme desk-contacts", holders(EDITOR, REVIEWER, LEGAL)),
    **each("desk-plan-begin desk-explain", holders(EDITOR)),
    "desk-contacts-import": holders(EDITOR),
    "desk-milestone": holders(EDITOR, REVIEWER, LEGAL, code="=procedure"),
    "desk-contact": holders(EDITOR, role="=leader"),
    **each(
        "lead-programme lead-round-open lead-chase lead-contacts lead-contacts-import",
        holders(BUREAU),
    ),
    "lead-contacts-file": holders(BUREAU, ending="=csv"),
    "lead-unit": holders(BUREAU, department=f"={HERE}"),
    "lead-contact": holders(BUREAU, department=f"={HERE}", role="=leader"),
    "lead-plan": holders(BUREAU, reference="plan"),
    "lead-milestone": holders(BUREAU, reference="milestone"),
    **each("desk-plan desk-plan-file", step(EDITOR, readers=(LEGAL, REVIEWER), reference="plan")),
    "desk-summary-begin": holders(EDITOR),
    "desk-summary": unit(EDITOR, LEGAL, REVIEWER, reference="summary"),
    "desk-summary-hand-in": step(EDITOR, readers=(LEGAL, REVIEWER), reference="summary"),
    "desk-summary-figures": unit(EDITOR, reference="summary"),
    "desk-summary-handed": unit(EDITOR, LEGAL, REVIEWER, reference="summary", number="=1"),
    "desk-summary-file": unit(EDITOR, LEGAL, REVIEWER, reference="summary", number="=1", ending="=docx"),
    "lead-summaries": holders(BUREAU),
    "lead-summary": holders(BUREAU, reference="summary"),
    "lead-summary-handed": holders(BUREAU, reference="summary", number="=1"),
    "lead-summary-file": holders(BUREAU, reference="summary", number="=1", ending="=docx"),
    "lead-summary-step": holders(BUREAU, reference="summary", step="=take"),
    "lead-plan-step": holders(BUREAU, reference="plan", step="=publish"),
    "lead-milestone-step": holders(BUREAU, reference="milestone", step="=confirm"),
    # Reports.
    "lead-overview": holders(BUREAU),
    "lead-reports": holders(BUREAU),
    "lead-month": holders(BUREAU, month="=2026-10"),
    **each("lead-accept lead-return", holders(BUREAU, reference="report")),
    "desk-reports": holders(*REPORTING),
    "lead-report": unit(*REPORTING, LEGAL, BUREAU, reference="report"),
    **each("desk-report desk-report-submit", unit(*REPORTING, reference="report")),
    "desk-report-read": unit(*REPORTING, LEGAL, BUREAU, reference="report"),
    # The administrator.
    **each("system system-theme webhooks portals handover handover-tables", holders(ADMIN)),
    **each("sources source-new", holders(ADMIN)),
    **each("source source-change source-trial", holders(ADMIN, key="source")),
    "source-step": holders(ADMIN, key="source", step="=suspend"),
    "handover-one": holders(ADMIN, key="destination"),
    "handover-do": holders(ADMIN, key="destination", what="=off"),
    **each("handover-batch handover-packet", holders(ADMIN, key="destination", number="=1")),
    "reference-sets": holders(ADMIN),
    **each("reference-set reference-set-remove", holders(ADMIN, reference="snapshot")),
    "system-try": holders(ADMIN, key="=internal_record"),
    "webhook": holders(ADMIN, key="subscriber"),
    "portal": holders(ADMIN, key="portal"),
    "portal-switch": holders(ADMIN, key="portal", what="=off"),
    "webhook-do": holders(ADMIN, key="subscriber", what="=off"),
}

#: Addresses whose guard is tried by the office's own tests, because nothing of their kind is laid out in this world.
ELSEWHERE_TRIED = {
    **dict.fromkeys(("journey-open", "journey-leave", "journey-elsewhere"), "tests/site/test_journeys.py"),
    **dict.fromkeys(("programme-explanation", "lead-round-step"), "tests/programme/test_pages.py"),
    **dict.fromkeys(("desk-letter", "desk-letter-file"), "tests/letters/test_pages.py"),
    **dict.fromkeys(("own-form", "own-form-original", "own-form-filled"), "tests/pages/test_own_forms.py"),
    **dict.fromkeys(("desk-demand", "lead-demand"), "tests/pages/cases/test_reviewers_desk.py"),
    **dict.fromkeys(("object", "my-objection", "objection"), "tests/pages/cases/test_ordinary_path.py"),
    **dict.fromkeys(("acting", "mandate-end", "desk-mandate-end"), "tests/acts/test_mandates.py"),
    **dict.fromkeys(("block", "block-print", "later"), "tests/pages/cases/test_blocks.py"),
    **dict.fromkeys(("sign-in-province", "sign-in-province-back"), "tests/site/test_sign_in_by_province.py"),
    "rating": "tests/pages/cases/test_rating.py",
    "case-signing-record": "tests/pages/cases/test_signing.py",
    **dict.fromkeys(("case-preview", "desk-preview"), "tests/holdings/test_keeping.py"),
    "intake-scan": "tests/pages/cases/test_window.py",
    "verified-sheet": "tests/pages/cases/test_genuine.py",
    "theme": "tests/site/test_theming.py",
    **dict.fromkeys(("sign-in-province", "sign-in-province-back"), "tests/site/test_sign_in_by_province.py"),
    "import-report": "tests/catalogue/test_import_desk.py",
    "catalogue-new-edition": "tests/catalogue/test_editing_drafts.py",  # of a published edition, known to all
    "matter-new": "tests/acts/consequences/test_matters.py",
    "superior-list": "tests/catalogue/test_superior.py",
    "superior-difference": "tests/catalogue/test_superior.py",
    "superior-settle": "tests/catalogue/test_superior_many.py",
    "superior-export": "tests/catalogue/test_superior.py",
    "catalogue-alert": "tests/catalogue/test_watching.py",
    "statute": "tests/catalogue/test_watching.py",
    "desk-explanation": "tests/programme/test_pages.py",
    "desk-explanation-step": "tests/programme/test_pages.py",
    "lead-explanation": "tests/programme/test_pages.py",
    "lead-explanation-step": "tests/programme/test_pages.py",
    **dict.fromkeys(
        ("assist-page", "assist-enclosure", "assist-draft-page"),
        "tests/verification/test_assistance_pages.py",
    ),
    **dict.fromkeys(("recheck", "recheck-file"), "tests/verification/test_rechecks.py"),
    **dict.fromkeys(
        (
            "look-ask",
            "look-page",
            "look-slip",
            "look-complain",
            "look-genuine",
            "clearance-end",
            "look-complaint",
        ),
        "tests/looks/test_look_pages.py",
    ),
    **dict.fromkeys(("field-photo", "field-photo-preview"), "tests/verification/test_field.py"),
    **dict.fromkeys(("written-material", "my-written-material"), "tests/verification/test_written.py"),
    **dict.fromkeys(
        ("publicity-file", "open-publicity-shown", "open-publicity-object"),
        "tests/verification/test_publicity.py",
    ),
    "visit-new": "tests/browser/test_visit_story.py",
    **dict.fromkeys(
        ("field-sight-photo", "field-signature", "visit-page"), "tests/acts/verification/test_visits.py"
    ),
    "lead-figure": "tests/oversight/test_pages.py",
    "desk-figure": "tests/oversight/test_pages.py",
    "paper": "tests/pages/test_downloads.py",
}
