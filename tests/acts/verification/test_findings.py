"""A finding rests on what a source said: a dead source is never a false pledge, here or in the database."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from tests import builders as b
from tests.acts.doing import heard
from tests.acts.files_in_state import a_task
from tests.builders import Hours, an_occasion

from nuocheng.kernel.errors import Malformed, OutOfOrder, RuledOut
from nuocheng.kernel.occasion import Role
from nuocheng.verification import acts, queries
from nuocheng.verification.acts import Picture
from nuocheng.verification.models import Photo, Task

pytestmark = pytest.mark.django_db

OUTCOMES = ("consistent", "contradicted", "missing", "not_found", "ambiguous", "source_down", "stale")
EVIDENCE, WHY = "finding_rests_on_evidence", "finding_says_why"


def an_answered_task(outcome: str, hours: Hours) -> Task:
    """Return a task on which one answer with *outcome* was kept."""
    task = a_task(b.a_granted_case(hours=hours), "owed")
    acts.record_answer(an_occasion(Role.SYSTEM, at=hours.next()), task.reference, heard=heard(task, outcome))
    return queries.task(task.reference)


def expected(verdict: str, outcome: str, note: str) -> list[str]:
    """Return the rules that must object, written down as a table of the law and not taken from the code."""
    if verdict == "refute":
        return [EVIDENCE] * (outcome != "contradicted") + [WHY] * (not note)
    if verdict == "confirm":
        return [EVIDENCE] * (outcome != "consistent" and not note)
    return [WHY] * (not note)


@pytest.mark.req("S8.1", "S8.2", "S8.4")
@pytest.mark.parametrize("note", ["", "看了原件，人数是三人"])
@pytest.mark.parametrize("verdict", ["confirm", "refute", "leave_unresolved"])
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_each_outcome_allows_only_the_findings_it_can_bear(outcome: str, verdict: str, note: str) -> None:
    hours = Hours()
    task = an_answered_task(outcome, hours)
    on, wrong = an_occasion(Role.VERIFIER, at=hours.next()), expected(verdict, outcome, note)
    if wrong:
        with pytest.raises(RuledOut) as said:
            acts.record_finding(on, task.reference, verdict=verdict, note=note)
        assert [one.rule for one in said.value.objections] == wrong
        assert queries.task(task.reference).state == "answered"
        return
    acts.record_finding(on, task.reference, verdict=verdict, note=note)
    found = queries.task(task.reference)
    titles = {"confirm": "confirmed", "refute": "refuted", "leave_unresolved": "unresolved"}
    assert (found.state, found.found_by, found.finding_note) == (titles[verdict], "verifier-1", note)
    assert found.found_at == on.at


@pytest.mark.req("S8.1", "S10.3")
@pytest.mark.parametrize("outcome", [one for one in OUTCOMES if one != "contradicted"])
def test_not_even_the_database_lets_a_task_be_refuted_without_a_contradiction(outcome: str) -> None:
    task = an_answered_task(outcome, Hours())
    rows = Task.objects.filter(pk=task.pk)
    with pytest.raises(IntegrityError, match="task_refuted_only_on_contradiction"), transaction.atomic():
        rows.update(state="refuted")
    assert queries.task(task.reference).state == "answered"
    assert (
        rows.update(state="refuted", outcome="contradicted") == 1
    )  # the control: the CHECK minds nothing else


def test_the_last_answer_counts_and_every_one_is_kept() -> None:
    hours = Hours()
    task = an_answered_task("contradicted", hours)
    later = replace(
        heard(task, "source_down"), asked_at=hours.next(), raw=b"", digest=hashlib.sha256(b"").hexdigest()
    )
    acts.record_answer(an_occasion(Role.SYSTEM, at=hours.next()), task.reference, heard=later)
    after = queries.task(task.reference)
    assert (after.outcome, after.attempts) == ("source_down", 2)
    assert [one.outcome for one in queries.answers(task.reference)] == ["source_down", "contradicted"]
    on = an_occasion(Role.VERIFIER, at=hours.next())
    with pytest.raises(RuledOut):
        acts.record_finding(on, task.reference, verdict="refute", note="上次查到的是三人")


@pytest.mark.req("S8.1")
def test_an_answer_is_evidence_and_no_finding() -> None:
    task = an_answered_task("contradicted", Hours())
    assert (task.state, task.found_at, task.found_by) == ("answered", None, "")


@pytest.mark.req("S8.4")
def test_an_answer_is_kept_word_for_word_with_its_photographs() -> None:
    hours = Hours()
    task = a_task(b.a_granted_case(hours=hours), "owed")
    said, picture = heard(task), Picture("门口.jpg", b"\xff\xd8\xff\x00fictional")
    on = an_occasion(Role.VERIFIER, at=hours.next())
    acts.record_answer(on, task.reference, heard=said, photos=(picture,))
    [kept] = queries.answers(task.reference)
    assert (bytes(kept.raw), kept.digest, kept.receipt_no) == (said.raw, said.digest, said.receipt_no)
    [photo] = Photo.objects.filter(answer=kept)
    assert bytes(photo.content) == b""
    assert queries.photo_content(photo) == picture.content
    assert (photo.digest, photo.size) == (hashlib.sha256(picture.content).hexdigest(), len(picture.content))


def test_nothing_is_found_before_anything_was_asked() -> None:
    hours = Hours()
    task = a_task(b.a_granted_case(hours=hours), "owed")
    with pytest.raises(OutOfOrder):
        acts.record_finding(
            an_occasion(Role.VERIFIER, at=hours.next()), task.reference, verdict="confirm", note="看了原件"
        )


@pytest.mark.parametrize("verdict", ["", "false", "owe", "record_answer"])
def test_there_are_three_findings_and_no_fourth(verdict: str) -> None:
    hours = Hours()
    task = an_answered_task("contradicted", hours)
    with pytest.raises(Malformed):
        acts.record_finding(
            an_occasion(Role.VERIFIER, at=hours.next()), task.reference, verdict=verdict, note="无"
        )


def test_a_finding_is_made_once() -> None:
    hours = Hours()
    task = an_answered_task("consistent", hours)
    acts.record_finding(an_occasion(Role.VERIFIER, at=hours.next()), task.reference, verdict="confirm")
    with pytest.raises(OutOfOrder):
        acts.record_finding(an_occasion(Role.VERIFIER, at=hours.next()), task.reference, verdict="confirm")
