"""Requests for assistance between departments: what is asked, what is replied, and the pages that came on paper."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from nuocheng.journal.files import File, Record, in_lifecycle
from nuocheng.kernel.numbers import file_number
from nuocheng.verification.lifecycle import ASSISTANCE
from nuocheng.verification.models.task import Task

#: Steps of the asked body; where that has no account here, the asking officer enters what came from it.
BY_THE_ASKED = frozenset(
    {"acknowledge", "return", "refuse", "answer", "prepare_answer", "sign_answer", "send_draft_back"}
)


class AssistanceRequest(File):
    """A request (协查) to one body about facts that one party pledged in one case.

    *asked* is the code of a department of this installation, empty for a body outside; *discloses* says whether the
    questions tell what was pledged. *press_on* is the day of the next step of the ladder, nothing when it waits for
    none; *halfway_on* the day on which the liaison is told that half of the term is over. *outside* names the entry of
    the address book from which a body outside was taken, and *draft_refused* why the last draft of an answer was not
    signed.
    """

    kind: ClassVar[str] = "assistance"
    lifecycle = ASSISTANCE
    later: ClassVar[frozenset[str]] = frozenset({"outside", "halfway_on", "draft_refused"})

    origin = models.CharField("办件编号", max_length=48)
    party_name = models.CharField("当事人", max_length=100)
    asked = models.CharField("被协助单位代码", max_length=20, blank=True)
    body = models.CharField("被协助单位", max_length=60)
    address = models.CharField("寄送地址", max_length=120, blank=True)
    code = models.CharField("查验码", max_length=14, unique=True)
    why = models.CharField("为什么要协助", max_length=400)
    purpose = models.CharField("用途", max_length=200)
    basis = models.CharField("依据", max_length=200)
    contact = models.CharField("联系人和电话", max_length=80)
    discloses = models.BooleanField("写明承诺的内容", default=False)
    urgency = models.CharField("缓急", max_length=20)
    drafted_by = models.CharField("起草人", max_length=64)
    signed_by = models.CharField("签发人", max_length=64, blank=True)
    sent_at = models.DateTimeField("发出时间", null=True)
    due_on = models.DateField("答复期限", null=True)
    due_provisional = models.BooleanField("期限暂定", default=False)
    acknowledged_at = models.DateTimeField("签收时间", null=True)
    press_on = models.DateField("下次提醒日期", null=True)
    pressed = models.PositiveSmallIntegerField("催到第几步", default=0)
    refusal = models.CharField("退回或者拒绝的理由", max_length=400, blank=True)
    dispute = models.CharField("争议的理由", max_length=400, blank=True)
    ruling = models.CharField("裁定的理由", max_length=400, blank=True)
    further = models.CharField("补充询问", max_length=400, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    took = models.PositiveSmallIntegerField("用了几个工作日", null=True)
    late = models.BooleanField("逾期答复", default=False)
    outcome = models.CharField("怎么结束的", max_length=12, blank=True)
    outcome_reason = models.CharField("结束的理由", max_length=400, blank=True)
    outside = models.CharField("通讯录编号", max_length=48, blank=True, default="")
    halfway_on = models.DateField("期限过半的日期", null=True)
    draft_refused = models.CharField("答复退回修改的理由", max_length=400, blank=True, default="")

    class Meta:
        constraints = [in_lifecycle(ASSISTANCE, "assistance_state_known")]
        indexes = [
            models.Index(
                fields=["department", "state", "-moved_at", "reference"], name="assistance_sent_desk"
            ),
            models.Index(fields=["asked", "state", "due_on", "reference"], name="assistance_inbox"),
            models.Index(fields=["state", "due_on", "reference"], name="assistance_by_state"),
            models.Index(
                fields=["press_on"], condition=models.Q(press_on__isnull=False), name="assistance_to_press"
            ),
            models.Index(
                fields=["halfway_on"],
                condition=models.Q(halfway_on__isnull=False),
                name="assistance_halfway",
            ),
            models.Index(fields=["sent_at"], name="assistance_by_time"),
        ]

    def __str__(self) -> str:
        """Name the request."""
        return f"{self.reference} {self.body}"

    @property
    def number(self) -> str:
        """Return the official number (文号), such as 白区诺协〔2026〕00001号."""
        year, place = self.reference.removeprefix("X").split("-")
        return file_number(f"{settings.NUOCHENG_MARK}协", int(year), int(place))

    def in_charge(self, verb: str) -> str:
        """Return who takes a step: the asked body replies, everything else is the asking department's."""
        return (self.asked or self.department) if verb in BY_THE_ASKED else self.department


class Question(Record):
    """One fact asked about; *claimed* is empty where the request does not tell what was pledged."""

    request = models.ForeignKey(AssistanceRequest, on_delete=models.PROTECT, related_name="questions")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="questions")
    place = models.PositiveSmallIntegerField("第几问")
    certificate = models.CharField("证明名称", max_length=200)
    label = models.CharField("事实", max_length=100)
    claimed = models.CharField("承诺内容", max_length=400, blank=True)

    @property
    def pledged(self) -> str:
        """Return what was pledged, written for reading; nothing where the request does not tell."""
        return self.task.pledged if self.claimed else ""

    def __str__(self) -> str:
        """Name the question by its fact."""
        return self.label


class Reply(Record):
    """The reply to one question, signed by the officer who answers for it; a further question is a second turn."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="replies")
    turn = models.PositiveSmallIntegerField("第几次答复")
    word = models.CharField("答复", max_length=12)
    observed = models.CharField("登记的内容", max_length=400, blank=True)
    note = models.CharField("说明", max_length=400, blank=True)
    signed_by = models.CharField("责任人姓名和职务", max_length=60)
    way = models.CharField("怎么答复的", max_length=8)
    at = models.DateTimeField("答复时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "turn"], name="reply_once_per_turn")]

    def __str__(self) -> str:
        """Name the reply by its word."""
        return self.word


class Enclosure(Record):
    """A file that goes with a request (附件), such as a copy of what the party handed in; its bytes lie in holdings."""

    keeps: ClassVar[tuple[str, ...]] = ("digest",)

    request = models.ForeignKey(AssistanceRequest, on_delete=models.PROTECT, related_name="enclosures")
    filename = models.CharField("文件名", max_length=200)
    media_type = models.CharField("文件类型", max_length=60)
    size = models.PositiveIntegerField("字节数")
    digest = models.CharField("摘要值", max_length=64)

    def __str__(self) -> str:
        """Name the enclosure by its file."""
        return self.filename


class ReplyDraft(Record):
    """An answer as it was written (答复稿), before somebody else of the asked body signs it; the newest one counts."""

    request = models.ForeignKey(AssistanceRequest, on_delete=models.PROTECT, related_name="drafts")
    turn = models.PositiveSmallIntegerField("第几次答复")
    said = models.TextField("逐项答复")
    drafted_by = models.CharField("起草人", max_length=64)
    drafted_name = models.CharField("起草人姓名", max_length=60)
    at = models.DateTimeField("起草时间")

    def __str__(self) -> str:
        """Name the draft by who wrote it."""
        return f"{self.drafted_name} {self.at:%Y-%m-%d}"


class DraftPage(Record):
    """A file that goes with a drafted answer; its bytes lie in holdings."""

    keeps: ClassVar[tuple[str, ...]] = ("digest",)

    draft = models.ForeignKey(ReplyDraft, on_delete=models.PROTECT, related_name="pages")
    filename = models.CharField("文件名", max_length=200)
    media_type = models.CharField("文件类型", max_length=60)
    size = models.PositiveIntegerField("字节数")
    digest = models.CharField("摘要值", max_length=64)

    def __str__(self) -> str:
        """Name the page by its file."""
        return self.filename


class ReplyPage(Record):
    """A file that came with a reply: a scanned page of one on paper, or an enclosure; its bytes lie in holdings."""

    keeps: ClassVar[tuple[str, ...]] = ("digest",)

    request = models.ForeignKey(AssistanceRequest, on_delete=models.PROTECT, related_name="pages")
    turn = models.PositiveSmallIntegerField("第几次答复")
    filename = models.CharField("文件名", max_length=200)
    media_type = models.CharField("文件类型", max_length=60)
    size = models.PositiveIntegerField("字节数")
    digest = models.CharField("摘要值", max_length=64)

    def __str__(self) -> str:
        """Name the page by its digest."""
        return f"复函 {self.digest[:16]}"


class ReplyCode(Record):
    """A code (答复码) by which a body without accounts answers once; only its digest is kept, the newest one counts."""

    request = models.ForeignKey(AssistanceRequest, on_delete=models.PROTECT, related_name="codes")
    turn = models.PositiveSmallIntegerField("第几次答复")
    digest = models.CharField("答复码摘要值", max_length=64)
    made_at = models.DateTimeField("制发时间")
    until = models.DateTimeField("有效到")

    def __str__(self) -> str:
        """Name the code without saying it."""
        return str(self.id)
