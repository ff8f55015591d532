"""A sheet written for the screen: plain HTML in the classes of the house, read aloud in the order of the paper.

Ticks, tags and lines to write on are words, never only a shape; a QR code becomes the address it leads to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from nuocheng.papers import blocks as b

TICKS: Mapping[bool | None, tuple[str, str]] = {
    True: ("☑", "已选："),
    False: ("☐", "没有选："),
    None: ("☐", "可以选："),
}


def write(sheet: b.Sheet, *, level: int = 2, key: str = "paper") -> SafeString:
    """Return a sheet as an HTML partial whose title is a heading of the given level.

    *key* begins the ids in it; a page that shows two papers gives two keys.
    """
    writer = _Writer(level, key)
    running = [one for one in (*sheet.head, *sheet.foot) if one]
    inner = _join(writer.block(one) for one in sheet.blocks)
    lines = format_html('<p class="small quiet">{}</p>', _join(map(words, running), "　")) if running else ""
    return format_html('<article class="paper" lang="zh-CN">{}{}</article>', lines, inner)


def words(said: b.Words) -> SafeString:
    """Return a line of text as HTML."""
    pieces = (said,) if isinstance(said, str) else said
    return _join(map(_piece, pieces))


def _piece(piece: b.Piece) -> SafeString:
    match piece:
        case str():
            return _broken(piece)
        case b.Bold(text):
            return format_html("<strong>{}</strong>", text)
        case b.WriteOn() | b.SignOn():
            return mark_safe('<span aria-hidden="true">＿＿＿</span><span class="vh">（待填写）</span>')
        case b.Tick(text, chosen):
            sign, read = TICKS[chosen]
            return format_html(
                '<span class="nowrap"><span aria-hidden="true">{}</span>'
                '<span class="vh">{}</span>{}</span>　',
                sign,
                read,
                text,
            )
        case b.Link(url):
            return format_html('<a href="{0}">{0}</a>', url)


def _broken(text: str) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((one,) for one in text.split("\n")))


def _join(parts: Iterable[SafeString | str], between: str = "") -> SafeString:
    return mark_safe(between.join(conditional_escape(one) for one in parts))  # noqa: S308  each part is escaped here


def _items(tag: str, items: Iterable[b.Words], attrs: str = "") -> SafeString:
    inner = format_html_join("", "<li>{}</li>", ((words(one),) for one in items))
    return format_html("<{0}{1}>{2}</{0}>", mark_safe(tag), mark_safe(attrs), inner)  # noqa: S308  both are ours


class _Writer:
    """Writes block after block; knows how deep the last heading stands and which ids are taken."""

    def __init__(self, level: int, key: str) -> None:
        self._level = level
        self._key = key
        self._numbers = count(1)
        self._below = 0

    def block(self, one: b.Block) -> SafeString:
        """Write one block."""
        write: Callable[[Any], SafeString] = getattr(self, f"_{type(one).__name__.lower()}")
        return write(one)

    def _heading_tag(self, below: int, text: str, attrs: str = "") -> SafeString:
        tag = f"h{min(6, self._level + below)}"
        return format_html("<{0}{1}>{2}</{0}>", mark_safe(tag), mark_safe(attrs), text)  # noqa: S308  both are ours

    def _annexmark(self, one: b.AnnexMark) -> SafeString:
        return format_html("<p><strong>{}</strong></p>", one.text)

    def _title(self, one: b.Title) -> SafeString:
        under = format_html("<p>{}</p>", one.under) if one.under else ""
        return _join((self._heading_tag(0, one.text.replace("\n", "")), under))

    def _heading(self, one: b.Heading) -> SafeString:
        self._below = one.level
        return self._heading_tag(one.level, one.text)

    def _para(self, one: b.Para) -> SafeString:
        if one.manner == "right":
            return format_html('<p class="num">{}</p>', words(one.words))
        return format_html("<p>{}</p>", words(one.words))

    def _note(self, one: b.Note) -> SafeString:
        return format_html('<p class="small">{}</p>', words(one.words))

    def _list(self, one: b.List) -> SafeString:
        return _items("ol" if one.ordered else "ul", one.items)

    def _fields(self, one: b.Fields) -> SafeString:
        rows = ((field.label, words(field.value or (b.WriteOn(0),))) for field in one.rows)
        inner = format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", rows)
        return format_html('<dl class="summary">{}</dl>', inner)

    def _card(self, one: b.Card) -> SafeString:
        name = f"{self._key}-{next(self._numbers)}"
        entries = format_html_join("", "<dt>{}</dt><dd>{}</dd>", one.entries)
        return format_html(
            '<section class="pledge" aria-labelledby="{}">'
            '<p class="pledge-top"><span class="pledge-tag">{}</span></p>{}<dl class="facts">{}</dl></section>',
            name,
            one.label,
            self._heading_tag(self._below + 1, one.title, f' class="pledge-title" id="{name}"'),
            entries,
        )

    def _groups(self, one: b.Groups) -> SafeString:
        parts = (
            format_html('<p><span class="tag">{}</span></p>{}', group.tag, _items("ol", group.items))
            for group in one.groups
        )
        inner = format_html_join("", "<div>{}</div>", ((part,) for part in parts))
        return format_html('<div class="halves">{}</div>', inner)

    def _box(self, one: b.Box) -> SafeString:
        facts = (
            (fact.label, f"{fact.value}{fact.unit}" if fact.value else words((b.WriteOn(0), fact.unit)))
            for fact in one.facts
        )
        inner = format_html_join("", "<dt>{}</dt><dd>{}</dd>", facts)
        body = (
            format_html("<p>{}</p>", one.says)
            if one.says
            else format_html('<dl class="facts">{}</dl>', inner)
        )
        head = self._heading_tag(self._below + 1, one.title)
        return format_html('<section class="card">{}<p>{}</p>{}</section>', head, words(one.choice), body)

    def _confirmed(self, one: b.Confirmed) -> SafeString:
        return format_html("<p><strong>{}</strong> {}</p>", one.text, words(one.by))

    def _statements(self, one: b.Statements) -> SafeString:
        lead = format_html("<p><strong>{}</strong></p>", one.lead)
        offers = _items("ul", [(offer.text, "　", *offer.choice) for offer in one.offers])
        return _join((lead, _items("ol", one.items), offers if one.offers else ""))

    def _signaturebox(self, one: b.SignatureBox) -> SafeString:
        inner = format_html_join(
            "", "<div><dt>{}</dt><dd>{}</dd></div>", ((sign.label, _signed(sign)) for sign in one.signs)
        )
        code = format_html('<p>核验码：<b class="mono">{}</b></p>', one.code.text) if one.code else ""
        after = format_html('<p class="small">{}</p>', words(one.after)) if one.after else ""
        return format_html('<dl class="summary">{}</dl>{}{}', inner, code, after)

    def _table(self, one: b.Table) -> SafeString:
        heads = format_html_join("", "<tr>{}</tr>", ((_head_row(row),) for row in one.head))
        rows = format_html_join("", "<tr>{}</tr>", ((_row(row, one.columns),) for row in b.placed(one.rows)))
        hidden = "" if one.captioned else mark_safe(' class="vh"')
        return format_html(
            '<div class="scroll" role="region" aria-label="{0}" tabindex="0"><table>'
            "<caption{1}>{0}</caption><thead>{2}</thead><tbody>{3}</tbody></table></div>",
            one.caption,
            hidden,
            heads,
            rows,
        )

    def _figure(self, one: b.Figure) -> SafeString:
        drawing = mark_safe(one.svg)  # noqa: S308  drawn by papers.flowchart, which escapes every word
        steps = _items("ol", one.steps)
        return format_html(
            '{2}<figure><div class="scroll" role="region" aria-label="{0}" tabindex="0">{1}</div>'
            "<figcaption>{0}</figcaption></figure>",
            one.title,
            drawing,
            steps,
        )

    def _pagebreak(self, one: b.PageBreak) -> SafeString:
        return mark_safe("<hr>")

    def _keep(self, one: b.Keep) -> SafeString:
        return _join(map(self.block, one.blocks))


def _signed(sign: b.Sign) -> SafeString:
    if not sign.name:
        return words((b.WriteOn(0),))
    lines = [format_html("<strong>{}</strong>", sign.name), *map(words, sign.lines)]
    return _join(lines, "<br>")


def _head_row(row: tuple[b.Cell, ...]) -> SafeString:
    parts = (
        format_html(
            '<th scope="{}"{}>{}</th>', "colgroup" if one.across > 1 else "col", _reach(one), words(one.words)
        )
        for one in row
    )
    return _join(parts)


def _row(row: tuple[tuple[int, b.Cell, bool], ...], columns: tuple[b.Column, ...]) -> SafeString:
    return _join(_cell(cell, columns[place]) for place, cell, continued in row if not continued)


def _cell(one: b.Cell, column: b.Column) -> SafeString:
    if column.heads:
        scope = "rowgroup" if one.down > 1 else "row"
        return format_html('<th scope="{}"{}>{}</th>', scope, _reach(one), words(one.words))
    number = mark_safe(' class="num"') if column.align == "right" else ""
    return format_html("<td{}{}>{}</td>", number, _reach(one), words(one.words))


def _reach(one: b.Cell) -> SafeString:
    across = f' colspan="{one.across}"' if one.across > 1 else ""
    down = f' rowspan="{one.down}"' if one.down > 1 else ""
    return mark_safe(across + down)  # noqa: S308  numbers only
