"""A random part of what was confirmed on data is looked at once more, by somebody else, blind (三（八）、三（九）)."""

from __future__ import annotations

import runpy
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests import builders as b
from tests.builders import Hours, an_occasion
from tests.verification import rechecking as r

from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import OutOfOrder, RuledOut
from nuocheng.kernel.occasion import Role
from nuocheng.verification import acts, official, queries
from nuocheng.verification.jobs import rechecks as jobs
from nuocheng.verification.models import Recheck, RecheckRound, RecheckSeed, Task
from nuocheng.verification.pages import public_draws
from nuocheng.verification.queries import rechecks, risks

pytestmark = [pytest.mark.django_db, pytest.mark.req("S10.6")]
AFTER = b.MORNING.replace(month=12)
BACKEND = "django.contrib.auth.backends.ModelBackend"
PARTIES = [
    ("王守约", "620402199001010018"),
    ("张守诺", "620402199001010034"),
    ("赵守言", "620402199001010050"),
]


def confirmed(hours: Hours) -> list[Task]:
    """Return the facts of three cases, all confirmed on data by the first officer."""
    for name, number in PARTIES:
        b.a_verified_case(b.a_party(name, number), hours=hours)
    return list(Task.objects.filter(state="confirmed").order_by("reference"))


def officers() -> None:
    """Give the department three officers who verify."""
    for place in (1, 2, 3):
        b.an_account(Role.VERIFIER, name=f"verifier-{place}")


def verifier(place: int, at: datetime = AFTER) -> Any:
    return an_occasion(Role.VERIFIER, at=at, actor=f"verifier-{place}")


def test_a_month_is_drawn_after_it_is_over_by_a_seed_that_was_sealed_before(
    tmp_path: Path, capsys: Any
) -> None:
    hours = Hours()
    officers()
    assert jobs.seal_rounds(an_occasion(Role.SYSTEM, at=b.MORNING)) == 1
    assert jobs.seal_rounds(an_occasion(Role.SYSTEM, at=b.MORNING)) == 0
    one = RecheckRound.objects.get()
    sealed = RecheckSeed.objects.get().seed
    assert (one.seed, one.month) == ("", date(2026, 11, 1))
    tasks = confirmed(hours)
    in_month = an_occasion(Role.SYSTEM, at=b.MORNING + timedelta(days=20))
    assert jobs.draw_rounds(in_month) == 0
    with pytest.raises(OutOfOrder, match="没有过完"):
        acts.draw_round(in_month, one.reference, members=())
    assert jobs.draw_rounds(an_occasion(Role.SYSTEM, at=AFTER)) == 1
    one = RecheckRound.load(one.reference)
    assert (one.state, one.listed, one.drawn, one.seed) == ("carried_out", len(tasks), 1, sealed)
    listed = tmp_path / "list.txt"
    listed.write_text(rechecks.lines(one.reference, drawn=False), encoding="utf-8")
    shares = [f"{part.key}={part.percent}:{part.minimum}" for part in one.parts]
    script = tmp_path / "replay.py"
    script.write_bytes(public_draws.REPLAY.read_bytes())
    before, sys.argv = sys.argv, ["replay.py", one.seed, str(listed), *shares]
    try:
        runpy.run_path(str(script), run_name="__main__")
    finally:
        sys.argv = before
    assert capsys.readouterr().out == rechecks.lines(one.reference, drawn=True)
    row = Recheck.objects.get()
    assert row.officer in {"verifier-2", "verifier-3"}  # never who confirmed
    assert [str(fault) for fault in faults()] == []


def test_only_what_was_confirmed_on_data_that_agreed_is_drawn_from() -> None:
    hours = Hours()
    tasks = confirmed(hours)
    looked = an_occasion(Role.VERIFIER, at=hours.next())
    other = b.an_answered_case(b.a_party(), facts=b.UNTRUE_FACTS, hours=hours)
    for task in queries.tasks_of(other.reference):
        if task.outcome == "contradicted":
            acts.record_finding(looked, task.reference, verdict="confirm", note="看了户口簿原件，是5人")
    one = r.a_round(hours)
    found = {member.reference for member in rechecks.members(one)}
    assert {task.reference for task in tasks} <= found
    assert not {task.reference for task in Task.objects.filter(outcome="contradicted")} & found


def test_who_confirmed_first_cannot_recheck_and_the_same_result_counts_as_agreement() -> None:
    one = r.a_recheck(Hours())
    with pytest.raises(RuledOut, match="另一位"):
        acts.agree(verifier(1), one.reference)
    acts.agree(verifier(2), one.reference)
    with pytest.raises(OutOfOrder):
        acts.agree(verifier(3), one.reference)
    found = rechecks.agreement(AFTER - timedelta(days=1))
    assert (found.same, found.differs, found.owed) == (1, 0, 0)
    assert found.share.low < 0.06 < found.share.high == 1.0


def test_another_result_opens_the_fact_again_for_a_third_officer() -> None:
    one = r.a_recheck(Hours())
    with pytest.raises(RuledOut, match="差在哪里"):
        acts.differ(verifier(2), one.reference, note=" ")
    acts.differ(verifier(2), one.reference, note="台账上是另一户")
    task = queries.task(one.task)
    assert (task.state, task.found_by, task.found_at) == ("answered", "", None)
    for place in (1, 2):
        with pytest.raises(RuledOut, match="第三个人"):
            acts.record_finding(verifier(place), one.task, verdict="leave_unresolved", note="对不上")
    acts.record_finding(verifier(3), one.task, verdict="leave_unresolved", note="两户同名，分不清")
    assert queries.task(one.task).found_by == "verifier-3"
    assert [str(fault) for fault in faults()] == []


def browser(place: int) -> Client:
    client = Client()
    client.force_login(b.an_account(Role.VERIFIER, name=f"verifier-{place}"), BACKEND)
    return client


@pytest.mark.usefixtures("plain_files")
def test_the_page_shows_the_evidence_and_not_who_confirmed() -> None:
    hours = Hours()
    one = r.a_recheck(hours)
    Task.objects.filter(reference=one.task).update(finding_note="头一位写的话")
    client = browser(2)
    assert one.reference in client.get("/desk/rechecks").content.decode()
    page = client.get(f"/desk/rechecks/{one.reference}").content.decode()
    assert "享受中" in page
    assert "verifier-1" not in page
    assert "头一位写的话" not in page
    url = f"/desk/rechecks/{one.reference}"
    assert client.post(url, {"result": ""}).status_code == 422
    wrong = client.post(url, {"result": "differs", "note": ""})
    assert (wrong.status_code, "差在哪里" in wrong.content.decode()) == (422, True)
    assert client.post(url, {"result": "differs", "note": "不是同一户"}).status_code == 303
    listed = client.get("/desk/rechecks").content.decode()
    assert "您参加过，不能下结论" in listed
    lead = Client()
    lead.force_login(b.an_account(Role.BUREAU, "", name="bureau-1"), BACKEND)
    assert "1项不同" in lead.get("/lead/rechecks").content.decode()
    assert "随机复核了1项" in lead.get("/lead/").content.decode()
    assert browser(3).get("/lead/rechecks").status_code == 403


@pytest.mark.usefixtures("plain_files")
def test_the_task_says_why_it_is_looked_at_first_and_how_far_it_was_followed() -> None:
    hours = Hours()
    confirmed(hours)
    assert official.count_findings(hours.at) == 2
    case = b.a_granted_case(hours=hours)
    task = queries.tasks_of(case.reference)[0]
    risk = risks.risk(task, b.MORNING.date())
    assert "查过6项，0项不实" in risk.reasons[0]
    page = browser(1).get(f"/desk/verify/{task.reference}").content.decode()
    assert all(reason in page for reason in risk.reasons)
    assert "核查走到哪一步" in page
    public = Client().get("/risk").content.decode()
    assert "可能性 × 危害 × 能不能查出来" in public
    assert "守信的少打扰" in public
