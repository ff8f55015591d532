"""What others may read of papers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from nuocheng.edge.keyset import Page, page
from nuocheng.kernel.errors import NotFound
from nuocheng.papers.lifecycle import TEMPLATES, TemplateState
from nuocheng.papers.models import Paper, Template, TemplateFile
from nuocheng.papers.template_words import EACH, MANDATORY, MOST_PACKED, ONCE, STATEMENTS, Finding

__all__ = [
    "MANDATORY",
    "MOST_PACKED",
    "STATEMENTS",
    "TEMPLATES",
    "Finding",
    "Template",
    "TemplateState",
    "made_at",
    "of_department",
    "paper",
    "papers_of",
    "placeholders",
    "raw_of",
    "template",
    "template_for",
    "templates",
]


def papers_of(subject: str) -> list[Paper]:
    """Return the papers of a file, oldest first."""
    return list(Paper.objects.filter(subject=subject).order_by("made_at", "id"))


def paper(key: str) -> Paper:
    """Return one paper by its id in hexadecimal.

    Raises:
        NotFound: There is no such paper.

    """
    try:
        found = Paper.objects.filter(pk=UUID(key)).first()
    except ValueError:
        found = None
    if found is None:
        raise NotFound("没有这份文书，请核对编号")
    return found


def made_at(key: str) -> datetime | None:
    """Return when a paper was issued, without reading what it says."""
    return Paper.objects.filter(pk=UUID(key)).values_list("made_at", flat=True).first() if key else None


def template(reference: str) -> Template:
    """Return one template.

    Raises:
        NotFound: There is no such template.

    """
    return Template.load(reference)


def templates(departments: Collection[str] | None, after: str = "") -> Page[Template]:
    """Return the templates of departments, newest first; nothing means of all. The jurisdiction's are always there."""
    rows = Template.objects.all()
    if departments is not None:
        rows = rows.filter(department__in=["", *departments])
    return page(rows, ("-opened_at", "-reference"), after)


def of_department(department: str) -> Template | None:
    """Return the template that a department itself has in force; the empty code stands for the jurisdiction."""
    return Template.objects.filter(department=department, state=TemplateState.IN_FORCE).first()


def template_for(department: str) -> Template | None:
    """Return the template in which a department's blank forms are set: its own, or else the jurisdiction's."""
    rows = Template.objects.filter(department__in=["", department], state=TemplateState.IN_FORCE)
    return rows.order_by("-department").first()


def raw_of(reference: str) -> bytes:
    """Return the very bytes of a template.

    Raises:
        NotFound: There is no such template.

    """
    kept = TemplateFile.objects.filter(of=reference).values_list("raw", flat=True).first()
    if kept is None:
        raise NotFound("没有这份模板，请回到列表重新选")
    return bytes(kept)


def placeholders() -> Iterator[tuple[str, str, bool, bool]]:
    """Yield every placeholder: its name, what it stands for, whether it must be there, whether once per certificate."""
    for names, repeated in ((ONCE, False), (EACH, True)):
        for name, meaning in names.items():
            yield name, meaning, name in MANDATORY, repeated
