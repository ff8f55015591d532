"""Photographs taken on the spot, as they lie with the answers of a task: saved under their name, shown small."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from nuocheng.edge import sending
from nuocheng.holdings.channels import Limits, preview_of
from nuocheng.kernel.errors import NotFound
from nuocheng.verification import queries
from nuocheng.verification.models import Photo, Task
from nuocheng.verification.pages.queue import officer

LARGEST_PHOTO_MB = 20
PHOTO = Limits(megabytes=LARGEST_PHOTO_MB, pictures=True)


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
    return sending.preview(preview_of(queries.photo_content(_found(request, reference, key)), thumb=True))


def _found(request: HttpRequest, reference: str, key: UUID) -> Photo:
    return queries.photo(own(request, reference).reference, key)
