"""The party pledges, in place of all the certificates that a pledge may replace, or of some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nuocheng.cases.acts.acknowledge_notice import notice_shown
from nuocheng.cases.acts.beforehand import owe_early
from nuocheng.cases.acts.check_eligibility import eligibility
from nuocheng.cases.acts.signed_on_paper import require_notice_signed
from nuocheng.cases.acts.signing import Signed, ToSign, record, signed, who_signs
from nuocheng.cases.models import Case, PledgedFact
from nuocheng.cases.papers import Pledging, pledge, pledge_text, required_statements
from nuocheng.cases.rules import MAY_PLEDGE, NOTICE_IS_CURRENT, PLEDGE_IS_VALID
from nuocheng.cases.rules.ceremony import AS_USUAL, SigningGiven
from nuocheng.cases.rules.facts import GivenFact, PledgeText
from nuocheng.catalogue import queries as catalogue
from nuocheng.credit import queries as credit
from nuocheng.journal.canonical import canonical, sha256
from nuocheng.journal.deeds import Deed
from nuocheng.journal.files import Record
from nuocheng.journal.official import official_act
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.papers.official import Heading, Paper, issue


@dataclass(frozen=True, slots=True)
class PledgeGiven:
    """A pledge as the party gives it.

    *facts* maps each pledged certificate to its facts; a certificate not named will be handed in.
    *shown* is the digest of the notice that was on the screen or on the table; *signing* says how it is signed.
    """

    shown: str
    statements: frozenset[str]
    signed_as: str
    facts: Mapping[str, Mapping[str, str]]
    signing: SigningGiven = AS_USUAL


@official_act(
    "case.sign_pledge",
    by=(Role.APPLICANT, Role.CLERK),
    file=Case,
    records=("case.sign_pledge", "case.sign_part"),
)
def sign_pledge(on: Occasion, case: Case, deed: Deed, *, given: PledgeGiven) -> None:
    """Accept the signed pledge (承诺书) in place of the certificates it names.

    Raises:
        OutOfOrder: No notice was acknowledged, or the pledge is signed already.
        RuledOut: The party may not pledge, the notice is another one, the pledge lacks something, or what was
            signed by hand is not wholly on file.

    """
    case.ready_for("sign_pledge")
    listed = catalogue.in_force(case.item_code)
    standing = credit.standing(case.party, lock=True)
    require(MAY_PLEDGE, eligibility(case, listed, standing), on=on.today)
    require(NOTICE_IS_CURRENT, notice_shown(case, given.shown, listed), on=on.today)
    rest = _to_hand_in(listed.item, given)
    paper, rows, how = put_on_paper(on, case, listed, given)
    deed.move(
        case,
        "sign_part" if rest else "sign_pledge",
        rows=[paper, *rows],
        note={"pledge": paper.digest, "certificates": sorted(given.facts), "how": how},
        path="mixed" if rest else "pledge",
        pledge=paper.pk.hex,
        pledged_at=on.at,
        pledged_certificates=len(given.facts),
    )
    owe_early(on, deed, case, listed.item, pledged_in(rows))


def pledged_in(rows: list[Record]) -> list[PledgedFact]:
    """Return the facts among the rows that come with a pledge."""
    return [row for row in rows if isinstance(row, PledgedFact)]


def put_on_paper(
    on: Occasion, case: Case, listed: catalogue.InForce, given: PledgeGiven
) -> tuple[Paper, list[Record], str]:
    """Return the signed paper of a pledge, the rows that come with it, and the method by which it was signed.

    Raises:
        Malformed: The method is unknown, or its proof does not hold.
        RuledOut: Whoever signs may not, or the pledge lacks something.

    """
    signer = who_signs(on, case, given.signing.signer)
    text = pledge_text(case, listed, Pledging(given.facts, given.statements, signer))
    what = ToSign(case, listed.item, sha256(canonical(text)), given.statements, given.signed_as)
    done = signed(on, what, given.signing, signer)
    require(PLEDGE_IS_VALID, _text(on, what, given, done), on=on.today)
    require_notice_signed(on, case)
    heading = Heading("notice_and_pledge", "证明事项告知承诺书", case.number, case.department, case.party)
    paper = issue(on, case.reference, heading, pledge(case, text, done.as_printed(on), on.today))
    rows = [*_facts(case, listed.item, given), *record(on, done, (paper.pk.hex, paper.digest))]
    return paper, rows, str(done.method)


def _text(on: Occasion, what: ToSign, given: PledgeGiven, done: Signed) -> PledgeText:
    """Gather what the rules on the pledge look at."""
    item = what.item
    asked = [(one, field) for one in item.pledgeable if one.key in given.facts for field in one.facts]
    facts = tuple(
        GivenFact(
            one.key,
            field.label,
            field.type,
            given.facts[one.key].get(field.key, ""),
            field.choices,
            unit=field.unit,
            minimum=field.minimum,
            maximum=field.maximum,
        )
        for one, field in asked
    )
    return PledgeText(
        statements=given.statements,
        required=required_statements(on.today),
        signed_as=done.verified.name,
        party_name=what.case.party_name,
        pledged=frozenset(given.facts),
        pledgeable=frozenset(one.key for one in item.pledgeable),
        facts=facts,
        signer_name=done.signer.name,
    )


def _to_hand_in(item: catalogue.Item, given: PledgeGiven) -> list[str]:
    """Return the certificates that must still be handed in on paper."""
    return [one.name for one in item.to_prove if one.key not in given.facts]


def _facts(case: Case, item: catalogue.Item, given: PledgeGiven) -> list[PledgedFact]:
    return [
        PledgedFact(
            case=case,
            certificate_key=one.key,
            certificate=one.name,
            key=field.key,
            label=field.label,
            type=field.type,
            value=given.facts[one.key][field.key].strip(),
            unit=field.unit,
            round=case.pledge_round,
        )
        for one in item.pledgeable
        if one.key in given.facts
        for field in one.facts
    ]
