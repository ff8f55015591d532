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
USUALLY, MOST = 1, {"case": 6, "my-matter": 3, "my-credit": 3, "mine": 2, "matter": 4, "verify-task": 4, "desk-case": 3}
#: Addresses without a page to look at: they answer with a file, another address, or only to a form.
NOT_PAGES = frozenset(
    {"sign-out", "after-sign-in", "elder", "healthz", "paper", "blank-form", "field-photo"}
    | {"case-material", "desk-material", "verify-ask", "system-try", "desk-report-submit", "lead-accept"}
)
#: Deeper than this leads only to more of the same.
FURTHEST = 60


def walk(visitor: Visitor, starts: Iterable[str], seen: Counter[str]) -> list[str]:
    """Return the addresses one account comes to, within what is still wanted of each page."""
    ahead, met, found = list(starts), set(starts), []
    while ahead and len(found) < FURTHEST:
        address = ahead.pop(0)
        name = page_at(address)
        if name is None or name in NOT_PAGES or seen[name] >= MOST.get(name, USUALLY):
            continue
        answer = visitor.context.request.get(address)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        landed = answer.url.removeprefix(visitor.house)
        if page_at(landed) != name:
            ahead.append(landed)
            continue
        seen[name] += 1
        found.append(address)
        for link in LINK.findall(answer.text()):
            onward = urlsplit(urljoin(answer.url, unescape(link)))
            target = onward.path + (f"?{onward.query}" if onward.query else "")
            if onward.netloc == urlsplit(visitor.house).netloc and target not in met:
                met.add(target)
                ahead.append(target)
    return found


def page_at(address: str) -> str | None:
    """Return the name of the page that an address leads to."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None


def all_pages() -> set[str]:
    """Return the names of every page there is, the API left out."""
    names: set[str] = set()
    pending: list[URLPattern | URLResolver] = list(get_resolver().url_patterns)
    while pending:
        one = pending.pop()
        if isinstance(one, URLPattern):
            names |= {one.name} if one.name else set()
        elif not str(one.pattern).startswith("api/"):
            pending += one.url_patterns
    return names - NOT_PAGES
