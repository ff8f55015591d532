"""The tables of papers: the content of each, byte for byte as it was shown and signed; and the offices' own templates."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from nuocheng.journal.files import File, Record, in_lifecycle
from nuocheng.kernel.lifecycles import Lifecycle
from nuocheng.papers.lifecycle import TEMPLATES, TemplateState


class Paper(Record):
    """An official paper (文书): canonical content, its digest, and the form that lays it out.

    The printed page is made from *content* by *form*, and the same content always gives the same bytes.
    """

    subject = models.CharField("所属卷宗", max_length=48)
    form = models.CharField("格式", max_length=40)
    title = models.CharField("名称", max_length=100)
    number = models.CharField("文号", max_length=60, blank=True)
    department = models.CharField("制发单位", max_length=20, blank=True)
    party = models.CharField("当事人号码", max_length=18, blank=True)
    content = models.TextField("内容")
    digest = models.CharField("内容摘要值", max_length=64)
    made_at = models.DateTimeField("制发时间")

    class Meta:
        indexes = [models.Index(fields=["subject", "made_at"], name="paper_by_subject")]

    def __str__(self) -> str:
        """Name the paper."""
        return f"{self.title} {self.number}"


class Template(File):
    """An office's own Word template (单位文书模板) for the blank notice and pledge; its bytes never change.

    *department* is empty where it is for the whole jurisdiction. *tried* is the item with which it was looked at
    before it was confirmed.
    """

    kind: ClassVar[str] = "template"
    lifecycle: ClassVar[Lifecycle[Any]] = TEMPLATES

    filename = models.CharField("文件名", max_length=200)
    size = models.PositiveIntegerField("字节数")
    digest = models.CharField("文件摘要值", max_length=64)
    by = models.CharField("上传人账号", max_length=40)
    tried = models.CharField("用哪个事项试过", max_length=40, default="", blank=True)
    confirmed_at = models.DateTimeField("启用时间", null=True)
    reason = models.CharField("停用的理由", max_length=400, default="", blank=True)
    ended_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        constraints = [
            in_lifecycle(TEMPLATES, "template_state_known"),
            models.UniqueConstraint(
                fields=["department"],
                condition=models.Q(state=TemplateState.IN_FORCE),
                name="template_one_in_force",
                violation_error_message="一个单位同时只能用一份模板",
            ),
        ]
        indexes = [
            models.Index(fields=["department", "opened_at", "reference"], name="template_by_department")
        ]

    def __str__(self) -> str:
        """Name the template."""
        return f"{self.reference} {self.filename}"


class TemplateFile(Record):
    """The very bytes of a template."""

    of = models.OneToOneField(Template, on_delete=models.PROTECT, related_name="file")
    raw = models.BinaryField("文件内容")

    def __str__(self) -> str:
        """Name the file by its template."""
        return self.of_id
