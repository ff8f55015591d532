"""The party's pages about visits, and those on which the office answers, or gives leave to come unannounced."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests import builders
from tests.builders import Hours
from tests.verification import visiting

from nuocheng.kernel.occasion import Role
from nuocheng.people import queries as people
from nuocheng.verification import papers
from nuocheng.verification.queries import visits

pytestmark = [pytest.mark.django_db, pytest.mark.req("S8.6")]
BACKEND = "django.contrib.auth.backends.ModelBackend"
ASKS = {
    "reason": "那天要去医院",
    "day_1_year": "2026",
    "day_1_month": "11",
    "day_1_day": "12",
    "at_1": "14:30",
    "day_2_year": "",
    "day_2_month": "",
    "day_2_day": "",
    "at_2": "",
}


@pytest.fixture(autouse=True)
def _the_day_after(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hours = Hours(builders.MORNING)
    monkeypatch.setattr(timezone, "now", lambda: hours.at)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path


def client(role: Role, name: str = "") -> Client:
    """Return the browser of somebody who holds a post."""
    made, who = Client(), name or f"{role}-page"
    made.force_login(people.account(who) or builders.an_account(role, name=who), BACKEND)
    return made


def the_party() -> Client:
    """Return the browser of the party."""
    made = Client()
    made.force_login(builders.an_applicant(), BACKEND)
    return made


def said(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def test_the_party_finds_the_visit_asks_for_another_time_and_the_office_accepts_one() -> None:
    visit = visiting.announced(Hours())
    party, where = the_party(), f"/mine/visits/{visit.reference}"
    assert "/mine/visits" in said(party.get("/mine"))
    assert where in said(party.get("/mine/visits"))
    assert where in said(party.get("/mine/letters")), "the notice leads there"
    assert "要求改时间" in said(party.get(where))
    for changed, sentence in (
        ({"reason": " "}, "请写明为什么要改时间"),
        ({"day_1_day": "32"}, "没有这一天，请核对"),
        ({"at_1": ""}, "请选几点来"),
        ({"day_1_month": "12", "day_1_day": "30"}, "2到10个工作日以后"),
        ({"day_2_year": "2026", "day_2_month": "11", "day_2_day": "13"}, "第二个时间要么都填，要么都不填"),
    ):
        answer = party.post(where, {**ASKS, **changed})
        assert answer.status_code == 422, changed
        assert sentence in said(answer)
    assert 'value="12"' in said(party.post(where, {**ASKS, "reason": ""})), "what was typed stays"
    assert party.post(where, ASKS).status_code == 303
    assert "等答复" in said(party.get(where))
    officer = client(Role.VERIFIER, visiting.FIRST)
    page = said(officer.get(f"/desk/visits/{visit.reference}"))
    assert "那天要去医院" in page
    assert "accept-1-1" in page
    assert "accept-1-2" not in page
    assert officer.post(f"/desk/visits/{visit.reference}/accept-1-2").status_code == 404
    assert officer.post(f"/desk/visits/{visit.reference}/accept-1-1").status_code == 303
    assert officer.post(f"/desk/visits/{visit.reference}/accept-1-1").status_code == 409
    moved = visits.visit(visit.reference)
    assert (moved.state, moved.begins_at.isoformat()) == ("postponed", "2026-11-12T06:30:00+00:00")
    assert "正式通知会再发给您" in said(party.get(where))


def test_the_office_declines_with_a_reason_and_the_party_reads_it() -> None:
    visit = visiting.asked(Hours())
    officer = client(Role.VERIFIER, visiting.FIRST)
    where = f"/desk/visits/{visit.reference}/decline-1"
    assert officer.post(where, {"reason": " "}).status_code == 422
    assert officer.post(where, {"reason": "那天没有人手"}).status_code == 303
    page = said(the_party().get(f"/mine/visits/{visit.reference}"))
    assert "那天没有人手" in page
    assert "要求改时间</button>" not in page


def test_each_party_of_a_visit_asks_for_itself_and_sees_nothing_of_the_other() -> None:
    visit = visiting.of_two_parties(Hours())
    one, other = the_party(), Client()
    second = builders.a_party("王守信", "620402199001010026")
    other.force_login(builders.an_applicant(second), BACKEND)
    where = f"/mine/visits/{visit.reference}"
    assert where in said(other.get("/mine/visits"))
    assert other.post(where, ASKS).status_code == 303
    page = said(one.get(where))
    assert "等答复" not in page
    assert "那天要去医院" not in page
    assert "要求改时间</button>" in page
    assert one.post(where, {**ASKS, "reason": "要上班"}).status_code == 303
    officer = client(Role.VERIFIER, visiting.FIRST)
    desk = said(officer.get(f"/desk/visits/{visit.reference}"))
    for told in ("王守信要求改时间", "李守信要求改时间", "accept-1-1", "accept-2-1", "decline-2"):
        assert told in desk
    assert (
        officer.post(f"/desk/visits/{visit.reference}/decline-1", {"reason": "没有人手"}).status_code == 303
    )
    assert said(officer.get(f"/field/visits/{visit.reference}")).count("王守信 · ") == 1, "whose fact it is"
    sheet = papers.sheet(visits.visit(visit.reference), visits.members(visit.reference), timezone.localdate())
    assert [one["label"] for one in sheet["facts"]] == ["李守信，居住证明：住址", "王守信，居住证明：住址"]
    assert "没有人手" in said(other.get(where))
    assert "没有人手" not in said(one.get(where))
    assert "等答复" in said(one.get(where))


def test_a_visit_that_comes_unannounced_is_nowhere_for_the_party_and_waits_for_leave() -> None:
    visit = visiting.unannounced(Hours())
    party = the_party()
    assert party.get(f"/mine/visits/{visit.reference}").status_code == 404
    assert visit.reference not in said(party.get("/mine/visits"))
    officer, reviewer = client(Role.VERIFIER, visiting.FIRST), client(Role.REVIEWER)
    page = said(officer.get(f"/desk/visits/{visit.reference}"))
    assert "还没有批准，不能去" in page
    assert "/announce" not in page
    assert officer.get(f"/desk/visits/{visit.reference}/allow").status_code == 403
    listed = said(reviewer.get("/desk/visits/leave"))
    assert visiting.SURPRISE["surprise_why"] in listed
    assert "提前通知就看不到真实情况" in said(reviewer.get(f"/desk/visits/{visit.reference}/allow"))
    assert reviewer.post(f"/desk/visits/{visit.reference}/allow").status_code == 303
    assert "已批准，不打招呼" in said(officer.get(f"/desk/visits/{visit.reference}"))
    assert "不打招呼的" in said(client(Role.BUREAU).get("/lead/visits"))
