"""A page as a reader without a script meets it: its forms, what stands in them, and the complaints on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lxml import html

Given = Mapping[str, Any]


class Page:
    """A page that was answered, taken apart."""

    def __init__(self, content: bytes) -> None:
        self.tree = html.fromstring(content.decode(), parser=html.HTMLParser(encoding="utf-8"))
        self.ids = {one.get("id"): one for one in self.tree.iter() if one.get("id")}

    @property
    def text(self) -> str:
        """Return everything that can be read."""
        return str(self.tree.text_content())

    def complaints(self) -> list[tuple[str, str]]:
        """Return the error summary: the anchor of each line, and what it says."""
        lines = self.tree.xpath('//div[contains(concat(" ",@class," ")," errors ")]//li')
        found = []
        for line in lines:
            link = line.find("a")
            found.append(
                (link.get("href", "").lstrip("#") if link is not None else "", line.text_content().strip())
            )
        return found

    def controls(self, name: str) -> list[Any]:
        """Return the inputs of a name, or those that make up a field of that name (a day in its parts)."""
        named = [one for one in self.tree.iter("input", "textarea", "select") if one.get("name")]
        exact = [one for one in named if one.get("name") == name]
        return exact or [one for one in named if one.get("name").startswith(f"{name}_")]

    def beside(self, name: str) -> str:
        """Return what is said of the field: the texts to which it, or the group it is in, points as describing it."""
        found = []
        for control in self.controls(name):
            around = [control, *control.iterancestors("fieldset")]
            for one in around:
                words = one.get("aria-describedby", "").split()
                found += [self.ids[word].text_content() for word in words if word in self.ids]
        return "\n".join(found)

    def leads_to(self, anchor: str, name: str) -> bool:
        """Say whether an anchor is an input of that field, or the group in which it stands."""
        target = self.ids.get(anchor)
        if target is None:
            return False
        return any(one is target or target in one.iterancestors() for one in self.controls(name))

    def form_with(self, names: Iterable[str]) -> Any:
        """Return the form that has all of these fields.

        Raises:
            AssertionError: No form of the page has; a row would type into nothing.

        """
        wanted = list(names)
        for form in self.tree.iter("form"):
            there = {one.get("name") for one in form.iter("input", "textarea", "select", "button")}
            if all(name in there for name in wanted):
                return form
        seen = [
            {one.get("name") for one in form.iter("input", "textarea", "select", "button")}
            for form in self.tree.iter("form")
        ]
        raise AssertionError(f"no form asks for all of {wanted}; there are {seen}")

    def stands(self, name: str) -> list[str]:
        """Return what stands in a field: typed text, or the values that are chosen."""
        found: list[str] = []
        for one in self.tree.iter("input", "textarea", "select"):
            if one.get("name") != name:
                continue
            found += _value(one)
        return found


def hidden(form: Any) -> dict[str, str]:
    """Return what a form sends of itself."""
    return {
        one.get("name"): one.get("value", "") for one in form.iter("input") if one.get("type") == "hidden"
    }


def _value(one: Any) -> list[str]:
    if one.tag == "textarea":
        return [(one.text or "").removeprefix("\n")]  # the first line end of a text area is none of its text
    if one.tag == "select":
        return [
            option.get("value", "") for option in one.iter("option") if option.get("selected") is not None
        ]
    if one.get("type") in {"radio", "checkbox"}:
        return [one.get("value", "on")] if one.get("checked") is not None else []
    return [one.get("value", "")]
