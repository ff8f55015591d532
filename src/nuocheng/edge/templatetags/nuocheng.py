"""The tags and filters of our pages: masked names, dates, badges, icons and the parts drawn from data."""

from collections.abc import Sequence
from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nuocheng.edge import charts, diffs, display, icons

register = template.Library()

register.filter("mask_name", display.mask_name)
register.filter("mask_number", display.mask_number)
register.filter("deadline", display.deadline)


@register.filter(expects_localtime=True)
def cn_date(value: date | None) -> str:
    """Return a day as 2026年11月25日."""
    return display.cn_date(value)


@register.filter(expects_localtime=True)
def cn_datetime(value: datetime | None) -> str:
    """Return a moment as 2026年11月22日9:12."""
    return display.cn_datetime(value)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Return one of our icons; it is silent for screen readers unless it has a label."""
    if label:
        return format_html(
            '<svg class="i" viewBox="0 0 24 24" role="img" aria-label="{}"><path d="{}"/></svg>',
            label,
            icons.PATHS[name],
        )
    return format_html(
        '<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', icons.PATHS[name]
    )


@register.simple_tag
def state(word: str) -> SafeString:
    """Return the badge of one of the twelve public states."""
    return badge(word, display.tone_of_state(word))


@register.simple_tag
def badge(word: str, tone: str = "") -> SafeString:
    """Return a badge in the given tone: ok, bad, todo, info, off or none."""
    return (
        format_html('<span class="tag {}">{}</span>', tone, word)
        if tone
        else format_html('<span class="tag">{}</span>', word)
    )


@register.simple_tag
def due(remaining: int) -> SafeString:
    """Return the short deadline badge of a dense list: 超期2个工作日, 今天, 还有3个工作日."""
    return badge(*display.due(remaining))


@register.inclusion_tag("parts/steps.html")
def steps(at: int, of: int, doing: str = "") -> dict[str, object]:
    """Draw “第2步，共4步” and its bar."""
    return {"at": at, "of": of, "doing": doing, "marks": [place <= at for place in range(1, of + 1)]}


@register.inclusion_tag("parts/summary_list.html")
def summary_list(rows: Sequence[dict[str, object]]) -> dict[str, object]:
    """Draw answers as a list; a row is {label, value, url, action}."""
    return {"rows": rows}


@register.inclusion_tag("parts/timeline.html")
def timeline(events: Sequence[dict[str, object]]) -> dict[str, object]:
    """Draw dated events; an event is {when, what, note, at} with at one of past, now, or nothing."""
    return {"events": events}


@register.inclusion_tag("parts/version_diff.html")
def version_diff(rows: Sequence[tuple[str, str, str]], old: str, new: str) -> dict[str, object]:
    """Draw two versions side by side; a row is a label, the old wording and the new wording."""
    compared = [
        {"label": label, "pair": diffs.compared(before, after), "changed": before != after}
        for label, before, after in rows
    ]
    return {
        "rows": compared,
        "old": old,
        "new": new,
        "changes": sum(bool(row["changed"]) for row in compared),
    }


@register.inclusion_tag("parts/chart_bars.html")
def chart_bars(
    title: str, rows: Sequence[dict[str, object]], unit: str = "件", scope: str = ""
) -> dict[str, object]:
    """Draw sorted bars; a row is {label, value, text, url, tone}."""
    return {"title": title, "bars": charts.bars(rows), "unit": unit, "scope": scope}


@register.inclusion_tag("parts/chart_line.html")
def chart_line(
    title: str,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[float]]],
    unit: str = "件",
    scope: str = "",
) -> dict[str, object]:
    """Draw one to three series over time, with the numbers in a table below."""
    table = list(zip(labels, zip(*(values for _, values in series), strict=True), strict=True))
    return {
        "title": title,
        "plot": charts.plot(labels, series),
        "series": series,
        "table": table,
        "unit": unit,
        "scope": scope,
    }


@register.inclusion_tag("parts/chart_stack.html")
def chart_stack(
    title: str, rows: Sequence[dict[str, object]], unit: str = "件", scope: str = ""
) -> dict[str, object]:
    """Draw how a whole is divided; a row is {label, value, tone}."""
    return {"title": title, "parts": charts.stack(rows), "unit": unit, "scope": scope}
