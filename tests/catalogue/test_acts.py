"""The acts of the catalogue: permitted, refused by post, refused by state, journalled."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.catalogue.office import (
    AT,
    BUREAU,
    DIPLOMA,
    EDITOR,
    LAWYER,
    LEGAL,
    MARKET,
    NEXT_WEEK,
    RECORD,
    acting,
    cancelled,
    changed,
    departments,
    drafted,
    edition,
    in_review,
    published,
    reviewed,
    scheduled,
    superseded,
    suspended,
)

from nuocheng.catalogue import acts, queries
from nuocheng.catalogue.acts import supersede
from nuocheng.catalogue.lifecycle import LIFECYCLE, EditionState
from nuocheng.catalogue.models import Edition, Listing
from nuocheng.catalogue.rules.content import Disposition
from nuocheng.journal import queries as journal
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import ACTS, DISTRICT_WIDE
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import Malformed, NotFound, NotInOffice, OutOfOrder, RuledOut
from nuocheng.kernel.occasion import Role
from nuocheng.law import queries as law
from nuocheng.law.models import Provision

pytestmark = pytest.mark.django_db

#: Each act with an edition on which it may be done, the post that does it, and what it wants to know.
STEPS = {
    "edition.amend": (drafted, EDITOR, {"item": changed(fee="10元")}),
    "edition.send_to_review": (drafted, EDITOR, {}),
    "edition.return_draft": (in_review, LEGAL, {"reason": "依据要写到款"}),
    "edition.pass_review": (in_review, LEGAL, {"opinion": "同意"}),
    "edition.publish": (reviewed, EDITOR, {}),
    "edition.schedule": (reviewed, EDITOR, {"takes_effect": NEXT_WEEK}),
    "edition.suspend": (published, EDITOR, {"reason": "数据来源停用"}),
    "edition.resume": (suspended, EDITOR, {}),
    "edition.take_on_file": (published, BUREAU, {}),
    "edition.cancel": (published, EDITOR, {"reason": "法律修改", "basis": "国发〔2026〕9号"}),
}
NEXT = {
    "edition.amend": EditionState.DRAFT,
    "edition.send_to_review": EditionState.IN_REVIEW,
    "edition.return_draft": EditionState.DRAFT,
    "edition.pass_review": EditionState.REVIEWED,
    "edition.publish": EditionState.PUBLISHED,
    "edition.schedule": EditionState.SCHEDULED,
    "edition.suspend": EditionState.SUSPENDED,
    "edition.resume": EditionState.PUBLISHED,
    "edition.take_on_file": EditionState.PUBLISHED,
    "edition.cancel": EditionState.CANCELLED,
}
each_step = pytest.mark.parametrize("verb", STEPS)


def verbs(reference: str) -> list[str]:
    return [line.verb for line in journal.history("edition", reference)]


@each_step
def test_who_holds_the_post_may_take_the_step_and_it_is_journalled(verb: str) -> None:
    prepare, on, what = STEPS[verb]
    reference = prepare()
    before = len(verbs(reference))
    receipt = ACTS[verb](on, reference, **what)
    assert receipt.state == NEXT[verb] == edition(reference).state
    assert verbs(reference)[before:] == [verb]


@each_step
def test_a_step_is_refused_to_every_other_post_and_to_other_departments(verb: str) -> None:
    prepare, on, what = STEPS[verb]
    reference = prepare()
    strangers = [acting(role) for role in Role if role not in ACTS[verb].by]
    if on.post.role not in DISTRICT_WIDE:
        strangers.append(acting(on.post.role, department=MARKET))
    before = edition(reference).head
    for stranger in strangers:
        with pytest.raises(NotInOffice):
            ACTS[verb](stranger, reference, **what)
    assert edition(reference).head == before


@each_step
def test_a_step_is_refused_in_every_state_that_does_not_allow_it(verb: str) -> None:
    _, on, what = STEPS[verb]
    for state, prepare in {
        EditionState.DRAFT: drafted,
        EditionState.IN_REVIEW: in_review,
        EditionState.REVIEWED: reviewed,
        EditionState.SCHEDULED: scheduled,
        EditionState.PUBLISHED: published,
        EditionState.SUSPENDED: suspended,
        EditionState.SUPERSEDED: superseded,
        EditionState.CANCELLED: cancelled,
    }.items():
        if verb.partition(".")[2] in LIFECYCLE.possible(state):
            continue
        item = changed(code=f"{LAWYER.code}-{state}".replace("_", "-"))
        reference = prepare(item)
        with pytest.raises(OutOfOrder):
            ACTS[verb](on, reference, **what)
        assert edition(reference).state == state


@pytest.mark.req("S1.1")
def test_a_first_draft_is_edition_one_and_the_next_begins_when_it_is_published() -> None:
    reference = drafted()
    assert reference == f"{LAWYER.code}-v1"
    assert edition(reference).pledgeable == 1
    with pytest.raises(OutOfOrder):
        drafted()
    acts.send_to_review(EDITOR, reference)
    acts.pass_review(LEGAL, reference)
    acts.publish(EDITOR, reference)
    assert acts.draft_edition(EDITOR, item=changed(fee="10元")).reference == f"{LAWYER.code}-v2"


def test_a_draft_is_refused_to_others_and_for_another_units_code() -> None:
    departments()
    with pytest.raises(NotInOffice):
        acts.draft_edition(LEGAL, item=LAWYER)
    with pytest.raises(NotInOffice):
        acts.draft_edition(EDITOR, item=changed(department=MARKET))
    drafted()
    with pytest.raises(NotInOffice):
        acts.draft_edition(acting(Role.EDITOR, department=MARKET), item=changed(department=MARKET))
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("code", ["有汉字", "a/b", "-a", "a" * 40, "a b"])
def test_a_code_that_cannot_stand_in_an_address_is_refused(code: str) -> None:
    departments()
    with pytest.raises(Malformed):
        acts.draft_edition(EDITOR, item=changed(code=code))


@pytest.mark.req("S14.1")
def test_content_is_fixed_from_review_on_and_no_act_but_amend_changes_it() -> None:
    reference = drafted()
    acts.amend(EDITOR, reference, item=changed(fee="10元"))
    before = edition(reference).digest
    acts.send_to_review(EDITOR, reference)
    for step, on in ((acts.pass_review, LEGAL), (acts.publish, EDITOR), (acts.suspend, EDITOR)):
        with pytest.raises(OutOfOrder):
            acts.amend(EDITOR, reference, item=changed(fee="20元"))
        step(on, reference, **({"reason": "停"} if step is acts.suspend else {}))
        assert edition(reference).digest == before
    acts.resume(EDITOR, reference)
    with pytest.raises(OutOfOrder):
        acts.amend(EDITOR, reference, item=changed(fee="20元"))
    assert edition(reference).says.fee == "10元"


def test_content_changed_behind_the_acts_is_found_by_the_journal() -> None:
    reference = published()
    assert list(faults()) == []
    Edition.objects.filter(pk=reference).update(
        content=edition(reference).content.replace("不收费", "要收费")
    )
    assert [fault for fault in faults() if reference in str(fault)]


def test_an_amendment_cannot_make_it_another_item() -> None:
    reference = drafted()
    for item in (changed(code="620402-sfj-002"), changed(department=MARKET), changed(name=" ")):
        with pytest.raises(Malformed):
            acts.amend(EDITOR, reference, item=item)


@pytest.mark.req("S3.2", "S3.3")
@pytest.mark.parametrize(
    ("certificates", "rule"),
    [
        ((replace(RECORD, plan=None),), "plan_names_time_standard_way"),
        ((replace(RECORD, ground="NS"),), "pledge_is_not_excluded"),
        ((replace(DIPLOMA, ground="ZZ"),), "exclusion_names_its_ground"),
        ((replace(RECORD, bases=()),), "basis_is_sufficient"),
        ((replace(RECORD, facts=()),), "facts_are_typed_and_checkable"),
        ((replace(RECORD, purpose=""),), "certificate_has_purpose"),
        ((), "item_asks_each_once"),
    ],
)
def test_what_could_not_be_published_is_not_even_sent_to_review(certificates, rule) -> None:
    reference = drafted(changed(certificates=certificates))
    with pytest.raises(RuledOut) as refusal:
        acts.send_to_review(EDITOR, reference)
    assert [one.rule for one in refusal.value.objections] == [rule]
    assert edition(reference).state == EditionState.DRAFT


def test_the_law_is_asked_again_on_the_day_of_publication() -> None:
    reference = reviewed()
    Provision.objects.filter(key="code.basis_level.law").update(until=AT.date())
    law.invalidate()
    with pytest.raises(RuledOut):
        acts.publish(EDITOR, reference)
    assert edition(reference).state == EditionState.REVIEWED


@pytest.mark.req("S14.1")
def test_whoever_took_part_in_the_editing_may_not_review() -> None:
    reference = drafted()
    acts.amend(acting(Role.EDITOR, "second"), reference, item=changed(fee="10元"))
    acts.send_to_review(EDITOR, reference)
    for editor in ("editor", "second"):
        with pytest.raises(RuledOut):
            acts.pass_review(acting(Role.LEGAL, editor), reference)
    acts.pass_review(acting(Role.LEGAL, "third"), reference)
    assert edition(reference).reviewed_by == "third"


def test_a_returned_draft_says_why_and_its_review_counts_no_more() -> None:
    reference = reviewed()
    with pytest.raises(Malformed):
        acts.return_draft(LEGAL, reference, reason="  ")
    acts.return_draft(LEGAL, reference, reason="依据要写到款")
    back = edition(reference)
    assert (back.state, back.remark, back.reviewed_by, back.reviewed_at) == (
        "draft", "依据要写到款", "", None
    )  # fmt: skip
    acts.amend(EDITOR, reference, item=changed(fee="10元"))
    assert queries.edition(reference).item.fee == "10元"
    assert queries.item_of(reference).fee == "10元"


def test_an_edition_read_while_in_review_is_read_anew_after_it_was_returned_and_amended() -> None:
    reference = in_review()
    assert queries.item_of(reference).fee == "不收费"
    acts.return_draft(LEGAL, reference, reason="改收费")
    acts.amend(EDITOR, reference, item=changed(fee="10元"))
    acts.send_to_review(EDITOR, reference)
    assert queries.item_of(reference).fee == "10元"


@pytest.mark.req("S4", "S1.2")
def test_publishing_lists_every_certificate_and_what_becomes_of_it() -> None:
    reference = published()
    rows = Listing.objects.filter(edition_id=reference).order_by("position")
    assert list(rows.values_list("key", "disposition", "basis")) == [
        ("record", Disposition.PLEDGE, "律师法第七条"),
        ("diploma", Disposition.SUBMIT, "律师法第五条"),
    ]
    assert edition(reference).published_at == AT


def test_a_new_edition_supersedes_the_old_one_in_the_same_deed_and_the_old_stays_readable() -> None:
    first = published()
    second = acts.draft_edition(EDITOR, item=changed(fee="10元")).reference
    acts.send_to_review(EDITOR, second)
    acts.pass_review(LEGAL, second)
    assert queries.in_force(LAWYER.code).reference == first
    later = acting(Role.EDITOR, at=AT + timedelta(days=1))
    acts.publish(later, second)
    assert queries.in_force(LAWYER.code).reference == second
    old = edition(first)
    assert (old.state, old.ended_at) == (EditionState.SUPERSEDED, later.at)
    assert verbs(first)[-1] == "edition.supersede"
    assert queries.publicly(LAWYER.code, 1).says.fee == "不收费"
    assert [one.version for one in queries.versions(LAWYER.code)] == [2, 1]
    assert list(faults()) == []


def test_an_edition_cannot_be_superseded_by_itself_or_without_a_successor_at_hand() -> None:
    reference, other = published(), drafted(changed(code="620402-sfj-002"))
    for by in (reference, other, "nothing"):
        with pytest.raises(OutOfOrder):
            supersede(EDITOR, reference, by=by)
    deed = Deed(EDITOR)
    deed.take(Edition, reference)
    with pytest.raises(OutOfOrder):
        supersede.within(deed, reference, by=reference)
    assert queries.in_force(LAWYER.code).reference == reference


@pytest.mark.req("S14.1")
def test_the_entry_of_a_publication_says_that_a_copy_goes_to_the_bureau_which_may_publish_too() -> None:
    reference = reviewed()
    acts.publish(BUREAU, reference)
    note = journal.history("edition", reference)[-1].note
    assert note["copy_to"] == "司法局"
    assert [one.reference for one in queries.desk(None, [EditionState.PUBLISHED]).rows] == [reference]


def test_where_the_bureau_approves_the_editor_cannot_publish() -> None:
    reference = reviewed()
    rows = Provision.objects.filter(key="switch.catalogue.bureau_review")
    for row in rows:
        row.value = {**row.value, "choice": "approve"}
        row.save()
    law.invalidate()
    with pytest.raises(RuledOut):
        acts.publish(EDITOR, reference)
    acts.publish(BUREAU, reference)
    assert edition(reference).state == EditionState.PUBLISHED


def test_while_suspended_an_edition_is_in_force_but_not_published_until_it_is_resumed() -> None:
    reference = published()
    with pytest.raises(Malformed):
        acts.suspend(EDITOR, reference, reason="")
    acts.suspend(EDITOR, reference, reason="数据来源停用")
    assert not queries.in_force(LAWYER.code).published
    acts.resume(BUREAU, reference)
    assert queries.in_force(LAWYER.code).published
    assert edition(reference).remark == ""


def test_a_draft_is_not_for_the_public() -> None:
    drafted()
    with pytest.raises(NotFound):
        queries.in_force(LAWYER.code)
    for version in (None, 1):
        with pytest.raises(NotFound):
            queries.publicly(LAWYER.code, version)


def test_every_act_of_the_lifecycle_exists_and_no_other() -> None:
    ours = {verb.partition(".")[2] for verb in ACTS if verb.startswith("edition.")}
    assert ours == LIFECYCLE.verbs
