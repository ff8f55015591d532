"""Somebody acts for another only on a mandate that stands at that very moment (二（一）、三（七）)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests import builders as b
from tests.builders import Hours

from nuocheng.cases import acts as cases
from nuocheng.cases import queries as case_queries
from nuocheng.cases.acts import PartyGiven
from nuocheng.journal import verifying
from nuocheng.kernel.errors import Malformed, NotFound, NotInOffice, OutOfOrder, RuledOut
from nuocheng.kernel.occasion import Door, Occasion, Post, Role
from nuocheng.mandates import acts, queries
from nuocheng.mandates.acts import MandateGiven, Principal
from nuocheng.mandates.models import Mandate

pytestmark = pytest.mark.django_db

COMPANY = b.a_company()
HANDLER = PartyGiven("110101198506024127", "person", "李明", "13800000001")
CHILD = b.a_party()


def on_for(
    party: PartyGiven, hours: Hours, *, mandate: str = "", actor: PartyGiven | None = None
) -> Occasion:
    """Return an occasion on which *actor* acts for a party."""
    who = actor or party
    post = Post(Role.APPLICANT)
    return Occasion(f"of-{who.number}", who.name, post, hours.next(), party.number, Door.WEB, mandate=mandate)


def given(hours: Hours, **changes: object) -> MandateGiven:
    """Return a handler's mandate for a year."""
    day = hours.at.date()
    plain = MandateGiven(HANDLER.name, HANDLER.number, day, day + timedelta(days=365), may_sign=True)
    return replace(plain, **changes)


def a_mandate(hours: Hours, **changes: object) -> Mandate:
    """Give the handler a mandate of the company."""
    if not queries.people.account(f"of-{HANDLER.number}"):
        b.an_applicant(HANDLER)
    receipt = acts.give_mandate(on_for(COMPANY, hours), given=given(hours, **changes))
    return queries.mandate(receipt.reference)


def registered(hours: Hours, capacity: str = "guardian", **changes: str) -> Mandate:
    """Register a guardian at the window."""
    b.some_departments()
    on = b.an_occasion(Role.CLERK, b.ITEM.department, hours.next())
    who = Principal(capacity, "person", CHILD.number, CHILD.name, "父亲", "户口簿")
    receipt = acts.register_mandate(on, principal=replace(who, **changes), given=given(hours, until=None))
    return queries.mandate(receipt.reference)


def an_item(**changes: object) -> str:
    """Publish an item and return its code."""
    return b.a_published_item(replace(b.ITEM, **changes))


@pytest.mark.req("S2.1")
def test_a_handler_applies_for_the_company_and_the_case_keeps_who_acts() -> None:
    hours = Hours()
    code, mandate = an_item(), a_mandate(hours)
    on = on_for(COMPANY, hours, mandate=mandate.reference, actor=HANDLER)
    case = case_queries.case(cases.open_case(on, item_code=code, party=COMPANY).reference)
    kept = case_queries.representative_of(case.reference)
    assert kept is not None
    assert (case.party, case.party_name) == (COMPANY.number, COMPANY.name)
    assert (kept.capacity, kept.name, kept.mandate) == ("handler", "李明", mandate.reference)
    assert list(verifying.faults()) == []


@pytest.mark.req("S7.2")
@pytest.mark.parametrize(
    ("signers", "may_sign", "says"),
    [
        ((), True, "要由单位（盖章）、法定代表人签署"),
        (("handler",), False, "没有写可以代签承诺书"),
        (("handler",), True, ""),
    ],
)
def test_a_handler_signs_only_where_item_and_mandate_both_say_so(
    signers: tuple[str, ...], may_sign: bool, says: str
) -> None:
    hours = Hours()
    code, mandate = an_item(signers=signers), a_mandate(hours, may_sign=may_sign)

    def on() -> Occasion:
        return on_for(COMPANY, hours, mandate=mandate.reference, actor=HANDLER)

    reference = cases.open_case(on(), item_code=code, party=COMPANY).reference
    cases.check_eligibility(on(), reference)
    cases.serve_notice(on(), reference)
    case = case_queries.case(reference)
    cases.acknowledge_notice(on(), reference, shown=case.notice_digest)
    pledge = replace(b.a_pledge(case), signed_as="李明")
    if says:
        with pytest.raises(RuledOut, match=says):
            cases.sign_pledge(on(), reference, given=pledge)
        return
    cases.sign_pledge(on(), reference, given=pledge)
    kept = case_queries.signature_of(reference)
    assert kept is not None
    assert (kept.capacity, kept.signer, kept.mandate) == ("handler", "李明", mandate.reference)


@pytest.mark.req("S2.1")
def test_nothing_is_done_on_a_mandate_that_ended_a_moment_ago() -> None:
    hours = Hours()
    code, mandate = an_item(), a_mandate(hours)
    on = on_for(COMPANY, hours, mandate=mandate.reference, actor=HANDLER)
    acts.end_mandate(on_for(COMPANY, hours), mandate.reference, reason="换人了")
    with pytest.raises(NotInOffice, match="已经结束"):
        cases.open_case(replace(on, at=hours.next()), item_code=code, party=COMPANY)
    with pytest.raises(OutOfOrder):
        acts.end_mandate(on_for(COMPANY, hours), mandate.reference)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"mandate": "S2026-99999"}, "没有找到"),
        ({"actor": "of-somebody-else"}, "已经结束"),
        ({"party": CHILD.number}, ""),
    ],
)
def test_a_mandate_of_others_opens_nothing(change: dict[str, str], says: str) -> None:
    hours = Hours()
    code, mandate = an_item(), a_mandate(hours)
    on = on_for(COMPANY, hours, mandate=mandate.reference, actor=HANDLER)
    with pytest.raises((NotFound, NotInOffice), match=says or "."):
        cases.open_case(replace(on, **change), item_code=code, party=COMPANY)


def test_a_mandate_for_one_item_is_for_no_other() -> None:
    hours = Hours()
    code, mandate = an_item(), a_mandate(hours, items=("ANOTHER",))
    on = on_for(COMPANY, hours, mandate=mandate.reference, actor=HANDLER)
    with pytest.raises(NotInOffice, match="没有这一件事"):
        cases.open_case(on, item_code=code, party=COMPANY)


def test_a_mandate_runs_from_its_first_day_to_its_last() -> None:
    hours = Hours()
    day = hours.at.date()
    mandate = a_mandate(hours, since=day + timedelta(days=1), until=day + timedelta(days=2))
    stands = [queries.stands(mandate, day + timedelta(days=one)) for one in range(4)]
    assert stands == [False, True, True, False]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"until": None}, "到哪一天为止"),
        ({"until": date(2020, 1, 1)}, "不能早于起始日期"),
        ({"since": date(2020, 1, 1), "until": date(2020, 2, 1)}, "已经过了"),
        ({"until": date(2040, 1, 1)}, "最长3年"),
    ],
)
def test_a_handlers_mandate_has_a_proper_term(changes: dict[str, object], says: str) -> None:
    with pytest.raises(RuledOut, match=says):
        a_mandate(Hours(), **changes)


@pytest.mark.parametrize("changes", [{"number": "1"}, {"name": ""}, {"name": "李明3"}])
def test_whoever_is_to_hold_a_mandate_is_named_properly(changes: dict[str, object]) -> None:
    with pytest.raises(Malformed):
        a_mandate(Hours(), **changes)


def test_a_handler_cannot_pass_the_mandate_on() -> None:
    hours = Hours()
    mandate = a_mandate(hours)
    on = on_for(COMPANY, hours, mandate=mandate.reference, actor=HANDLER)
    with pytest.raises(RuledOut, match="不能再转给别人"):
        acts.give_mandate(on, given=given(hours, name="王芳", number="110101199003076288"))


def test_whoever_holds_a_mandate_may_give_it_back() -> None:
    hours = Hours()
    mandate = a_mandate(hours)
    acts.end_mandate(on_for(COMPANY, hours, mandate=mandate.reference, actor=HANDLER), mandate.reference)
    assert queries.taken(HANDLER.number, hours.at.date()) == []


@pytest.mark.req("S2.1")
def test_a_guardian_registered_at_the_window_pledges_for_the_ward_where_the_item_allows_it() -> None:
    hours = Hours()
    b.an_applicant(HANDLER)
    code, mandate = an_item(signers=("guardian",)), registered(hours)
    on = on_for(CHILD, hours, mandate=mandate.reference, actor=HANDLER)
    case = case_queries.case(cases.open_case(on, item_code=code, party=CHILD).reference)
    kept = case_queries.representative_of(case.reference)
    assert kept is not None
    assert (kept.capacity, kept.relation, kept.authority) == ("guardian", "父亲", "户口簿")


@pytest.mark.parametrize(
    ("capacity", "changes", "says"),
    [
        ("guardian", {"relation": ""}, "监护关系"),
        ("guardian", {"authority": ""}, "监护关系"),
        ("legal_representative", {}, "个人没有法定代表人"),
        ("handler", {}, "到哪一天为止"),
        ("guardian", {"number": HANDLER.number}, "同一个人"),
    ],
)
def test_the_register_takes_only_what_fits(capacity: str, changes: dict[str, str], says: str) -> None:
    with pytest.raises(RuledOut, match=says):
        registered(Hours(), capacity, **changes)


@pytest.mark.parametrize("capacity", ["self", "friend"])
def test_the_register_knows_three_capacities(capacity: str) -> None:
    with pytest.raises(Malformed):
        registered(Hours(), capacity)
