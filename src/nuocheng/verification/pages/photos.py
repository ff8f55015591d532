"""Photographs taken on the spot: looked through before they are kept, saved under their name, shown small."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from nuocheng.edge import forms as edge
from nuocheng.edge import sending
from nuocheng.holdings.channels import Inspected, Limits, inspect, preview_of
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.verification import queries
from nuocheng.verification.models import Photo, Task
from nuocheng.verification.pages.queue import officer

LARGEST_PHOTO_MB = 20
PHOTO = Limits(megabytes=LARGEST_PHOTO_MB, pictures=True)


class PhotoField(edge.AnyFile):
    """A photograph, told by its own bytes and written anew; its value is what may be kept."""

    def __init__(self, **kwargs: Any) -> None:
        """Offer photographs only, and the camera of a phone."""
        widget = edge.FileInput(attrs={"accept": "image/jpeg,image/png"})
        super().__init__(megabytes=LARGEST_PHOTO_MB, required=False, widget=widget, **kwargs)

    def clean(self, value: Any, initial: Any = None) -> Inspected | None:
        """Return the photograph as it will be kept.

        Raises:
            ValidationError: It is no photograph, too large, broken, holds what may not be kept, or cannot be scanned
                for viruses just now.

        """
        file = super().clean(value, initial)
        if not file:
            return None
        try:
            return inspect(file, PHOTO)
        except Refusal as wrong:
            raise ValidationError(wrong.text, code="photo") from wrong


def own(request: HttpRequest, reference: str) -> Task:
    """Return the task, if it is of the officer's own department.

    Raises:
        NotFound: There is no such task in this department.

    """
    department = officer(request).department
    task = queries.task(reference)
    if task.department != department:
        raise NotFound
    return task


@require_GET
def photo(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """Send one photograph that was taken for a task, to be saved."""
    found = _found(request, reference, key)
    content = queries.photo_content(found)
    return sending.attachment(content, media_type=found.media_type, filename=found.filename)


@require_GET
def preview(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """Show a small picture of a photograph, drawn anew: nothing that came in is shown as it came.

    Raises:
        NotFound: It is no picture.

    """
    return sending.preview(preview_of(queries.photo_content(_found(request, reference, key))))


def _found(request: HttpRequest, reference: str, key: UUID) -> Photo:
    return queries.photo(own(request, reference).reference, key)
