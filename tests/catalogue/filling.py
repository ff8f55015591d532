"""Filling in a form as a browser does: what the page holds is sent back, but for what somebody changes."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

Pairs = list[tuple[str, str]]


class _Forms(HTMLParser):
    """Read every form of a page, and what each would send."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Pairs] = []
        self.labels: list[str] = []
        self._select = self._area = ""
        self._picked: list[str] = []
        self._first: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append([])
        if not self.forms:
            return
        if tag == "input":
            self._input(has)
        elif tag == "select":
            self._select, self._picked, self._first = has["name"], [], []
        elif tag == "option" and self._select:
            (self._picked if "selected" in has else self._first).append(has["value"])
        elif tag == "textarea":
            self._area = has["name"]
            self.forms[-1].append((self._area, ""))

    def _input(self, has: dict[str, str]) -> None:
        kind = has.get("type", "text")
        if kind in {"checkbox", "radio"} and "checked" not in has:
            return
        if kind not in {"submit", "search"}:
            unsaid = "on" if kind in {"checkbox", "radio"} else ""
            self.forms[-1].append((has["name"], has.get("value", unsaid)))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select:
            self.forms[-1].append((self._select, (self._picked or self._first)[0]))
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            name, value = self.forms[-1][-1]
            self.forms[-1][-1] = (name, (value + data).removeprefix("\n") if not value else value + data)


def held(text: str, with_field: str = "read_at") -> Pairs:
    """Return what the form with that field would send."""
    reader = _Forms()
    reader.feed(text)
    return next(form for form in reader.forms if with_field in dict(form))


def filled(text: str, changes: dict[str, Any], with_field: str = "read_at") -> dict[str, list[str]]:
    """Return what the form would send after somebody changed some of its fields."""
    sent: dict[str, list[str]] = {}
    for name, value in held(text, with_field):
        sent.setdefault(name, []).append(value)
    for name, value in changes.items():
        sent[name] = list(value) if isinstance(value, list | tuple) else [value]
    return sent


def send(client: Client, address: str, text: str, **changes: Any) -> HttpResponse:
    """Send the form of a page back with these changes; two underscores stand for a dash."""
    named = {name.replace("__", "-"): value for name, value in changes.items()}
    return client.post(address, filled(text, {"do": "save", **named}))
