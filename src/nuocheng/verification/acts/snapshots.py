"""A reference set comes as a dated snapshot: received, described, laid out by the system, and removed when it is done with."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from nuocheng.journal.canonical import canonical
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.facts import FactType
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.verification.models import Snapshot
from nuocheng.verification.queries import batches
from nuocheng.verification.rules.columns import SET_BASED

#: A table of more columns is no register that somebody describes column by column.
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file with a whole register: which, as of when, and what bytes; *many* if one party may be in it several times."""

    source: str
    as_of: date
    many: bool
    filename: str
    size: int
    digest: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """What the columns of a file are: the places of number and name, and (place, field, type) of each value."""

    number: int
    name: int
    values: tuple[tuple[int, str, FactType], ...]


@founding_act("snapshot.receive", by=Role.ADMINISTRATOR, file=Snapshot)
def receive_snapshot(on: Occasion, deed: Deed, *, handed_in: HandedIn) -> Snapshot:
    """Take in a whole register as a file (收下参照库): its bytes are known by their digest.

    Raises:
        Malformed: Its source is not named, its day has not come, or it has no columns to be matched, or too many.

    """
    if not handed_in.source.strip():
        raise Malformed.at("source", "请写数据来源的代号，例如real_estate")
    if handed_in.as_of > on.today:
        raise Malformed.at("as_of", "数据日期还没有到，请写数据是截至哪一天的")
    if len(handed_in.headings) < 3:
        raise Malformed.at("file", "表里至少要有三列：号码、姓名或名称、要比对的内容")
    if len(handed_in.headings) > MOST_COLUMNS:
        text = f"表里有{len(handed_in.headings)}列，最多{MOST_COLUMNS}列。请只留要比对的再上传"
        raise Malformed.at("file", text)
    row = Snapshot(
        reference=f"CZ{on.today.year}-{next_number(f'snapshot/{on.today.year}'):04d}",
        source=handed_in.source.strip(),
        as_of=handed_in.as_of,
        many=handed_in.many,
        filename=handed_in.filename[:200],
        size=handed_in.size,
        digest=handed_in.digest,
        headings=canonical(list(handed_in.headings)),
        by=on.actor,
    )
    return deed.found(row, "receive", note={"digest": handed_in.digest, "source": row.source})


@official_act("snapshot.describe", by=Role.ADMINISTRATOR, file=Snapshot)
def describe_snapshot(on: Occasion, snapshot: Snapshot, deed: Deed, *, described: Described) -> None:
    """Say what the columns are (说明各列); from here on the system lays the set out by itself.

    Raises:
        Malformed: Number, name or every value is missing, a field is named twice, or a type cannot be matched.
        OutOfOrder: It is laid out already.

    """
    snapshot.ready_for("describe")
    fields = [field for _, field, _ in described.values]
    if not fields:
        raise Malformed.at("columns", "请至少选一列要比对的内容")
    if described.number == described.name:
        raise Malformed.at("columns", "号码和姓名要选不同的列")
    if len(set(fields)) != len(fields) or not all(field.strip() for field in fields):
        raise Malformed.at("columns", "每一列的代号要不同，也不能空着，请改一改")
    if any(kind not in SET_BASED for _, _, kind in described.values):
        raise Malformed.at("columns", "这种内容不能批量比对，请不要选这一列")
    columns = [
        {"place": place, "field": field, "type": str(kind), "column": f"c{number}"}
        for number, (place, field, kind) in enumerate(described.values)
    ]
    columns += [
        {"place": described.number, "field": "", "type": "party", "column": "number"},
        {"place": described.name, "field": "", "type": "party", "column": "name"},
    ]
    deed.move(snapshot, "describe", note={"fields": fields}, columns=canonical(columns))


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What became of a file: the rows that were taken and refused, and the digest of the set in columns."""

    rows: int
    refused: int
    digest: str


@official_act("snapshot.load", by=Role.SYSTEM, file=Snapshot)
def load_snapshot(on: Occasion, snapshot: Snapshot, deed: Deed, *, laid_out: LaidOut) -> None:
    """Record that a reference set is laid out, and may be asked and matched with (装好).

    Raises:
        OutOfOrder: Nobody said what its columns are, or the same day of the same source is loaded already.

    """
    snapshot.ready_for("load")
    if batches.loaded_on(snapshot.source, snapshot.as_of):
        raise OutOfOrder("同一来源、同一天的数据已经装过。要换，请先移除那一份")
    deed.move(
        snapshot,
        "load",
        note=asdict(laid_out),
        taken=laid_out.rows,
        refused=laid_out.refused,
        content_digest=laid_out.digest,
        loaded_at=on.at,
    )


@official_act("snapshot.refuse", by=Role.SYSTEM, file=Snapshot)
def refuse_snapshot(on: Occasion, snapshot: Snapshot, deed: Deed, *, fault: str) -> None:
    """Record that a file cannot be laid out, and why (装不进去).

    Raises:
        OutOfOrder: It is not being laid out.

    """
    deed.move(snapshot, "refuse", note={"fault": fault[:400]}, fault=fault[:400])


@official_act("snapshot.remove", by=Role.ADMINISTRATOR, file=Snapshot)
def remove_snapshot(on: Occasion, snapshot: Snapshot, deed: Deed, *, reason: str) -> None:
    """Remove a reference set (移除): its rows are deleted, what it was stays on file.

    Raises:
        Malformed: No reason is given.
        OutOfOrder: A run matches with it, or it is removed already.

    """
    snapshot.ready_for("remove")
    if not reason.strip():
        raise Malformed.at("reason", "请写明为什么移除，例如已有新的数据")
    if batches.matched_with(snapshot.reference):
        raise OutOfOrder("有一次批量核查正在用它，等那一次做完或者停下以后再移除")
    deed.move(snapshot, "remove", note={"reason": reason.strip()}, removed_for=reason.strip())
