"""Finding every page: from where each account begins, along the links, a few examples of each page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from tests.browser.visitor import Visitor

LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]+)')
#: How many examples of a page are looked at over all accounts; the states of a case look different each.
USUALLY, MOST = (
    1,
    {
        "case": 4,
        "my-matter": 3,
        "my-credit": 3,
        "matter": 3,
        "verify-task": 3,
        "desk-case": 2,
        "styleguide-component": 3,
    },
)
#: Addresses without a page to look at: they answer with a file, another address, or only to a form.
NOT_PAGES = frozenset(
    {
        "sign-out",
        "after-sign-in",
        "look",
        "theme",
        "styleguide-paper",
        "healthz",
        "paper",
        "blank-form",
        "field-photo",
        "field-photo-preview",
        "assist-letter",
        "assist-page",
        "assist-enclosure",
        "assist-draft-page",
        "lead-assist-figures-file",
    }
    | {
        "annex-file",
        "blank-form-to-edit",
        "guide-file",
        "model-pledge-file",
        "catalogue-template",
        "superior-export",
    }
    | {"catalogue-stock-file", "import-original", "import-report", "lead-contacts-file", "desk-plan-file"}
    | {"desk-summary-file", "lead-summary-file"}
    | {"draw-file", "draw-replay"}
    | {"open-csv", "open-json", "open-negative", "open-schema"}
    # Doors of a platform's frame, walked by tests/site/test_journeys_in_browser.py, and a switch beside a page.
    | {"journey-open", "journey-leave", "journey-elsewhere", "portal-switch"}
    | {
        "block-print",
        "case-pledge-text",
        "case-preview",
        "case-sign-words",
        "case-signing-record",
        "desk-preview",
    }
    | {
        "desk-letter-file",
        "intake-print",
        "intake-scan",
        "intake-withdraw-print",
        "own-form-filled",
        "webhook-do",
    }
    | {"handover-do", "handover-packet", "source-trial", "look-slip", "lead-looks-export", "recheck-file"}
    # A run over whole sets needs sets that fit what waits: tests/verification/test_batch_pages.py goes through it.
    | {"desk-batch"}
    | {
        "own-form-original",
        "own-forms-start",
        "sign-in-province",
        "sign-in-province-back",
    }
    | {"field-ready", "field-worker", "field-sight", "field-sign", "field-sight-photo", "field-signature"}
    | {"visit-sheet", "visit-page"}
    | {"written-material", "my-written-material", "publicity-file"}
    | {"verified-stamp", "verified-stamp-capitals", "verify-keys", "verify-manifest", "verify-worker"}
    | {"case-material", "desk-material", "verify-ask", "system-try", "desk-report-submit", "lead-accept"}
)
#: Who begins at a desk stays among the desks: what is for applicants refuses the staff, and says so.
DESKS = ("/desk", "/lead", "/field", "/sys")
#: How many examples of a page one account is led on from, and how many pages it opens at most.
ONWARD, FURTHEST = 3, 160


def walk(visitor: Visitor, starts: Iterable[str], seen: Counter[str]) -> dict[str, str]:
    """Return where one account comes to and by which page, as far as more examples of a page are wanted."""
    ahead = list(starts)
    led_by, opened, found = dict.fromkeys(ahead, ""), Counter[str](), dict[str, str]()
    while ahead and opened.total() < FURTHEST:
        address = ahead.pop(0)
        name = page_at(address)
        if name is None or name in NOT_PAGES or opened[name] >= ONWARD:
            continue
        opened[name] += 1
        answer = visitor.context.request.get(address)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        onward = _links(answer.text(), answer.url, visitor.house) - set(led_by)
        if address.startswith(DESKS):
            onward = {one for one in onward if one.startswith(DESKS)}
        led_by |= dict.fromkeys(onward, address)
        ahead += sorted(onward, key=lambda one: (opened[page_at(one) or ""], one))
        if answer.status != 200:  # a dead link is always worth a look
            found[address] = led_by[address]
        elif page_at(answer.url.removeprefix(visitor.house)) == name and seen[name] < MOST.get(name, USUALLY):
            seen[name] += 1
            found[address] = led_by[address]
    return found


def _links(html: str, base: str, house: str) -> set[str]:
    """Return where the links of a page lead, inside the house."""
    found = (urlsplit(urljoin(base, unescape(link))) for link in LINK.findall(html))
    return {
        one.path + (f"?{one.query}" if one.query else "")
        for one in found
        if one.netloc == urlsplit(house).netloc
    }


def page_at(address: str) -> str | None:
    """Return the name of the page that an address leads to."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None


def all_pages(*, at_desks: bool) -> set[str]:
    """Return the names of every page at the desks, or of every other one; the API left out."""
    names: set[str] = set()
    pending: list[tuple[str, URLPattern | URLResolver]] = [("/", one) for one in get_resolver().url_patterns]
    while pending:
        before, one = pending.pop()
        path = before + str(one.pattern)
        if not isinstance(one, URLPattern):
            pending += [(path, inner) for inner in one.url_patterns if not path.startswith("/api/")]
        elif one.name and path.startswith(DESKS) == at_desks:
            names.add(one.name)
    return names - NOT_PAGES
