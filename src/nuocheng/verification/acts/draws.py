"""Draw which pledges are verified: commit to a seed, freeze the list, reveal the seed, and hand out what was drawn."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import date

from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.verification.models import Draw, DrawList, SealedSeed
from nuocheng.verification.queries import draws as queries
from nuocheng.verification.rules import DRAW_IS_FAIR
from nuocheng.verification.rules.drawing import Share, digest_of, drawn, parts, read, written
from nuocheng.verification.rules.facts import DrawFacts

SEED_BYTES = 32


@dataclass(frozen=True, slots=True)
class Scheme:
    """What is to be drawn (抽查方案): whose, how much of each class, of what was decided by when; the usual share."""

    department: str
    title: str
    decided_by: date
    shares: tuple[Share, ...]
    usual_percent: int
    ground: str = ""


@founding_act("draw.prepare", by=Role.VERIFIER, file=Draw)
def prepare_draw(on: Occasion, deed: Deed, *, scheme: Scheme) -> Draw:
    """Prepare a draw (抽查方案): how much of each class, from what was decided by when; the seed is sealed now.

    Only the digest of the seed is shown. The list does not exist yet, so nobody could choose the seed to suit it.

    Raises:
        Malformed: The draw has no name, or a day that has not come.
        OutOfOrder: The department has a draw under way.
        RuledOut: A share is no percentage, or above the usual one without a ground.

    """
    if not scheme.title.strip():
        raise Malformed.at("title", "请写这次抽查的名称，例如2026年第四季度承诺件抽查")
    if scheme.decided_by > on.today:
        raise Malformed.at("decided_by", "这一天还没有到，请写今天或者以前的日子")
    running = queries.under_way(scheme.department)
    if running is not None:
        raise OutOfOrder(f"“{running.title}”还没有做完，请先做完它，再准备新的抽查")
    require(DRAW_IS_FAIR, DrawFacts(scheme.shares, scheme.usual_percent, scheme.ground), on=on.today)
    seed = secrets.token_hex(SEED_BYTES)
    row = Draw(
        reference=f"CC{on.today.year}-{next_number(f'draw/{on.today.year}'):04d}",
        department=scheme.department,
        title=scheme.title.strip(),
        decided_by=scheme.decided_by,
        shares=json.dumps([asdict(one) for one in scheme.shares], ensure_ascii=False),
        usual_percent=scheme.usual_percent,
        ground=scheme.ground.strip(),
        seed_digest=digest_of(seed),
        prepared_at=on.at,
    )
    note = {"seed_digest": row.seed_digest, "shares": {one.key: one.percent for one in scheme.shares}}
    return deed.found(row, "prepare", rows=[SealedSeed(draw=row, seed=seed)], note=note)


@official_act("draw.freeze", by=Role.VERIFIER, file=Draw)
def freeze_draw(on: Occasion, draw: Draw, deed: Deed) -> None:
    """Freeze the list of what may be drawn (固定名单): everything that waits for a draw, each in its class.

    Raises:
        OutOfOrder: The list is frozen already, or nothing waits for a draw.

    """
    draw.ready_for("freeze")
    members = queries.members(draw)
    if not members:
        raise OutOfOrder("现在没有待抽查的承诺，名单是空的。等有了再抽，或者作废这次抽查")
    text = written(members)
    digest = digest_of(text)
    counts = {one.share.key: [one.of, one.drawn] for one in parts(members, draw.parts)}
    deed.move(
        draw,
        "freeze",
        rows=[DrawList(draw=draw, drawn=False, lines=text, digest=digest)],
        note={"list_digest": digest, "listed": len(members)},
        list_digest=digest,
        listed=len(members),
        counts=json.dumps(counts),
        frozen_at=on.at,
    )


@official_act("draw.reveal", by=Role.VERIFIER, file=Draw)
def reveal_draw(on: Occasion, draw: Draw, deed: Deed) -> None:
    """Reveal the seed, and with it what is drawn (公开种子，抽取): from here on anybody can draw again.

    Raises:
        OutOfOrder: The list is not frozen, or it is drawn already.

    """
    draw.ready_for("reveal")
    seed = queries.sealed_seed(draw.reference)
    members = read(queries.lines(draw.reference, drawn=False))
    chosen = drawn(seed, members, draw.parts)
    text = "".join(f"{one.stratum}\t{one.reference}\n" for one in chosen)
    digest = digest_of(text)
    deed.move(
        draw,
        "reveal",
        rows=[DrawList(draw=draw, drawn=True, lines=text, digest=digest)],
        note={"seed": seed, "drawn_digest": digest, "drawn": len(chosen)},
        seed=seed,
        drawn=len(chosen),
        drawn_at=on.at,
    )


@official_act("draw.finish", by=Role.SYSTEM, file=Draw)
def finish_draw(on: Occasion, draw: Draw, deed: Deed) -> None:
    """Record that everything on the list was handed out or passed over (派发完毕).

    Raises:
        OutOfOrder: Something on the list still waits, or nothing was drawn.

    """
    draw.ready_for("finish")
    left = queries.still_pooled(queries.references(queries.lines(draw.reference, drawn=False)), 1)
    if left:
        raise OutOfOrder("名单上还有没派发的，要派发完才能结束")
    deed.move(draw, "finish", finished_at=on.at)


@official_act("draw.give_up", by=Role.VERIFIER, file=Draw)
def give_up_draw(on: Occasion, draw: Draw, deed: Deed, *, reason: str) -> None:
    """Give a draw up before its seed is revealed (作废), on file and for everybody to see.

    Raises:
        Malformed: No reason is given.
        OutOfOrder: The seed is revealed already.

    """
    draw.ready_for("give_up")
    if not reason.strip():
        raise Malformed.at("reason", "请写明为什么作废；作废的抽查和原因会公开")
    deed.move(draw, "give_up", note={"reason": reason.strip()}, given_up_for=reason.strip())
