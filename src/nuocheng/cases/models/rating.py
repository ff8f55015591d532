"""The tables of ratings: what a party thought of how its case was handled, and what is still to be reported."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.cases.lifecycle import RATING
from nuocheng.journal.files import File, in_lifecycle


class Rating(File):
    """A rating (好差评) of one decided case by its party; a file of its own, so that no history of the case shows it.

    *indicators* is the JSON of indicator and grade; *handled_by* that of the accounts that handled the case
    and so must not learn who rated. A poor rating has a day by which somebody else calls back.
    """

    kind: ClassVar[str] = "rating"
    lifecycle = RATING

    case = models.CharField("办件编号", max_length=48)
    item_code = models.CharField("事项编码", max_length=40)
    item_name = models.CharField("事项名称", max_length=200)
    grade = models.CharField("评价", max_length=24)
    poor = models.BooleanField("是差评", default=False)
    indicators = models.TextField("分项评价", default="{}")
    text = models.TextField("说的话", blank=True)
    handled_by = models.TextField("经办的人", default="[]")
    due_on = models.DateField("回访期限", null=True)
    called_at = models.DateTimeField("回访时间", null=True)
    called_by = models.CharField("回访人", max_length=64, blank=True)
    outcome = models.TextField("回访和整改", blank=True)
    reported_at = models.DateTimeField("报送时间", null=True)
    receipt = models.CharField("平台回执", max_length=64, blank=True)

    class Meta:
        constraints = [
            in_lifecycle(RATING, "rating_state_known"),
            models.UniqueConstraint(fields=["case"], name="rating_one_per_case"),
            models.CheckConstraint(
                condition=models.Q(poor=False) | models.Q(due_on__isnull=False),
                name="rating_poor_has_term",
                violation_error_message="差评要有回访期限",
            ),
        ]
        indexes = [
            models.Index(fields=["department", "poor", "state", "due_on", "reference"], name="rating_queue"),
            models.Index(fields=["reported_at", "opened_at"], name="rating_to_report"),
        ]

    def __str__(self) -> str:
        """Name the rating by its number."""
        return self.reference


class RatingTry(models.Model):
    """How often reporting a rating to the platform was tried in vain, and when it is tried again."""

    rating = models.CharField("评价编号", max_length=48, primary_key=True)
    tries = models.PositiveIntegerField("次数", default=0)
    next_at = models.DateTimeField("下次报送")
    said = models.CharField("平台的答复", max_length=200, blank=True)

    def __str__(self) -> str:
        """Name it by its rating."""
        return self.rating
