"""The rulebook: every rule of the house with its clause, its words and the day it came into force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule

from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.rulings import Citation, Rule


@dataclass(frozen=True)
class Listed:
    """One rule as its office lists it: the office, and the sets in which an officer meets it."""

    office: str
    office_title: str
    sets: tuple[str, ...]
    rule: Rule[Any]

    @property
    def objects(self) -> str:
        """Return the sentence that says what the rule objects to."""
        return " ".join(self.rule.doc.split("\n\n")[0].split())

    @property
    def in_force(self) -> str:
        """Return from when, and until when, the rule is law."""
        until = f"，至{cn_date(self.rule.until)}前" if self.rule.until else ""
        return f"自{cn_date(self.rule.since)}起{until}"


def offices() -> Iterator[AppConfig]:
    """Yield every office of the house, in the order in which it is built."""
    for config in apps.get_app_configs():
        if config.name.startswith("nuocheng."):
            yield config


def part(config: AppConfig, name: str) -> ModuleType | None:
    """Return one room of an office, such as its rules, if it has that room."""
    if not module_has_submodule(config.module, name):
        return None
    return import_module(f"{config.name}.{name}")


def rules() -> list[Listed]:
    """Return every rule of the house, office by office, in the order an officer checks them."""
    return [listed for config in offices() for listed in _rules_of(config)]


def _rules_of(config: AppConfig) -> Iterator[Listed]:
    """Yield one office's rules, each once, with all the sets that name it."""
    room = part(config, "rules")
    listed_there = vars(room) if room else {}
    sets = {name: one for name, one in listed_there.items() if isinstance(one, tuple) and _are_rules(one)}
    named: dict[str, list[str]] = {}
    found: dict[str, Rule[Any]] = {}
    for name, listed in sets.items():
        for one in listed:
            named.setdefault(one.name, []).append(name)
            found.setdefault(one.name, one)
    for name, one in found.items():
        yield Listed(config.label, str(config.verbose_name), tuple(named[name]), one)


def _are_rules(listed: tuple[object, ...]) -> bool:
    return bool(listed) and all(isinstance(one, Rule) for one in listed)


def markdown() -> str:
    """Write the rulebook as a page of the docs."""
    listed = rules()
    lines = [
        "# Rulebook",
        "",
        f"Every rule of the house, {len(listed)} in all: what it objects to, the clause it rests on in its own words, and",
        "the day it came into force. A rule is one function in one file of the same name; how to add one is told in",
        "[how-to/add-a-rule.md](how-to/add-a-rule.md).",
    ]
    for label in dict.fromkeys(one.office for one in listed):
        own = [one for one in listed if one.office == label]
        lines += ["", f"## {label} · {own[0].office_title}"]
        for one in own:
            lines += _entry(one)
    return "\n".join(lines) + "\n"


def _entry(one: Listed) -> list[str]:
    """Write one rule."""
    asked = "、".join(f"`{name}`" for name in one.sets)
    return [
        "",
        f"### `{one.rule.name}` · {one.rule.title}",
        "",
        one.objects,
        "",
        f"- Asked in: {asked}",
        f"- In force: {one.in_force}",
        *(line for cite in one.rule.cites for line in quoted(cite)),
    ]


def quoted(cite: Citation) -> list[str]:
    """Write one citation with its words."""
    return [f"- {cite}（`{cite.clause_id}`）", f"  > {cite.quote}"]


def change_lines() -> list[str]:
    """Write the rules as a changelog lists them: name, clause, in force from."""
    return [
        f"- `{one.rule.name}` — {'、'.join(str(cite) for cite in one.rule.cites)} — in force from {one.rule.since.isoformat()}"
        for one in rules()
    ]
