"""The credit platform is asked before a pledge; what it says is kept, and its silence is held against nobody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from tests import builders as b
from tests.builders import Hours, an_occasion, by_party
from tests.simulator import credit_rig as rigs
from tests.simulator.credit_rig import CreditRig, credit_platform

from nuocheng.cases import acts as cases
from nuocheng.cases import jobs, queries
from nuocheng.cases.acts import PartyGiven
from nuocheng.cases.channels import credit_standing
from nuocheng.cases.models import Case
from nuocheng.cases.pages import procedure
from nuocheng.cases.queries import standing
from nuocheng.kernel.errors import RuledOut
from nuocheng.kernel.occasion import Role
from nuocheng.law import queries as law
from nuocheng.law.models import Provision
from nuocheng.verification.models import SourceCall

pytestmark = [pytest.mark.django_db, pytest.mark.req("S2.2", "S8.3")]


@pytest.fixture(scope="module")
def rig() -> Iterator[CreditRig]:
    with credit_platform("--today", b.MORNING.date().isoformat()) as running:
        yield running


@pytest.fixture(autouse=True)
def _connected(rig: CreditRig, settings: Any) -> None:
    settings.NUOCHENG_CREDIT_PLATFORM = (rig.url, rigs.APP, rig.secret)


def an_opened_case(who: tuple[str, str], hours: Hours) -> Case:
    """Return a case that was just opened, of a party whom the platform knows or does not."""
    code = b.a_published_item(at=hours.at - timedelta(days=30))
    name, number = who
    on = an_occasion(Role.CLERK, b.ITEM.department, hours.next())
    done = cases.open_case(
        on, item_code=code, party=PartyGiven(number, "person", name, "13900000000", "虚构路")
    )
    return queries.case(done.reference)


def begun(who: tuple[str, str], hours: Hours) -> Case:
    """Return the case after the steps that follow its opening by themselves."""
    case = an_opened_case(who, hours)
    return procedure.begin(by_party(case, hours.next()), case.reference)


def kept(case: Case) -> list[dict[str, Any]]:
    [check] = queries.checks_of(case.reference)
    found: list[dict[str, Any]] = json.loads(check.sources)
    return found


def test_whoever_is_on_the_list_goes_the_ordinary_way_and_is_told_by_whom_he_was_listed() -> None:
    case = begun(rigs.LISTED, Hours())
    assert case.state == "ordinary"
    assert (
        "2025年9月18日起列入严重失信主体名单（白银市白银区人民法院，（2025）甘0402执1187号）"
        in case.ineligible_reason
    )
    assert case.ineligible_basis == "白政办发〔2020〕20号三（二）"
    own, outside = kept(case)
    assert own["source"] == "诚信档案"
    assert (outside["source"], outside["answered"], outside["outcome"]) == (
        "全国信用信息共享平台",
        True,
        "found",
    )
    assert outside["record"].startswith("XYBG-")
    assert len(outside["digest"]) == 64
    assert outside["latency_ms"] >= 0
    assert outside["lists"][0]["entry_no"] == "SX-6204-2025-000117"
    assert SourceCall.objects.get().purpose == "eligibility_check"


@pytest.mark.parametrize("who", [rigs.CLEAN, rigs.FINED, rigs.ENDED, ("新来的人", "620402199104042354")])
def test_a_fine_an_entry_that_ended_and_no_file_at_all_exclude_nobody(who: tuple[str, str]) -> None:
    case = begun(who, Hours())
    assert case.state == "notified"
    assert kept(case)[1]["answered"] is True


@pytest.mark.parametrize(
    "mode",
    ["slow", "reset", "truncate", "garbage", "error", "wrong_subject", "stale", "extra_field", "limited"],
)
def test_a_platform_that_fails_excludes_nobody_and_that_it_failed_is_kept(rig: CreditRig, mode: str) -> None:
    rig.set_fault(mode)
    case = begun(rigs.CLEAN, Hours())
    rig.set_fault("none")
    assert case.state == "notified"
    assert kept(case)[1]["answered"] is False
    said = standing.platform_check_of(case.reference)
    assert said is not None
    assert said.note


def test_our_own_register_decides_where_the_platform_is_silent(rig: CreditRig) -> None:
    hours = Hours()
    party = b.a_blacklisted_person(hours=hours)
    rig.set_fault("reset")
    case = begun((party.name, party.number), hours)
    rig.set_fault("none")
    assert (case.state, queries.checks_of(case.reference)[0].rule) == ("ordinary", "good_standing")


def test_which_lists_exclude_is_law_and_no_constant() -> None:
    Provision.objects.filter(key="code.credit_list.administrative_penalty").update(
        value={"code": "administrative_penalty", "order": 2, "excludes": True}
    )
    law.invalidate()
    case = begun(rigs.FINED, Hours())
    law.invalidate()
    assert case.state == "ordinary"
    assert "列入行政处罚" in case.ineligible_reason


def test_without_a_platform_nothing_is_asked_and_nothing_is_kept(settings: Any) -> None:
    settings.NUOCHENG_CREDIT_PLATFORM = ("", "", "")
    case = begun(rigs.LISTED, Hours())
    assert case.state == "notified"
    assert len(kept(case)) == 1
    assert not SourceCall.objects.exists()


def test_who_was_listed_meanwhile_is_found_when_signing_on_another_day(rig: CreditRig, settings: Any) -> None:
    hours = Hours()
    rig.set_fault("down")  # silent when the case began
    case = begun(rigs.LISTED, hours)
    assert case.state == "notified"
    rig.set_fault("none")
    on = by_party(case, hours.next())
    cases.acknowledge_notice(on, case.reference, shown=case.notice_digest)
    assert not jobs.still_eligible(by_party(case, hours.next()), case.reference)
    assert queries.case(case.reference).state == "ordinary"
    settings.NUOCHENG_CREDIT_PLATFORM = ("", "", "")
    with pytest.raises(RuledOut, match="严重失信主体名单"):
        cases.reconsider(by_party(case, hours.next()), case.reference)


def test_who_was_clean_today_is_not_asked_about_again_the_same_day() -> None:
    hours = Hours()
    case = begun(rigs.CLEAN, hours)
    cases.acknowledge_notice(by_party(case, hours.next()), case.reference, shown=case.notice_digest)
    asked = SourceCall.objects.count()
    assert jobs.still_eligible(by_party(case, hours.next()), case.reference)
    assert SourceCall.objects.count() == asked
    later = by_party(case, hours.at + timedelta(days=1))
    assert jobs.still_eligible(later, case.reference)
    assert SourceCall.objects.count() == asked + 1


def test_the_question_is_put_with_empty_hands_before_the_act(rig: CreditRig) -> None:
    hours = Hours()
    case = an_opened_case(rigs.CLEAN, hours)
    heard = credit_standing.ask(case, hours.next())
    assert heard is not None
    assert (heard.answered, heard.entries) == (True, ())
