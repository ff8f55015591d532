"""Editing a draft: one page for each part of it, saved by one act, never over somebody else's change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from nuocheng.catalogue import acts, queries
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.pages import differing
from nuocheng.catalogue.pages import editing_words as words
from nuocheng.catalogue.pages.editing_forms import Hand, Press, Sheet
from nuocheng.catalogue.pages.editing_notes import notes_of, on_page, placed
from nuocheng.catalogue.pages.editing_places import TITLES, Section, page_after, page_url, pages
from nuocheng.catalogue.pages.steps import in_hand, told, within_reach
from nuocheng.catalogue.rules.content import Certificate, Item
from nuocheng.edge.clock import today
from nuocheng.edge.display import cn_date
from nuocheng.edge.occasions import occasion
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.journal import queries as journal
from nuocheng.journal.canonical import canonical, sha256
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import CHINA
from nuocheng.people import queries as people


@dataclass(frozen=True, slots=True)
class Shown:
    """How a page of a draft is shown: what it was read as, what is wrong with it, what overtook it."""

    read_at: str
    errors: list[tuple[str, str]]
    status: int = 200
    race: dict[str, Any] | None = None


class SectionPage(View):
    """One page of a draft; each kind of page says what it edits and how."""

    section: ClassVar[Section]
    #: What the page explains before its first field.
    lead: ClassVar[str] = ""

    def part(self, item: Item, key: str) -> Any:
        """Return what this page edits: two people who change different parts do not overtake each other."""
        raise NotImplementedError

    def sheet(self, item: Item, key: str, hand: Hand) -> Sheet:
        """Return the forms of this page."""
        raise NotImplementedError

    def put(self, item: Item, key: str, sheet: Sheet) -> Item:
        """Return the item as the forms of this page have it."""
        raise NotImplementedError

    def lists(self) -> dict[str, list[tuple[str, str]]]:
        """Return the suggestions that fields of this page refer to."""
        return {}

    def get(self, request: HttpRequest, reference: str, key: str = "") -> HttpResponse:
        """Show the page."""
        found = in_hand(request, reference, "amend", acts.amend)
        item = found.says
        shown = Shown(stamp(self.part(item, key)), [])
        return self._show(request, (found, item, key), self.sheet(item, key, Hand()), shown)

    def post(self, request: HttpRequest, reference: str, key: str = "") -> HttpResponse:
        """Save the page, or do what a button of a list asks for; what was typed is never lost."""
        found = within_reach(request, reference, acts.amend)
        item = found.says
        at, read_at = (found, item, key), request.POST.get("read_at", "")
        press = Press.of(request.POST)
        now = stamp(self.part(item, key))
        sheet = self.sheet(item, key, Hand(request.POST, press))
        if press:
            return self._show(request, at, sheet, Shown(read_at, []))
        if not sheet.is_valid():
            return self._show(request, at, sheet, Shown(read_at, sheet.summary(), 422))
        amended = self.put(item, key, sheet)
        if read_at != now:
            race = {"text": overtaken(words.OVERTAKEN, reference), "rows": _theirs(item, amended)}
            return self._show(request, at, sheet, Shown(now, [], 409, race))
        try:
            amend(request, found, amended)
        except Refusal as refusal:
            return self._show(request, at, sheet, Shown(read_at, told(refusal), status(refusal)))
        messages.success(request, f"“{self._title(amended, key)}”已保存")
        return SeeOther(self._next(request, amended, reference, key))

    def _next(self, request: HttpRequest, item: Item, reference: str, key: str) -> str:
        after = page_after(item, self.section, key) if request.POST.get("do") == "next" else None
        return page_url(reference, *after) if after else reverse("catalogue-edit", args=[reference])

    def _title(self, item: Item, key: str) -> str:
        one = item.certificate(key)
        return f"{one.name}：{TITLES[self.section]}" if one else TITLES[self.section]

    def _show(
        self, request: HttpRequest, at: tuple[Edition, Item, str], sheet: Sheet, shown: Shown
    ) -> HttpResponse:
        found, item, key = at
        rest = placed(sheet.groups, on_page(notes_of(found), self.section, key))
        after = page_after(item, self.section, key)
        context = {
            "edition": found,
            "title": self._title(item, key),
            "lead": self.lead,
            "tabs": _tabs(found, item, self.section, key),
            "sheet": sheet,
            "notes": rest,
            "read_at": shown.read_at,
            "errors": shown.errors,
            "race": shown.race,
            "lists": self.lists(),
            "after": _word_of(item, *after) if after else "",
        }
        return render(request, "catalogue/editing/section.html", context, status=shown.status)


def certificate_of(item: Item, key: str) -> Certificate:
    """Return the certificate of a page.

    Raises:
        NotFound: The draft has no such certificate, or has it no more.

    """
    one = item.certificate(key)
    if one is None:
        raise NotFound(words.GONE)
    return one


def with_certificate(item: Item, one: Certificate) -> tuple[Certificate, ...]:
    """Return the certificates of an item with one of them changed."""
    return tuple(one if other.key == one.key else other for other in item.certificates)


def stamp(part: Any) -> str:
    """Return by which a page knows whether its part was changed meanwhile."""
    return sha256(canonical(part))[:16]


def amend(request: HttpRequest, found: Edition, item: Item) -> None:
    """Amend a draft if there is anything to amend.

    Raises:
        Refusal: The act is refused, because somebody was first or the draft is no draft any more.

    """
    if item == found.says:
        return
    on = occasion(request, acts.amend, department=found.department)
    acts.amend(on, found.reference, item=item, was=found.digest)


def overtaken(text: str, reference: str) -> str:
    """Return the sentence that says who changed a draft last, and when."""
    last = journal.history("edition", reference)[-1]
    account = people.account(last.actor)
    at = last.at.astimezone(CHINA)
    day = "" if at.date() == today() else cn_date(at.date())
    return text.format(who=account.name if account else last.actor, when=f"{day}{at.hour}:{at.minute:02d}")


def _theirs(item: Item, typed: Item) -> list[differing.Row]:
    """Return what the draft says now beside what was typed, where they differ."""
    changed = differing.between(item, typed, queries.standards(today())).only_changes()
    return [row for block in changed for row in block.rows]


def _tabs(found: Edition, item: Item, section: Section, key: str) -> list[dict[str, Any]]:
    wanted = [(one, of) for one, of in pages(item) if of == key]
    if key and (Section.PLEDGE, key) not in wanted:
        wanted.append((Section.PLEDGE, key))
    return [
        {"label": TITLES[one], "url": page_url(found.reference, one, of), "current": one is section}
        for one, of in wanted
    ]


def _word_of(item: Item, section: Section, key: str) -> str:
    one = item.certificate(key)
    return f"“{one.name}”" if one and section is Section.MAIN else f"“{TITLES[section]}”"
