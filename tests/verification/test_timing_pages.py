"""What the reviewer, the officer and the party see of a verification before the decision, and of one on expiry."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests import builders as b
from tests.builders import Hours
from tests.verification import timing

from nuocheng.cases import queries as case_queries
from nuocheng.edge.clock import now
from nuocheng.kernel.occasion import Role
from nuocheng.verification import queries

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("plain_files"),
    pytest.mark.req("S8.1"),
]
BACKEND = "django.contrib.auth.backends.ModelBackend"


def browser(role: Role) -> Client:
    """Return a browser of somebody at a desk."""
    client = Client()
    client.force_login(b.an_account(role), BACKEND)
    return client


def of_party() -> Client:
    """Return a browser of the party."""
    client = Client()
    client.force_login(b.an_applicant(), BACKEND)
    return client


def lately() -> Hours:
    """Return hours that began an hour ago, so that pages, which read the clock, see nothing overdue."""
    return Hours(now() - timedelta(hours=1))


def test_the_desk_says_what_holds_a_grant_and_grants_once_it_is_settled() -> None:
    hours = lately()
    case = timing.pledged(hours)
    reviewer = browser(Role.REVIEWER)
    url = f"/desk/cases/{case.reference}"
    page = reviewer.get(url).content.decode()
    assert "正在事前核查（查本单位低保台账" in page
    assert f"任务{case.reference}-1" in page
    answer = reviewer.post(url, {"step": "grant", "sure": "1"})
    assert (answer.status_code, "查清才能批准" in answer.content.decode()) == (422, True)
    assert case_queries.case(case.reference).state == "pledged"
    timing.found(case, hours)
    assert "查清才能批准" not in reviewer.get(url).content.decode()
    assert reviewer.post(url, {"step": "grant", "sure": "1"}).status_code == 303
    assert case_queries.case(case.reference).state == "closed"


def test_the_desk_asks_why_where_it_cannot_be_settled_and_keeps_what_was_typed() -> None:
    hours = lately()
    case = timing.found(timing.pledged(hours), hours, give_up=True)
    reviewer, url = browser(Role.REVIEWER), f"/desk/cases/{case.reference}"
    asked = reviewer.post(url, {"step": "grant"}).content.decode()
    assert "没有查清，为什么可以批准" in asked
    short = reviewer.post(url, {"step": "grant", "unverified": "可以"})
    assert (
        short.status_code,
        "至少5个字" in short.content.decode(),
        "可以</textarea>" in short.content.decode(),
    ) == (
        422,
        True,
        True,
    )
    why = "看过低保证原件，没有疑点"
    sure = reviewer.post(url, {"step": "grant", "unverified": why}).content.decode()
    assert "准予这一件" in sure
    assert why in sure
    assert reviewer.post(url, {"step": "grant", "unverified": why, "sure": "1"}).status_code == 303
    assert f"批准的理由：{why}" in reviewer.get(url).content.decode()


def test_an_officer_finds_other_than_pledged_and_the_party_reads_what_it_can_do() -> None:
    hours = lately()
    case = timing.pledged(hours, b.UNTRUE_FACTS)
    task = next(one for one in timing.asked(case, hours) if one.claimed == "5")
    officer = browser(Role.VERIFIER)
    url = f"/desk/verify/{task.reference}"
    page = officer.get(url).content.decode()
    assert "没有结论，这一件不能批准" in page
    assert "不实——" not in page  # nobody is found untrue before the decision
    assert "【事前】" in officer.get("/desk/verify").content.decode()
    refused = officer.post(url, {"verdict": "refute", "note": "差两人"})
    assert refused.status_code == 422
    assert officer.post(url, {"verdict": "find_other", "note": "台账登记3人，承诺5人"}).status_code == 303
    assert queries.task(task.reference).state == "not_as_pledged"
    mine = of_party().get(f"/cases/{case.reference}").content.decode()
    assert "还没有作出决定，不影响信用" in mine
    assert "台账登记3人，承诺5人" in mine
    reviewer = browser(Role.REVIEWER)
    assert "不能按承诺批准" in reviewer.get(f"/desk/cases/{case.reference}").content.decode()
    assert "请照实更正" in reviewer.get(f"/desk/cases/{case.reference}/correction").content.decode()


def test_the_page_of_a_case_says_on_which_day_something_runs_out() -> None:
    case = b.a_granted_case(item=timing.RUNS_OUT, hours=Hours())
    said = "到期核查：2026年11月25日"
    assert said in of_party().get(f"/cases/{case.reference}").content.decode()
    assert said in browser(Role.REVIEWER).get(f"/desk/cases/{case.reference}").content.decode()
    task = queries.tasks_of(case.reference)[0]
    assert (
        "2026年12月2日到期" in browser(Role.VERIFIER).get(f"/desk/verify/{task.reference}").content.decode()
    )
