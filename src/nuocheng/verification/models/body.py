"""The address book of bodies outside: where letters to them go, and whom they name as their liaison."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.journal.files import File, in_lifecycle
from nuocheng.verification.lifecycle import BODY


class OutsideBody(File):
    """A body without accounts here (外单位) that a department writes to; each department keeps its own address book."""

    kind: ClassVar[str] = "body"
    lifecycle = BODY

    name = models.CharField("单位全称", max_length=60)
    address = models.CharField("寄送地址", max_length=120)
    liaison = models.CharField("联络员", max_length=40, blank=True)
    mobile = models.CharField("联络员手机", max_length=20, blank=True)

    class Meta:
        constraints = [
            in_lifecycle(BODY, "body_state_known"),
            models.UniqueConstraint(
                fields=["department", "name"],
                name="body_listed_once",
                condition=models.Q(state="listed"),
                violation_error_message="通讯录里已经有这个单位",
            ),
        ]
        indexes = [models.Index(fields=["department", "state", "name"], name="body_book")]

    def __str__(self) -> str:
        """Name the body."""
        return self.name
