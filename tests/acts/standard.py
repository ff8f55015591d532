"""What holds for every act whatever it does: permitted, refused by post, refused by state, journalled."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC

import pytest
from django.db import connection
from tests import builders as b
from tests.acts.doing import (
    ACTS,
    Ready,
    acts_of,
    founds,
    possible_in,
    ready,
    refused_opening,
    world,
    world_of_refusal,
)
from tests.acts.who_may import WHO_MAY
from tests.builders import an_occasion

from nuocheng.journal.files import File, kinds, records
from nuocheng.journal.models import Answered, Entry, Outbox, Series
from nuocheng.journal.official import DISTRICT_WIDE
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import NotInOffice, OutOfOrder, Refusal
from nuocheng.kernel.occasion import Occasion, Role

#: Cells of one situation share it.
WORLD = pytest.mark.world(by=world)
WORLD_OF_REFUSAL = pytest.mark.world(by=world_of_refusal)
#: A lifecycle is a table in the code: whether an act fits a state is decided before anything is written, and that
#: nothing stays written is held on every database by the refusals from other posts, next to this.
ALIKE = pytest.mark.alike
ANOTHER_DEPARTMENT = "620402-wjj"
ANOTHER_PARTY = "620402197908052057"
Written = dict[str, object]


def posts(office: str) -> list[tuple[str, Role]]:
    """Return every act of an office with every role that may do it."""
    return [(verb, role) for verb in acts_of(office) for role in sorted(ACTS[verb].by)]


def possible(office: str) -> list[tuple[str, str]]:
    """Return every act of an office with every state in which it may be done."""
    return [
        (verb, state) for verb in acts_of(office) if not founds(verb) for state in sorted(possible_in(verb))
    ]


def impossible(office: str) -> list[tuple[str, str]]:
    """Return every act of an office with every state in which it may not be done."""
    return [
        (verb, str(state))
        for verb in acts_of(office)
        if not founds(verb)
        for state in ACTS[verb].model.lifecycle.titles
        if state not in possible_in(verb)
    ]


def foundings(office: str) -> list[str]:
    """Return the acts of an office that open files."""
    return [verb for verb in acts_of(office) if founds(verb)]


def written() -> Written:
    """Return everything that is written now: every file by its whole row, every other table by its length."""
    tables = [model._meta.db_table for model in (Entry, Outbox, Answered, *records())]
    with connection.cursor() as cursor:
        counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)
        cursor.execute(f"SELECT {counts}")
        found: Written = dict(zip(tables, cursor.fetchone(), strict=True))
        for table in (Series._meta.db_table, *(model._meta.db_table for model in kinds())):
            cursor.execute(f"SELECT * FROM {table}")
            found[f"rows of {table}"] = sorted(cursor.fetchall(), key=repr)
    return found


def refused(doing: Ready, refusal: type[Refusal], on: Occasion | None = None) -> None:
    """Hold that an act is refused in this way, with a sentence, and that nothing at all is written."""
    before = written()
    with pytest.raises(refusal) as said:
        doing.do(on)
    assert type(said.value) is refusal
    assert said.value.text.strip()
    assert written() == before


def permitted(verb: str, role: Role | None = None, state: str = "") -> None:
    """Hold that an act is done from this post in this state, and leads where its lifecycle says."""
    doing = ready(verb, state, role)
    receipt = doing.do()
    model = ACTS[verb].model
    verbs = list(entries(model.kind, receipt.reference).values_list("verb", flat=True))
    assert receipt.kind == model.kind
    assert receipt.state == model.load(receipt.reference).state
    assert receipt.state == model.lifecycle.fold(one.partition(".")[2] for one in verbs)


def refused_by_post(verb: str) -> None:
    """Hold that no other role, no other department and no other party may do an act."""
    assert " ".join(sorted(ACTS[verb].by)) == WHO_MAY.get(verb), f"who may {verb}? see tests/acts/who_may.py"
    doing = ready(verb)
    for on in wrong_posts(doing):
        refused(doing, NotInOffice, on)
    doing.do()  # the control: from its own post the very same act is done


def wrong_posts(doing: Ready) -> list[Occasion]:
    """Return occasions from every post that may not do an act."""
    act = ACTS[doing.verb]
    wrong = [
        an_occasion(role, at=doing.on.at, party=b.a_party().number if role is Role.APPLICANT else "")
        for role in Role
        if role not in act.by
    ]
    bound = [role for role in act.by if role not in DISTRICT_WIDE and role is not Role.APPLICANT]
    if has_department(doing):
        wrong += [an_occasion(role, ANOTHER_DEPARTMENT, doing.on.at) for role in bound]
    if Role.APPLICANT in act.by:
        own = an_occasion(Role.APPLICANT, at=doing.on.at, party=ANOTHER_PARTY)
        wrong += [own, replace(own, party="")]
    return wrong


def has_department(doing: Ready) -> bool:
    """Say whether the files of an act belong to a department: integrity files are everybody's."""
    return ACTS[doing.verb].model.kind != "integrity"


def refused_by_state(verb: str, state: str) -> None:
    """Hold that an act is refused in this state."""
    refused(ready(verb, state), OutOfOrder)


def refused_to_open(verb: str) -> None:
    """Hold that a founding act is refused where its file may not be opened, or is there already."""
    doing, refusal = refused_opening(verb)
    refused(doing, refusal)


def journalled(verb: str) -> None:
    """Hold that an act leaves its entry: verb, actor, post, time, the move, and the seals of all it wrote."""
    doing = ready(verb)
    before = {one.pk for one in Entry.objects.all()}
    heads = {
        f"{one.kind}:{one.reference}": (one.entries, one.head)
        for model in kinds()
        for one in model._default_manager.all()
    }
    receipt = doing.do()
    added = [one for one in Entry.objects.order_by("number") if one.pk not in before]
    own = [one for one in added if (one.kind, one.subject) == (receipt.kind, receipt.reference)]
    assert own, "the act left an entry on its own file"
    assert {one.verb for one in own} <= ACTS[verb].records
    for entry in added:
        _says_who_and_when(entry, doing.on)
        _continues(entry, heads)
    _seals_its_file(own[-1], ACTS[verb].model.load(receipt.reference))
    assert (receipt.number, receipt.digest, receipt.verb) == (own[-1].number, own[-1].digest, own[-1].verb)
    assert Outbox.objects.filter(entry__in=added, log_index=None).count() == len(added)
    assert [str(one) for one in faults()] == []


def entries(kind: str, reference: str):  # type: ignore[no-untyped-def]  # a QuerySet, whose type only the stubs know
    """Return the entries of one file, in their order."""
    return Entry.objects.filter(kind=kind, subject=reference).order_by("number")


def _says_who_and_when(entry: Entry, on: Occasion) -> None:
    assert (entry.actor, entry.post, entry.door) == (on.actor, str(on.post), str(on.door))
    assert entry.at.astimezone(UTC) == on.at.astimezone(UTC)


def _continues(entry: Entry, heads: dict[str, tuple[int, str]]) -> None:
    """Hold that an entry continues the chain of its file without a gap."""
    place = f"{entry.kind}:{entry.subject}"
    assert (entry.number - 1, entry.previous) == heads.get(place, (0, ""))
    heads[place] = (entry.number, entry.digest)


def _seals_its_file(entry: Entry, file: File) -> None:
    assert json.loads(entry.seals)[f"{file._meta.label}:{file.reference}"] == file.seal()
    assert (file.entries, file.head) == (entry.number, entry.digest)
