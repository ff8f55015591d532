"""Draws: the seed is committed to, the list frozen, the seed revealed; anybody draws again with nothing of ours."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from tests import builders as b
from tests.builders import Hours, an_occasion
from tests.verification import drawing
from tests.verification.drawing import PARTIES, a_draw, a_scheme, pooled, verifier

from nuocheng.cases import acts as cases
from nuocheng.cases import jobs as case_jobs
from nuocheng.cases import queries as case_queries
from nuocheng.cases.pages.progress import next_steps
from nuocheng.catalogue.rules.content import Item, Timing
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import OutOfOrder, RuledOut
from nuocheng.kernel.occasion import Role
from nuocheng.papers.models import Paper
from nuocheng.verification import acts, jobs, queries
from nuocheng.verification.models import SealedSeed
from nuocheng.verification.pages.public_draws import REPLAY
from nuocheng.verification.queries import draws

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_files")]

REASON = "这一类最近反映多"


def carried_out(hours: Hours) -> int:
    """Let the worker hand out what was drawn."""
    return jobs.carry_out_draws(an_occasion(Role.SYSTEM, at=hours.next()))


@pytest.mark.req("S8.1", "S10.6")
def test_a_pledge_verified_by_sampling_waits_and_keeps_its_case_open() -> None:
    hours = Hours()
    tasks = pooled(hours)
    assert {one.state for one in tasks} == {"pooled"}
    case = case_queries.case(tasks[0].origin)
    assert case.state == "granted"
    with pytest.raises(OutOfOrder, match="没有核查结论"):
        cases.close(an_occasion(Role.VERIFIER, at=hours.next()), case.reference)
    assert queries.queue(b.DEPARTMENT).rows == []
    assert jobs.ask_due() == 0  # nobody is asked about what nobody has drawn


@pytest.mark.req("S5.1", "S8.1")
@pytest.mark.parametrize(
    ("item", "said"),
    [
        (drawing.item_verified(Timing.AFTER_DECISION), "核查在作出决定后15个工作日内进行"),
        (drawing.SAMPLED, "核查在分批抽查抽中以后15个工作日内进行"),
        (drawing.TRIGGERED, "核查在收到投诉或者信用变化以后15个工作日内进行"),
    ],
)
def test_the_notice_says_when_a_pledge_is_verified(item: Item, said: str) -> None:
    case = b.a_notified_case(item=item)
    assert said in Paper.objects.get(pk=case.notice).content


def test_who_may_be_drawn_is_promised_no_day_on_which_they_are_verified() -> None:
    case = b.a_pledged_case(item=drawing.SAMPLED)
    step = next_steps(case, drawing.SAMPLED)[-1]
    assert (step["when"], "抽中以后15个工作日内" in step["what"]) == ("批准以后", True)
    always = next_steps(case, b.ITEM)[-1]  # the control: where each is verified a day is named
    assert "核查您承诺的内容" in always["what"]
    assert always["when"] != "批准以后"


@pytest.mark.req("S8.1")
def test_a_pledge_verified_only_on_cause_leaves_its_case_closed_until_something_gives_rise_to_it() -> None:
    hours = Hours()
    case = b.a_granted_case(item=drawing.TRIGGERED, hours=hours)
    assert case.state == "closed"
    task = queries.tasks_of(case.reference)[0]
    with pytest.raises(RuledOut):
        acts.trigger(verifier(hours), task.reference, reason=" ")
    acts.trigger(verifier(hours), task.reference, reason="邻居反映收入不实")
    found = queries.task(task.reference)
    assert (found.state, found.triggered_by) == ("owed", "邻居反映收入不实")
    assert found.due_on > hours.at.date()
    assert [one.reference for one in queries.queue(b.DEPARTMENT).rows] == [task.reference]


@pytest.mark.req("S10.6")
def test_the_seed_is_sealed_before_the_list_exists_and_shown_after_it() -> None:
    hours = Hours()
    draw = a_draw(hours)
    seed = SealedSeed.objects.get(draw=draw.reference).seed
    assert draw.seed == ""
    assert hashlib.sha256(seed.encode()).hexdigest() == draw.seed_digest
    acts.freeze_draw(verifier(hours), draw.reference)
    frozen = draws.draw(draw.reference)
    assert (frozen.seed, frozen.listed) == ("", 1)
    late = pooled(hours, PARTIES[1:2])  # what comes later is for the next draw
    acts.reveal_draw(verifier(hours), draw.reference)
    assert draws.draw(draw.reference).seed == seed
    assert late[0].origin not in draws.lines(draw.reference, drawn=False)
    carried_out(hours)
    assert queries.task(late[0].reference).state == "pooled"


@pytest.mark.req("S10.6")
def test_anybody_draws_again_with_a_script_that_uses_nothing_of_ours(tmp_path: Path) -> None:
    hours = Hours()
    pooled(hours, PARTIES[1:])
    draw = a_draw(hours, "freeze", "reveal")
    client = Client()
    for name in ("list.txt", "drawn.txt"):
        (tmp_path / name).write_bytes(client.get(f"/draws/{draw.reference}/{name}").content)
    (tmp_path / "replay_draw.py").write_bytes(client.get("/draws/replay.py").content)
    page = client.get(f"/draws/{draw.reference}").content.decode()
    command = re.search(r"python3 (replay_draw\.py [^<]+)</code>", page)
    assert command is not None
    asked = command[1].split()
    said = subprocess.run(
        [sys.executable, "-I", "-S", *asked], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert said.stdout == (tmp_path / "drawn.txt").read_text(encoding="utf-8")
    assert len(said.stdout.splitlines()) == draw.drawn == 2  # half of four
    assert draw.seed_digest in said.stderr
    assert draw.list_digest in said.stderr
    other = [asked[0], "00" * 32, *asked[2:]]  # the control: another seed draws others and has another digest
    control = subprocess.run(
        [sys.executable, "-I", "-S", *other], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert draw.seed_digest not in control.stderr
    assert len(REPLAY.read_text(encoding="utf-8").splitlines()) <= 31
    for word in ("nuocheng", "李守信", PARTIES[0][1]):
        assert word not in said.stdout + REPLAY.read_text(encoding="utf-8")


@pytest.mark.req("S8.1", "S8.6")
def test_what_is_drawn_is_owed_with_two_officers_and_the_rest_is_passed_over() -> None:
    hours = Hours()
    pooled(hours, PARTIES[1:])
    for place, name in enumerate(("冯川", "田野", "石磊")):
        account = b.an_account(Role.VERIFIER, name=f"officer-{place}")
        account.name = name
        account.save()
    draw = a_draw(hours, "freeze", "reveal")
    assert carried_out(hours) == 8
    listed = draws.references(draws.lines(draw.reference, drawn=False))
    tasks = [task for one in listed for task in queries.tasks_of(one)]
    drawn = [one for one in tasks if one.state == "owed"]
    assert len(drawn) == 4
    assert {one.state for one in tasks} == {"owed", "spared"}
    assert len({one.origin for one in drawn}) == 2
    assert len({(one.origin, one.officers) for one in drawn}) == 2  # the same two for all of a case
    for one in drawn:
        assert len(set(one.officers.split("、"))) == 2
        assert one.due_on > hours.at.date()
    assert draws.draw(draw.reference).state == "carried_out"
    assert carried_out(hours) == 0
    spared = {one.origin for one in tasks if one.state == "spared"} - {one.origin for one in drawn}
    case_jobs.close_verified(an_occasion(Role.SYSTEM, at=hours.next()))
    assert all(case_queries.case(one).state == "closed" for one in spared)
    assert all(case_queries.case(one.origin).state == "granted" for one in drawn)
    assert list(faults()) == []


def test_a_worker_that_ends_half_way_goes_on_where_it_stopped() -> None:
    hours = Hours()
    pooled(hours, PARTIES[1:])
    draw = a_draw(hours, "freeze", "reveal")
    counts = []
    while draws.draw(draw.reference).state == "drawn":
        counts.append(jobs.carry_out_draws(an_occasion(Role.SYSTEM, at=hours.next()), limit=3))
    assert sum(counts) == 8
    assert max(counts) <= 3
    assert sum(draws.results(draw.reference).values()) == 8


@pytest.mark.req("S10.6")
def test_parties_stand_in_the_class_that_their_record_gives_them() -> None:
    hours = Hours()
    answered = b.an_answered_case(b.a_party(*PARTIES[0]), hours=hours)
    for task in queries.tasks_of(answered.reference):
        acts.record_finding(verifier(hours), task.reference, verdict="confirm")
    draw = a_draw(hours, "freeze")  # of the same party
    assert {line.split("\t")[0] for line in draws.lines(draw.reference, drawn=False).splitlines()} == {"A"}


def test_a_department_has_one_draw_at_a_time_and_each_may_be_given_up_before_it_is_revealed() -> None:
    hours = Hours()
    draw = a_draw(hours, "freeze")
    with pytest.raises(OutOfOrder, match="还没有做完"):
        acts.prepare_draw(verifier(hours), scheme=a_scheme(hours))
    acts.give_up_draw(verifier(hours), draw.reference, reason="日期写错了")
    page = Client().get(f"/draws/{draw.reference}").content.decode()
    assert "日期写错了" in page
    again = a_draw(hours, "freeze", "reveal")
    with pytest.raises(OutOfOrder):
        acts.give_up_draw(verifier(hours), again.reference, reason="想重抽")


def test_shares_above_the_usual_need_a_ground_and_an_empty_list_is_not_frozen() -> None:
    hours = Hours()
    b.some_departments()
    strict = a_scheme(hours, usual_percent=20)
    with pytest.raises(RuledOut, match="高于日常监管的20%"):
        acts.prepare_draw(verifier(hours), scheme=strict)
    reference = acts.prepare_draw(verifier(hours), scheme=replace(strict, ground=REASON)).reference
    with pytest.raises(OutOfOrder, match="名单是空的"):
        acts.freeze_draw(verifier(hours), reference)
