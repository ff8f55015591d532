"""Keep the record of a visit: what was seen of each fact, who signed, and the other officers' own confirmation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from nuocheng.edge import pads
from nuocheng.holdings.official import Purpose
from nuocheng.journal.canonical import canonical
from nuocheng.journal.deeds import Deed
from nuocheng.journal.files import Kept, Record
from nuocheng.journal.official import official_act
from nuocheng.kernel.errors import Malformed, NotInOffice
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.verification.acts.keeping import Picture, kept
from nuocheng.verification.acts.record_answer import Heard, HeldPhoto, Told, heard_from, record_answer
from nuocheng.verification.acts.visits import first_officer, take_off
from nuocheng.verification.models import (
    Sighting,
    SightPhoto,
    Task,
    Visit,
    VisitPage,
    VisitSignature,
    VisitTask,
)
from nuocheng.verification.queries import visits
from nuocheng.verification.rules import GIVES_REASONS, RECORD_IS_WHOLE, SIGHTING_IS_SOUND
from nuocheng.verification.rules.facts import Closing, Reasoned, Sighted
from nuocheng.verification.rules.site_visit import Judged, Sight, judge_visit

CHANNEL, SOURCE = "on_site", "现场核查"


@dataclass(frozen=True, slots=True)
class Shot(Picture):
    """A photograph that comes with what was seen, after it was looked through; when and where, as it said itself."""

    taken_at: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of one fact, by its place: the word, what was written down, when the page was opened.

    *saved* is when a phone without a network kept it, by that phone's own clock.
    """

    number: int
    sight: str
    seen: str
    note: str
    begun_at: datetime
    position: str = ""
    saved: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """How the record is closed: on the pad, on paper, refused, or nobody met; strokes by who signed, and why not."""

    how: str
    party_name: str = ""
    strokes: tuple[tuple[str, str], ...] = ()
    reason: str = ""


@official_act("visit.note_sight", by=Role.VERIFIER, file=Visit)
def note_sight(on: Occasion, visit: Visit, deed: Deed, *, seen: Seen, photos: tuple[Shot, ...] = ()) -> None:
    """Note what was seen of one fact (记录现场情况), with its photographs; noting it again leaves the first as it was.

    Raises:
        Malformed: The visit looks at no such fact, or a photograph is of a kind that is not kept.
        NotInOffice: Another officer keeps the record.
        OutOfOrder: The party was not told of the visit yet, or the record is closed.
        RuledOut: What was written down does not say enough, or speaks against the word that was chosen.

    """
    visit.ready_for("note_sight")
    first_officer(on, visit)
    member = next((one for one in visits.members(visit.reference) if one.number == seen.number), None)
    if member is None:
        raise Malformed.at("number", "这次上门没有这一项，请刷新页面再记")
    judged = _judged(member.task, seen.sight, seen.seen)
    facts = Sighted(
        seen.sight, seen.seen, seen.note, judged.objection, len(photos), visits.number("photos", on.today)
    )
    require(SIGHTING_IS_SOUND, facts, on=on.today)
    row = Sighting(
        visit=visit,
        task=member.task,
        number=seen.number,
        sight=seen.sight,
        seen="" if seen.sight in {Sight.ABSENT, Sight.UNCLEAR} else seen.seen.strip()[:400],
        note=seen.note.strip(),
        position=seen.position.strip(),
        begun_at=seen.begun_at,
        saved_on_phone=seen.saved.strip()[:40],
        noted_by=on.actor,
        at=on.at,
    )
    shots = chain.from_iterable(_photo(on, row, place, one) for place, one in enumerate(photos, start=1))
    note = {"number": seen.number, "sight": seen.sight, "photos": len(photos)}
    deed.move(visit, "note_sight", rows=[row, *shots], note=note)


@official_act("visit.sign", by=Role.VERIFIER, file=Visit)
def sign_visit(
    on: Occasion, visit: Visit, deed: Deed, *, signed: Signed, pages: tuple[Picture, ...] = ()
) -> None:
    """Close the record of a visit (签字): signed by the party and the officer, or with the reason why not.

    Raises:
        Malformed: A page is of a kind that is not kept.
        NotInOffice: Another officer keeps the record.
        OutOfOrder: The party was not told of the visit yet, or the record is closed already.
        RuledOut: A fact has no word yet, a signature or its scan is missing, or nobody says why.

    """
    visit.ready_for("sign")
    first = first_officer(on, visit)
    members, seen = visits.members(visit.reference), visits.sightings(visit.reference)
    strokes = {who: _strokes(who, said) for who, said in signed.strokes if said.strip()}
    facts = Closing(
        missing=tuple(one.task.label for one in members if one.number not in seen),
        met=any(one.sight != Sight.ABSENT for one in seen.values()),
        how=signed.how,
        signed=frozenset(strokes),
        reason=signed.reason,
        pages=len(pages),
    )
    require(RECORD_IS_WHOLE, facts, on=on.today)
    names = {"party": signed.party_name.strip() or visit.party_name, "first": first.name}
    rows: list[Record | Kept] = [
        VisitSignature(visit=visit, who=who, name=names[who][:60], strokes=said, at=on.at)
        for who, said in strokes.items()
        if who in names
    ]
    rows += chain.from_iterable(kept(on, one, Purpose.SCAN, VisitPage(visit=visit)) for one in pages)
    deed.move(
        visit,
        "sign",
        rows=rows,
        note={"how": signed.how, "signed": sorted(strokes), "pages": len(pages)},
        recorded_at=on.at,
        signed_how=signed.how,
        unsigned_for=signed.reason.strip(),
        confirmed=0,
    )


@official_act(
    "visit.confirm",
    by=Role.VERIFIER,
    file=Visit,
    records=("visit.confirm", "visit.finish", "visit.end_unmet"),
)
def confirm_visit(on: Occasion, visit: Visit, deed: Deed, *, strokes: str = "") -> None:
    """Confirm the record as an officer who was there (同行人员确认); with the last one it becomes evidence.

    What was seen reaches each task as an answer, never as a finding. Where nobody was met, the tasks wait again.

    Raises:
        NotInOffice: Somebody else is to confirm it.
        OutOfOrder: The record is not closed yet, or confirmed already.

    """
    visit.ready_for("confirm")
    who = visit.next_to_confirm
    if who is None or who.account != on.actor:
        raise NotInOffice(f"要由{who.name if who else '同行人员'}本人确认，请用他的账号")
    rows = []
    if strokes.strip():
        said = _strokes("second", strokes)
        rows = [VisitSignature(visit=visit, who="second", name=who.name, strokes=said, at=on.at)]
    deed.move(visit, "confirm", rows=rows, note={"officer": who.account}, confirmed=visit.confirmed + 1)
    if visit.next_to_confirm is None:
        _finish(on, visit, deed)


@official_act("visit.contest", by=Role.VERIFIER, file=Visit)
def contest_visit(on: Occasion, visit: Visit, deed: Deed, *, reason: str) -> None:
    """Send the record back (不确认) as an officer who was there, with the reason; it is open again.

    Raises:
        NotInOffice: Somebody else is to confirm it.
        OutOfOrder: The record is not closed yet, or confirmed already.
        RuledOut: No reason is given.

    """
    visit.ready_for("contest")
    who = visit.next_to_confirm
    if who is None or who.account != on.actor:
        raise NotInOffice(f"要由{who.name if who else '同行人员'}本人办，请用他的账号")
    require(GIVES_REASONS, Reasoned("不确认", reason), on=on.today)
    said = reason.strip()
    deed.move(visit, "contest", note={"reason": said}, contested_for=said, confirmed=0)


def _finish(on: Occasion, visit: Visit, deed: Deed) -> None:
    """Let what was seen reach the tasks that are still open, and end the visit."""
    members, seen = visits.members(visit.reference), visits.sightings(visit.reference)
    for one in members:
        task, sighting = deed.take(Task, one.task_id), seen[one.number]
        if task.is_open:
            held = tuple(
                HeldPhoto(shot.filename, shot.media_type, shot.size, shot.digest)
                for shot in sighting.photos.all()
            )
            record_answer.within(deed, task.reference, heard=_heard(on, visit, task, sighting), held=held)
    take_off(deed, visit, members)
    met = any(one.sight != Sight.ABSENT for one in seen.values())
    counts = _counts(members, seen)
    deed.move(visit, "finish" if met else "end_unmet", note=counts, ended_at=on.at)


def _counts(members: Sequence[VisitTask], seen: Mapping[int, Sighting]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in members:
        sight = seen[one.number].sight
        found[sight] = found.get(sight, 0) + 1
    return found


def _heard(on: Occasion, visit: Visit, task: Task, seen: Sighting) -> Heard:
    """Return what was seen as an answer: its bytes are the record itself, each photograph by its digest."""
    judged = _judged(task, seen.sight, seen.seen)
    team = visit.team
    record = {
        "kind": "on_site_visit",
        "visit": visit.reference,
        "task": task.reference,
        "fact": task.fact_key,
        "pledged": task.claimed,
        "sight": seen.sight,
        "seen": seen.seen,
        "officers": [{"account": one.account, "name": one.name} for one in team],
        "note": seen.note,
        "position": seen.position,
        "begun_at": seen.begun_at,
        "saved_on_phone": seen.saved_on_phone,
        "signed": visit.signed_how,
        "unsigned_for": visit.unsigned_for,
        "photos": [
            {
                "filename": one.filename,
                "media_type": one.media_type,
                "size": one.size,
                "sha256": one.digest,
                "taken_at": one.taken_at,
                "position": one.position,
            }
            for one in seen.photos.all()
        ],
    }
    words = [judged.reason, f"现场人员：{'、'.join(one.name for one in team)}", seen.note]
    return heard_from(
        Told(
            channel=CHANNEL,
            source=SOURCE,
            outcome=judged.outcome,
            observed=seen.seen[:400],
            note="。".join(word for word in words if word),
            file=visit.reference,
            asked_at=seen.at,
            answered_at=on.at,
        ),
        record,
    )


def _judged(task: Task, sight: str, seen: str) -> Judged:
    if sight not in set(Sight):
        return Judged()
    return judge_visit(task.claim, Sight(sight), seen)


def _strokes(who: str, said: str) -> str:
    """Return the strokes of a name as they are kept.

    Raises:
        Malformed: They cannot be read, or are only a dot.

    """
    field = f"strokes_{who}"
    strokes = pads.read(said.encode(), field)
    pads.ink_of(strokes, field)
    return canonical(strokes)


def _photo(on: Occasion, sighting: Sighting, place: int, shot: Shot) -> list[Record | Kept]:
    row = SightPhoto(
        sighting=sighting, number=place, taken_at=shot.taken_at[:40], position=shot.position[:60]
    )
    return kept(on, shot, Purpose.PHOTO, row)
