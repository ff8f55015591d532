"""Verification finds every change made past the door, and none where there is none."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from tests.journal.rig import Hours, a_life, opened

from nuocheng.cases.models import Case, PledgedFact
from nuocheng.journal.files import File, Record
from nuocheng.journal.models import Entry, Outbox
from nuocheng.journal.replaying import Check
from nuocheng.journal.verifying import faults, summary
from nuocheng.papers.models import Paper

pytestmark = pytest.mark.django_db

SEEDS = 60


@pytest.fixture(scope="module")
def life(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """One life for all of these tests; each changes it inside a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_life()
        transaction.set_rollback(True)


@pytest.fixture
def meddle(life: str, db: None) -> Iterator[Any]:
    """Let a test write past the door, whatever the database's own guards say, and undo it after."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET LOCAL session_replication_role = replica")

        def sql(text: str, *values: object) -> int:
            cursor.execute(text.replace("$case", f"'{life}'"), values)
            return cursor.rowcount

        yield sql
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        transaction.set_rollback(True)


def checks() -> set[Check]:
    return {fault.check for fault in faults()}


def test_a_database_that_only_acts_wrote_has_no_faults(life: str) -> None:
    assert [str(fault) for fault in faults()] == []


def test_everything_in_the_database_is_gone_through(life: str) -> None:
    heard: list[int] = []
    assert list(faults(heard.append)) == []
    there = summary()
    assert sum(heard) == there.entries == there.leaves == Entry.objects.count() > 40
    assert there.files > 10
    assert there.rows > 20


#: Every hand that writes past the door: what it does, and as what it is found.
HANDS: dict[str, tuple[str, Check]] = {
    "a word of the notice": (
        (
            "UPDATE papers_paper SET content = replace(content, '白银区卫生健康局', '白银区卫生健康所') "
            "WHERE title = '证明事项告知书'"
        ),
        Check.ROW_CHANGED,
    ),
    "a byte of the signed pledge": (
        "UPDATE papers_paper SET content = content || ' ' WHERE title = '证明事项告知承诺书' AND subject = $case",
        Check.CONTENT_CHANGED,
    ),
    "a paper together with its digest": (
        (
            "UPDATE papers_paper SET content = '{}', "
            "digest = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a' WHERE subject = $case"
        ),
        Check.ROW_CHANGED,
    ),
    "the value of a pledged fact": (
        "UPDATE cases_pledgedfact SET value = '公园路19号1层' WHERE case_id = $case AND key = 'address'",
        Check.ROW_CHANGED,
    ),
    "the bytes of a certificate": (
        "UPDATE holdings_blob SET content = CAST('x' AS $bytes)",
        Check.CONTENT_CHANGED,
    ),
    "the bytes of a certificate, taken away": ("DELETE FROM holdings_blob", Check.CONTENT_MISSING),
    "bytes that nobody handed in": (
        (
            "INSERT INTO holdings_blob (digest, content) VALUES "
            "('2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881', CAST('x' AS $bytes))"
        ),
        Check.ROW_UNSEALED,
    ),
    "a certificate's digest": ("UPDATE cases_material SET digest = upper(digest)", Check.ROW_CHANGED),
    "other bytes in a certificate's old place": (
        "UPDATE cases_material SET content = CAST('x' AS $bytes)",
        Check.CONTENT_CHANGED,
    ),
    "the note of an entry": (
        "UPDATE journal_entry SET note = replace(note, '}', ' }') WHERE subject = $case AND number = 3",
        Check.ENTRY_CHANGED,
    ),
    "the time of an entry": (
        "UPDATE journal_entry SET at = '2026-11-03 01:00:00' WHERE subject = $case AND number = 3",
        Check.ENTRY_CHANGED,
    ),
    "the officer of an entry": (
        "UPDATE journal_entry SET actor = 'somebody' WHERE subject = $case AND number = 6",
        Check.ENTRY_CHANGED,
    ),
    "what a source answered": (
        "UPDATE verification_answer SET raw = CAST('{}' AS $bytes)",
        Check.CONTENT_CHANGED,
    ),
    "the state of a case": (
        "UPDATE cases_case SET state = 'closed' WHERE reference = $case",
        Check.STATE_WRONG,
    ),
    "a column of a case": (
        "UPDATE cases_case SET due_on = '2027-01-01' WHERE reference = $case",
        Check.FILE_CHANGED,
    ),
    "the standing of a party": (
        "UPDATE credit_integrityfile SET marks = 0",
        Check.FILE_CHANGED,
    ),
    "a mark, taken away": ("DELETE FROM credit_mark", Check.ROW_MISSING),
    "an entry in the middle, taken away": (
        "DELETE FROM journal_entry WHERE subject = $case AND number = 3",
        Check.ENTRY_MISSING,
    ),
    "the last entry, taken away": (
        "DELETE FROM journal_entry WHERE subject = $case AND number = 6",
        Check.HEAD_WRONG,
    ),
    "an entry moved to a file that is not there": (
        "UPDATE journal_entry SET subject = '2026-99999' WHERE subject = $case AND number = 6",
        Check.STRAY_ENTRY,
    ),
    "an entry moved to a kind that is not there": (
        "UPDATE journal_entry SET kind = 'cake' WHERE subject = $case AND number = 6",
        Check.STRAY_ENTRY,
    ),
    "a whole file, taken away": ("DELETE FROM cases_case WHERE reference = $case", Check.STRAY_ENTRY),
    "the number of entries": (
        "UPDATE cases_case SET entries = entries - 1 WHERE reference = $case",
        Check.HEAD_WRONG,
    ),
    "a leaf for the public log": (
        "UPDATE journal_outbox SET leaf = replace(leaf, 'case.open', 'case.move')",
        Check.LEAF_CHANGED,
    ),
    "the digest of a leaf": (
        "UPDATE journal_outbox SET leaf_digest = replace(leaf_digest, '0', '1')",
        Check.LEAF_CHANGED,
    ),
    "a leaf, taken away": (
        "DELETE FROM journal_outbox WHERE id = (SELECT max(id) FROM journal_outbox)",
        Check.LEAF_MISSING,
    ),
    "the token that makes leaves anonymous": (
        "UPDATE cases_case SET token = '0123' WHERE reference = $case",
        Check.LEAF_CHANGED,
    ),
}


@pytest.mark.parametrize("hand", HANDS)
def test_what_was_written_past_the_door_is_found(hand: str, meddle: Any) -> None:
    text, expected = HANDS[hand]
    text = text.replace("$bytes", "BLOB" if connection.vendor == "sqlite" else "BYTEA")
    assert meddle(text) > 0, "the hand touched nothing"
    assert expected in checks()


def test_an_orphan_leaf_is_found_when_its_entry_is_gone(meddle: Any) -> None:
    meddle("DELETE FROM journal_entry WHERE subject = $case AND number = 3")
    assert Check.STRAY_LEAF in checks()


def test_a_paper_slipped_in_past_the_door_is_found(life: str, meddle: Any) -> None:
    Paper.objects.create(
        subject=life, form="decision", title="补发", content="{}", digest="0" * 64, made_at=Hours().next()
    )
    assert [fault.check for fault in faults()] == [Check.ROW_UNSEALED]


def test_a_fact_slipped_in_past_the_door_is_found(life: str, meddle: Any) -> None:
    PledgedFact.objects.create(
        case_id=life, certificate_key="x", certificate="x", key="x", label="x", type="text", value="x"
    )
    assert [fault.check for fault in faults()] == [Check.ROW_UNSEALED]


def test_a_case_slipped_in_past_the_door_is_found(life: str, meddle: Any) -> None:
    case = Case.objects.get(pk=life)
    case.reference, case.number, case.code = "2026-90000", "x", "x"
    case.save(force_insert=True)
    found = [fault for fault in faults() if fault.file == "case 2026-90000"]
    assert [fault.check for fault in found] == [Check.NO_ENTRY]


def test_a_row_sealed_by_two_entries_is_found(life: str, meddle: Any) -> None:
    first, second = Entry.objects.filter(verb="case.serve_notice").order_by("subject")[:2]
    Entry.objects.filter(pk=second.pk).update(seals=first.seals)
    assert Check.ROW_SEALED_TWICE in checks()


def test_an_act_out_of_order_is_found_even_under_a_chain_made_to_fit(life: str, meddle: Any) -> None:
    entry = Entry.objects.get(kind="case", subject=life, number=2)
    Entry.objects.filter(pk=entry.pk).update(verb="case.grant")
    found = [fault for fault in faults() if fault.check is Check.NOT_LEGAL]
    assert [(fault.file, fault.entry) for fault in found] == [(f"case {life}", 2)]


def test_each_fault_says_which_file_which_entry_and_what(life: str, meddle: Any) -> None:
    meddle("UPDATE journal_entry SET note = '{}' WHERE subject = $case AND number = 3")
    fault = next(iter(faults()))
    assert (fault.file, fault.entry) == (f"case {life}", 3)
    assert str(fault).startswith(f"case {life}　第3条　这条记录的内容与它的摘要值不符")


def test_what_happens_while_the_verification_runs_is_no_fault(life: str, meddle: Any) -> None:
    """A case opened and pledged behind the verifier's back was passed already; its rows are sealed all the same."""
    later = Hours(Entry.objects.latest("at").at)
    acted: list[str] = []
    passed = summary().entries

    def step(count: int) -> None:
        if not acted:
            acted.append(opened(later))

    found = [str(fault) for fault in faults(step)]
    assert acted
    assert summary().entries > passed
    assert found == []


def test_a_random_bit_in_any_text_column_is_found(life: str, meddle: Any) -> None:
    columns = _text_columns()
    assert len(columns) > 60
    unfound, flipped = [], 0
    for seed in range(SEEDS):
        chance = random.Random(seed)
        with transaction.atomic():
            place = _flip(chance, columns)
            flipped += 1
            if not any(faults()):
                unfound.append(f"seed {seed}: {place}")
            transaction.set_rollback(True)
    assert flipped == SEEDS
    assert unfound == []
    assert not any(faults()), "the control: without a flip there is nothing to find"


def _text_columns() -> list[tuple[type[models.Model], str]]:
    """Return every text column that some digest is meant to cover."""
    sealed = [model for model in apps.get_models() if issubclass(model, File | Record)]
    return [
        (model, field.column)
        for model in [*sealed, Entry, Outbox]
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        or (connection.vendor == "sqlite" and isinstance(field, models.UUIDField))
    ]


def _flip(chance: random.Random, columns: list[tuple[type[models.Model], str]]) -> str:
    """Flip one bit of one value somewhere, and say where."""
    while True:
        model, column = chance.choice(columns)
        table, key = model._meta.db_table, model._meta.pk.column
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT "{key}", "{column}" FROM "{table}" WHERE length("{column}") > 0 ORDER BY 1'
            )
            rows = cursor.fetchall()
            if not rows:
                continue
            where, value = chance.choice(rows)
            data = bytearray(str(value).encode())
            place = chance.randrange(len(data))
            data[place] ^= 1 << chance.randrange(7)
            if _written(
                cursor, f'UPDATE "{table}" SET "{column}" = %s WHERE "{key}" = %s', bytes(data), where
            ):
                return f"{table}.{column} of {where}, byte {place}"


def _written(cursor: Any, sql: str, data: bytes, where: object) -> bool:
    """Write the damaged bytes as text, unless the database itself cannot hold them."""
    if connection.vendor == "sqlite":
        sql, value = sql.replace("= %s WHERE", "= CAST(%s AS TEXT) WHERE"), data
    else:
        value = data.decode(errors="replace").replace("\0", "?")  # type: ignore[assignment]
    try:
        with transaction.atomic():
            cursor.execute(sql, [value, where])
    except IntegrityError:
        return False
    return True
