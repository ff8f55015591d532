"""Visits on the spot: the file of one visit, what it looks at, what was seen there, and who signed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from django.db import models

from nuocheng.journal.files import File, Record, in_lifecycle
from nuocheng.verification.lifecycle import VISIT, VisitState
from nuocheng.verification.models.task import Task

#: Steps of the officer whose confirmation is awaited, whatever department that officer is of.
BY_THE_NEXT = frozenset({"confirm", "contest"})


@dataclass(frozen=True, slots=True)
class Officer:
    """One who goes: the account, the name, and the department."""

    account: str
    name: str
    department: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A time for a visit."""

    begins: datetime
    ends: datetime


class Came(StrEnum):
    """What came of a party's asking for another time."""

    NOTHING_YET = ""
    ACCEPTED = "accepted"
    DECLINED = "declined"
    #: The visit got another time before anybody decided.
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class TimeAsked:
    """Another time as one party asked for it: why, which times, what came of it, and what the office said."""

    party: str
    name: str
    reason: str
    slots: tuple[Slot, ...]
    came: Came = Came.NOTHING_YET
    said: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether it waits for an answer."""
        return self.came is Came.NOTHING_YET


def asks_written(asks: Iterable[TimeAsked]) -> str:
    """Return what parties asked as a visit keeps it."""
    return json.dumps(
        [
            {**asdict(one), "slots": [[each.begins.isoformat(), each.ends.isoformat()] for each in one.slots]}
            for one in asks
        ],
        ensure_ascii=False,
    )


def _slots(written: Iterable[Sequence[str]]) -> tuple[Slot, ...]:
    return tuple(Slot(*(datetime.fromisoformat(one) for one in pair)) for pair in written)


class Visit(File):
    """A visit on the spot (现场核查单): one going to one place, for all that is to be looked at there.

    *department* leads; *joint* names the other departments whose tasks are looked at too (ADR 0030). The first of the
    *officers* keeps the record, the others confirm it one after the other: *confirmed* says how many did. *surprise*
    is the law's ground for coming unannounced, empty for a visit that is announced; *asked_slots* what its parties
    asked, with the times that they propose, and what came of it (ADR 0041).
    """

    kind: ClassVar[str] = "visit"
    lifecycle = VISIT
    later: ClassVar[frozenset[str]] = frozenset(
        {
            "surprise",
            "surprise_why",
            "allowed_by",
            "allowed_at",
            "asked_at",
            "asked_for",
            "asked_slots",
            "times_asked",
            "declined_for",
        }
    )

    party_name = models.CharField("当事人", max_length=100)
    place = models.CharField("地址", max_length=400)
    begins_at = models.DateTimeField("几点到")
    ends_at = models.DateTimeField("几点走")
    officers = models.TextField("核查人员")
    joint = models.CharField("联合单位代码", max_length=200, blank=True)
    tasks = models.PositiveSmallIntegerField("几项")
    contact = models.CharField("改时间找谁", max_length=80)
    bring = models.CharField("请当事人备好什么", max_length=400, blank=True)
    ground = models.CharField("超过每年次数的理由", max_length=400, blank=True)
    planned_by = models.CharField("安排的人", max_length=64)
    announced_at = models.DateTimeField("通知时间", null=True)
    postponed = models.PositiveSmallIntegerField("改期次数", default=0)
    why_postponed = models.CharField("改期的原因", max_length=400, blank=True)
    recorded_at = models.DateTimeField("记录时间", null=True)
    signed_how = models.CharField("怎么签的", max_length=8, blank=True)
    unsigned_for = models.CharField("当事人没有签名的原因", max_length=400, blank=True)
    confirmed = models.PositiveSmallIntegerField("几人确认", default=0)
    contested_for = models.CharField("同行人员不确认的原因", max_length=400, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True)
    called_off_for = models.CharField("取消的原因", max_length=400, blank=True)
    surprise = models.CharField("不打招呼的理由代码", max_length=24, blank=True, default="")
    surprise_why = models.CharField("不打招呼的情况", max_length=400, blank=True, default="")
    allowed_by = models.CharField("批准的人", max_length=64, blank=True, default="")
    allowed_at = models.DateTimeField("批准时间", null=True)
    asked_at = models.DateTimeField("当事人要求改时间的时间", null=True)
    asked_for = models.CharField("当事人为什么要改时间", max_length=400, blank=True, default="")
    asked_slots = models.TextField("当事人提出的时间", blank=True, default="")
    times_asked = models.PositiveSmallIntegerField("当事人要求过几次", default=0)
    declined_for = models.CharField("没有同意改时间的理由", max_length=400, blank=True, default="")

    class Meta:
        constraints = [in_lifecycle(VISIT, "visit_state_known")]
        indexes = [
            models.Index(fields=["department", "begins_at", "reference"], name="visit_desk"),
            models.Index(fields=["state", "begins_at", "reference"], name="visit_by_state"),
            models.Index(fields=["begins_at", "department"], name="visit_by_time"),
            models.Index(fields=["party", "state", "begins_at"], name="visit_by_party"),
        ]

    def __str__(self) -> str:
        """Name the visit by its number and place."""
        return f"{self.reference} {self.place}"

    @property
    def state_title(self) -> str:
        """Return the word people read for the state; nobody was told of an unannounced visit."""
        if self.surprise and self.state == VisitState.ANNOUNCED:
            return "已批准，不打招呼"
        if self.surprise and self.state in {VisitState.PLANNED, VisitState.POSTPONED}:
            return "待批准，不打招呼"
        return super().state_title

    @property
    def asks(self) -> tuple[TimeAsked, ...]:
        """Return what its parties asked, in the order in which they did.

        Where only the first party could ask, the visit kept its times alone, and none once it was decided.
        """
        said = json.loads(self.asked_slots) if self.asked_slots else []
        if said and isinstance(said[0], dict):
            return tuple(
                TimeAsked(**{**one, "slots": _slots(one["slots"]), "came": Came(one["came"])}) for one in said
            )
        if not self.times_asked:
            return ()
        decided = Came.DECLINED if self.declined_for else Came.ACCEPTED
        came = Came.NOTHING_YET if said else decided
        return (
            TimeAsked(self.party, self.party_name, self.asked_for, _slots(said), came, self.declined_for),
        )

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return the times that are proposed and wait for an answer."""
        return tuple(slot for one in self.asks if one.is_open for slot in one.slots)

    def is_of(self, party: str) -> bool:
        """Say whether something of that party is looked at."""
        return party == self.party or self.members.filter(party=party).exists()

    @property
    def team(self) -> tuple[Officer, ...]:
        """Return who goes, the one who keeps the record first."""
        return tuple(Officer(**one) for one in json.loads(self.officers))

    @property
    def next_to_confirm(self) -> Officer | None:
        """Return who is to confirm the record now, if it waits for anybody."""
        team = self.team
        place = self.confirmed + 1
        return team[place] if self.state == VisitState.RECORDED and place < len(team) else None

    @property
    def departments(self) -> tuple[str, ...]:
        """Return every department that takes part, the leading one first."""
        return (self.department, *filter(None, self.joint.split(",")))

    def in_charge(self, verb: str) -> str:
        """Return who takes a step: the officer whose confirmation is awaited is of their own department."""
        team = self.team
        place = min(self.confirmed + 1, len(team) - 1)
        return team[place].department if verb in BY_THE_NEXT else self.department


class VisitTask(Record):
    """One task that a visit looks at, and why it needs a visit."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="members")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="visits")
    number = models.PositiveSmallIntegerField("第几项")
    department = models.CharField("单位代码", max_length=20)
    party = models.CharField("当事人号码", max_length=18)
    why = models.CharField("为什么要到现场", max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "number"], name="visit_task_numbered"),
            models.UniqueConstraint(fields=["visit", "task"], name="visit_task_once"),
        ]
        indexes = [
            models.Index(fields=["party", "visit"], name="visit_task_by_party"),
            models.Index(fields=["department", "visit"], name="visit_task_by_department"),
        ]

    def __str__(self) -> str:
        """Name it by its place."""
        return f"{self.visit_id} 第{self.number}项"


class Sighting(Record):
    """What was seen of one task on the spot; the newest counts, the ones before stay."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="sightings")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="sightings")
    number = models.PositiveSmallIntegerField("第几项")
    sight = models.CharField("和承诺是否一致", max_length=8)
    seen = models.CharField("见到的内容", max_length=400, blank=True)
    note = models.CharField("情况说明", max_length=400, blank=True)
    position = models.CharField("位置", max_length=60, blank=True)
    begun_at = models.DateTimeField("打开页面的时间")
    saved_on_phone = models.CharField("手机里存的时间", max_length=40, blank=True)
    noted_by = models.CharField("记录人", max_length=64)
    at = models.DateTimeField("收到的时间")

    def __str__(self) -> str:
        """Name it by its place and what was said."""
        return f"{self.visit_id} 第{self.number}项 {self.sight}"


class SightPhoto(Record):
    """A photograph of a sighting; its bytes lie in holdings."""

    keeps: ClassVar[tuple[str, ...]] = ("digest",)

    sighting = models.ForeignKey(Sighting, on_delete=models.PROTECT, related_name="photos")
    number = models.PositiveSmallIntegerField("第几张")
    filename = models.CharField("文件名", max_length=200)
    media_type = models.CharField("文件类型", max_length=60)
    size = models.PositiveIntegerField("字节数")
    digest = models.CharField("摘要值", max_length=64)
    taken_at = models.CharField("拍摄时间", max_length=40, blank=True)
    position = models.CharField("拍摄位置", max_length=60, blank=True)

    def __str__(self) -> str:
        """Name the photograph by its digest."""
        return f"照片 {self.digest[:16]}"


class VisitSignature(Record):
    """A signature on the record of a visit: whose, and the strokes of the hand from which the picture is drawn."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="signatures")
    who = models.CharField("谁签的", max_length=8)
    name = models.CharField("姓名", max_length=60)
    strokes = models.TextField("笔画")
    at = models.DateTimeField("签名时间")

    def __str__(self) -> str:
        """Name the signature by its name."""
        return self.name


class VisitPage(Record):
    """A scanned page of a record that was written and signed on paper; its bytes lie in holdings."""

    keeps: ClassVar[tuple[str, ...]] = ("digest",)

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="pages")
    filename = models.CharField("文件名", max_length=200)
    media_type = models.CharField("文件类型", max_length=60)
    size = models.PositiveIntegerField("字节数")
    digest = models.CharField("摘要值", max_length=64)

    def __str__(self) -> str:
        """Name the page by its digest."""
        return f"现场核查表 {self.digest[:16]}"
