"""The tables of corrections: what a party was asked to mend, and what it answered."""

from __future__ import annotations

from django.db import models

from nuocheng.cases.models.case import Case
from nuocheng.journal.files import Record


class Correction(Record):
    """The one request to mend an application (一次告知补正): its points, until when, the paper that said so."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="correction")
    at = models.DateTimeField("告知时间")
    by = models.CharField("审查人", max_length=64)
    points = models.TextField("要补的内容")
    due_on = models.DateField("补正期限")
    paper = models.CharField("补正告知书", max_length=32)

    def __str__(self) -> str:
        """Name the correction by its case."""
        return f"{self.case_id} 补正"


class CorrectionAnswer(Record):
    """What the party answered (补正): its words on single points, and what was mended."""

    correction = models.OneToOneField(Correction, on_delete=models.PROTECT, related_name="answer")
    at = models.DateTimeField("答复时间")
    said = models.TextField("逐项说明", default="{}")
    mended = models.TextField("更正的内容", default="{}")

    def __str__(self) -> str:
        """Name the answer by its request."""
        return f"{self.correction} 答复"
