"""The pages of oversight: who sees them, that every number leads to its list, and that they work by plain forms."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.journal.rig import DEPARTMENT, LIVED, a_life, someone, the_law
from tests.oversight.test_reports import BY_HAND, IN_TIME, MONTH, REFERENCE, submitted, written

from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.oversight import acts, queries
from nuocheng.people.models import Account, Department, PostHeld
from nuocheng.verification.queries import tasks_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 9, 10, 0, tzinfo=CHINA)
DESK, LEAD = f"/desk/report/{REFERENCE}", f"/lead/reports/{REFERENCE}"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "whitenoise" not in one]
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def signed_in(role: Role, department: str = DEPARTMENT) -> Client:
    """Return a browser of somebody who holds a post."""
    account = Account.objects.create(username=f"{role}-{department}", name="王某")
    unit = None
    if role is not Role.BUREAU:
        words = {"name": f"{department}局", "short": department, "mark": department}
        unit, _ = Department.objects.get_or_create(code=department, defaults=words)
    PostHeld.objects.create(account=account, role=str(role), department=unit, since=date(2020, 1, 1))
    browser = Client()
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def text(answer: Any) -> str:
    return str(answer.content.decode())


# --- the department ---------------------------------------------------------------------------------------


@LIVED
@pytest.mark.req("S14.4")
def test_a_department_begins_writes_and_hands_in_its_report() -> None:
    a_life()
    browser = signed_in(Role.VERIFIER)
    assert "2026年11月" in text(browser.get("/desk/report"))
    begun = browser.post("/desk/report", {"month": "2026-11"})
    assert (begun.status_code, begun["Location"]) == (303, DESK)
    page = text(browser.get(DESK))
    assert "承诺代替的证明" in page
    assert "5份" in page
    assert "2026年12月11日" in page
    said = {"work": "办理4件。", "practice": "", "regulations": "", "problems": "", "submit": "1"}
    assert browser.post(DESK, said)["Location"] == f"{DESK}/submit"
    assert "承诺代替的证明5份" in text(browser.get(f"{DESK}/submit"))
    assert browser.post(f"{DESK}/submit")["Location"] == f"{DESK}/read"
    assert queries.report(REFERENCE).state == "submitted"
    assert "数据在报送时固定" in text(browser.get(f"{DESK}/read"))
    assert browser.get(DESK)["Location"] == f"{DESK}/read"


def test_a_report_begun_twice_is_gone_on_with() -> None:
    the_law()
    browser = signed_in(Role.CLERK)
    for _ in range(2):
        assert browser.post("/desk/report", {"month": "2026-11"}).status_code == 303


@LIVED
def test_a_report_without_words_is_not_handed_in_and_the_page_says_why() -> None:
    a_life()
    browser = signed_in(Role.VERIFIER)
    browser.post("/desk/report", {"month": "2026-11"})
    answer = browser.post(f"{DESK}/submit")
    assert answer.status_code == 422
    assert "请先写“工作情况”" in text(answer)
    assert 'role="alert"' in text(answer)


def test_a_month_of_nothing_is_reported_by_a_tick() -> None:
    the_law()
    browser = signed_in(Role.VERIFIER)
    browser.post("/desk/report", {"month": "2026-11"})
    browser.post(DESK, {"work": "本月没有办件。"})
    assert browser.post(f"{DESK}/submit").status_code == 422
    assert browser.post(f"{DESK}/submit", {"zero": "on"}).status_code == 303


@LIVED
def test_what_was_typed_too_long_is_kept_and_answered_with_the_form() -> None:
    a_life()
    written()
    answer = signed_in(Role.VERIFIER).post(DESK, {"work": "长" * 5001})
    assert answer.status_code == 422
    assert "长长长" in text(answer)


@LIVED
def test_a_report_sent_back_shows_why_on_the_desk() -> None:
    a_life()
    submitted()
    acts.return_report(someone(Role.BUREAU, IN_TIME), REFERENCE, reason="累计数比上月少了3件")
    page = text(signed_in(Role.VERIFIER).get(DESK))
    assert "累计数比上月少了3件" in page
    assert "办理4件，承诺3件。" in page


@pytest.mark.parametrize("month", ["2026-13", "x", "", "2026-11-01"])
def test_a_month_that_is_none_is_not_found(month: str) -> None:
    the_law()
    assert signed_in(Role.VERIFIER).post("/desk/report", {"month": month}).status_code == 404


# --- the Bureau -------------------------------------------------------------------------------------------


@LIVED
def test_every_number_of_a_report_leads_to_a_list_as_long_as_it_says() -> None:
    a_life()
    submitted()
    for browser, base in ((signed_in(Role.BUREAU), LEAD), (signed_in(Role.CLERK), DESK)):
        page = text(browser.get(base if base == LEAD else f"{DESK}/read"))
        links = re.findall(rf'<a href="{base}/figures/(\w+)">(\d+)', page)
        assert {key: int(number) for key, number in links} == BY_HAND
        for key, number in links:
            listed = text(browser.get(f"{base}/figures/{key}"))
            assert listed.count('<th scope="row">') == int(number), key


@LIVED
def test_every_line_of_a_list_leads_to_its_file() -> None:
    first = a_life()
    submitted()
    browser = signed_in(Role.BUREAU)
    assert f'href="/desk/cases/{first}"' in text(browser.get(f"{LEAD}/figures/cases"))
    owed = text(browser.get(f"{LEAD}/figures/owed"))
    for task in tasks_of(first):
        assert (f'href="/desk/verify/{task.reference}"' in owed) == (task.state != "exempt")
    assert 'href="/desk/repairs/P00000001"' in text(browser.get(f"{LEAD}/figures/repaired"))


@LIVED
def test_the_bureau_accepts_a_report() -> None:
    a_life()
    submitted()
    browser = signed_in(Role.BUREAU)
    assert "退回修改</a>" in text(browser.get(LEAD))
    assert browser.post(f"{LEAD}/accept").status_code == 303
    assert queries.report(REFERENCE).state == "accepted"
    assert "退回修改</a>" not in text(browser.get(LEAD))
    assert browser.post(f"{LEAD}/accept").status_code == 409


@LIVED
def test_the_bureau_sends_a_report_back_with_a_reason() -> None:
    a_life()
    submitted()
    browser = signed_in(Role.BUREAU)
    assert browser.get(f"{LEAD}/return").status_code == 200
    assert browser.post(f"{LEAD}/return", {"reason": ""}).status_code == 422
    assert browser.post(f"{LEAD}/return", {"reason": "请补写做法"}).status_code == 303
    assert queries.report(REFERENCE).state == "returned"
    assert browser.post(f"{LEAD}/return", {"reason": "再改"}).status_code == 409


@LIVED
def test_the_overview_shows_four_numbers_the_units_and_who_has_not_reported() -> None:
    a_life()
    written()
    page = text(signed_in(Role.BUREAU).get("/lead/?month=2026-11"))
    assert "2026年11月工作情况" in page
    assert page.count('class="big') == 4
    assert "100.0" in page
    assert "区卫健局用承诺代替的证明最多" in page
    assert "近12个月，60%的办件写了承诺" in page
    assert f'href="{LEAD}/figures/certificates">5' in page
    assert "填报中" in page
    assert "style=" not in page


def test_the_overview_of_a_new_house_is_empty_and_says_so() -> None:
    the_law()
    page = text(signed_in(Role.BUREAU).get("/lead/"))
    assert "近12个月还没有办件" in page
    assert "这个月还没有用承诺代替的证明" in page


def test_the_months_of_the_units_are_read_in_few_statements(django_assert_max_num_queries: Any) -> None:
    the_law()
    browser = signed_in(Role.BUREAU)
    for place in range(30):
        Department.objects.create(
            code=f"u{place}", name=f"单位{place}", short=f"单位{place}", mark=f"{place}"
        )
    browser.get("/lead/reports")
    with django_assert_max_num_queries(12):
        page = text(browser.get("/lead/reports"))
    assert page.count("未报") == 31


@LIVED
def test_the_sum_of_a_month_names_who_is_missing() -> None:
    a_life()
    Department.objects.create(code="minzheng", name="白银区民政局", short="区民政局", mark="白民")
    submitted()
    page = text(signed_in(Role.BUREAU).get("/lead/months/2026-11"))
    assert "还有1家没有报送，没有计入：白银区民政局" in page
    assert f'href="{LEAD}/figures/certificates">区卫健局5' in page


# --- who may see ------------------------------------------------------------------------------------------


READ = (LEAD, f"{LEAD}/figures/cases", f"{DESK}/read", f"{DESK}/figures/cases")


@LIVED
@pytest.mark.parametrize("address", READ)
@pytest.mark.parametrize(
    "role", [Role.CLERK, Role.REVIEWER, Role.VERIFIER, Role.EDITOR, Role.LEGAL, Role.BUREAU]
)
def test_its_department_and_the_bureau_read_a_report(role: Role, address: str) -> None:
    a_life()
    written()
    assert signed_in(role).get(address).status_code == 200


@LIVED
@pytest.mark.parametrize("address", [*READ, DESK, f"{DESK}/submit"])
def test_another_department_does_not_even_learn_that_it_is_there(address: str) -> None:
    a_life()
    written()
    assert signed_in(Role.VERIFIER, "minzheng").get(address).status_code == 404


@LIVED
@pytest.mark.parametrize("address", ["/lead/", "/lead/reports", "/lead/months/2026-11", f"{LEAD}/return"])
def test_the_district_is_for_the_bureau_alone(address: str) -> None:
    a_life()
    written()
    assert signed_in(Role.REVIEWER).get(address).status_code == 403


@pytest.mark.parametrize("address", ["/lead/", "/desk/report", LEAD, DESK, f"{DESK}/submit"])
def test_whoever_is_not_signed_in_is_asked_to(address: str) -> None:
    the_law()
    answer = Client().get(address)
    assert answer.status_code == 302
    assert "/sign-in" in answer["Location"]


@LIVED
def test_the_bureau_does_not_write_a_departments_report() -> None:
    a_life()
    written()
    browser = signed_in(Role.BUREAU)
    assert browser.post(DESK, {"work": "替您写"}).status_code == 403
    assert browser.post(f"{DESK}/submit").status_code == 403


@LIVED
def test_a_report_and_a_figure_that_are_not_there_are_not_found() -> None:
    a_life()
    written()
    browser = signed_in(Role.BUREAU)
    assert browser.get("/lead/reports/YB-2019-01-weijian").status_code == 404
    assert browser.get(f"{LEAD}/figures/nonsense").status_code == 404


def test_the_month_reported_on_is_the_one_before() -> None:
    assert queries.month_before(NOW.date()) == MONTH
