"""A red-head paper (决定书、告知书) on the screen: the words of the printed page in its order, as plain HTML.

The press sets these forms by itself (`forms/redhead.typ`); what stands in which section is said there and here alike,
and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from nuocheng.papers.layouts.saying import day, numeral

Sections = list[tuple[str, list[str]]]


def _decision(content: Mapping[str, Any]) -> Sections:
    return [
        ("查明的事实", content["facts"]),
        ("理由", content["reasons"]),
        ("依据", content["basis"]),
        (f"决定（{content['outcome']}）", content["decided"]),
        ("怎样履行", [content["performance"]]),
        ("公布", [content["publication"]]),
        ("信用修复", [content["repair"]]),
        ("不服本决定怎么办", [content["remedy"]]),
    ]


def _communication(content: Mapping[str, Any]) -> Sections:
    return [(one["title"], one["articles"]) for one in content["sections"]]


SECTIONS: Mapping[str, Callable[[Mapping[str, Any]], Sections]] = {
    "decision": _decision,
    "communication": _communication,
}
"""The forms that can be shown, and what stands in each."""


def write(form: str, content: Mapping[str, Any], *, level: int = 2, key: str = "paper") -> SafeString:
    """Return a red-head paper as an HTML partial whose title is a heading of the given level."""
    present = [(name, [one for one in items if one]) for name, items in SECTIONS[form](content) if any(items)]
    sections = format_html_join(
        "", "{}", ((_section(place, one, level + 1),) for place, one in enumerate(present, start=1))
    )
    pledged = "（以告知承诺方式办理）" if content.get("by_pledge") else ""
    return format_html(
        '<article class="paper" lang="zh-CN"><p class="small quiet">{}　{}</p>'
        '<{} id="{}-title">{}</{}>{}<p>{}：</p><p>{}</p>{}<p>{}<br>{}</p>{}</article>',
        content["body"],
        content["number"],
        _tag(level),
        key,
        content["title"],
        _tag(level),
        format_html("<p>{}</p>", pledged) if pledged else "",
        content["addressee"],
        content["opening"],
        sections,
        content["body"],
        day(content["dated"]),
        format_html('<p class="small quiet">联系方式：{}</p>', content["contact"])
        if content["contact"]
        else "",
    )


def _section(place: int, section: tuple[str, list[str]], level: int) -> SafeString:
    name, items = section
    tag = _tag(level)
    if len(items) == 1:
        said = format_html("<p>{}</p>", items[0])
    else:
        lines = ((numeral(number), one) for number, one in enumerate(items, start=1))
        said = format_html_join("", "<p>（{}）{}</p>", lines)
    return format_html("<{0}>{1}、{2}</{0}>{3}", tag, numeral(place), name, said)


def _tag(level: int) -> SafeString:
    return mark_safe(f"h{min(level, 6)}")  # noqa: S308  a number of ours
