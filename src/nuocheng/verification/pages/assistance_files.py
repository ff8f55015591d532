"""The field for a file that goes with a request for assistance or comes with a reply."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from nuocheng.edge import forms as edge
from nuocheng.holdings.channels import Inspected, Limits, inspect
from nuocheng.kernel.errors import Refusal

LARGEST_MB = 20


class PageField(edge.AnyFile):
    """A scanned page, a photograph or a PDF, told by its own bytes; its value is what may be kept."""

    def clean(self, value: Any, initial: Any = None) -> Inspected | None:
        """Return the page as it will be kept.

        Raises:
            ValidationError: It is of another kind, too large, broken, or holds what may not be kept.

        """
        file = super().clean(value, initial)
        if not file:
            return None
        try:
            return inspect(file, Limits(megabytes=LARGEST_MB))
        except Refusal as wrong:
            raise ValidationError(wrong.text, code="page") from wrong
