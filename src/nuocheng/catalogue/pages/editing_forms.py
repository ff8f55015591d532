"""What the pages of a draft are made of: fields, forms, and lists of entries that grow without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from django.forms import Textarea, TextInput
from django.forms.boundfield import BoundField
from django.http import QueryDict

from nuocheng.edge import forms as edge

#: The lists of names that a page may suggest: the sources that are known, and their fields.
SOURCES, FIELDS = "known-sources", "known-fields"
F = TypeVar("F", bound=edge.Form)
R = TypeVar("R", bound="Entry")
#: More entries of one kind than this are no list that people read.
MOST_ENTRIES = 60


class Lines(edge.LongText):
    """Several short texts, one on each line."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        """Take Django's arguments, and how many lines are seen."""
        super().__init__(**{"required": False, "widget": Textarea(attrs={"rows": rows}), **kwargs})

    def clean(self, value: Any) -> Any:
        """Return the texts without blank ones, each once."""
        lines = (line.strip() for line in str(super().clean(value)).splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def prepare_value(self, value: Any) -> Any:
        """Return the texts as lines."""
        return "\n".join(value) if isinstance(value, tuple | list) else value


class Words(edge.LongText):
    """Several lines of text that may be left out, without blanks around it."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        """Take Django's arguments, and how many lines are seen."""
        super().__init__(**{"required": False, "widget": Textarea(attrs={"rows": rows}), **kwargs})

    def clean(self, value: Any) -> Any:
        """Return the text with every line ended as we end it."""
        return "\n".join(str(super().clean(value)).splitlines())


class Suggested(edge.TextLine):
    """One line that may be left out or be one of the names on a list of the page (see `SectionPage.lists`)."""

    def __init__(self, *, of: str, **kwargs: Any) -> None:
        """Take the list, and Django's arguments."""
        widget = TextInput(attrs={"list": of, "autocomplete": "off"})
        super().__init__(**{"required": False, "max_length": 60, "widget": widget, **kwargs})


class Entry(edge.Form):
    """One entry of a list: empty as long as none of the fields that *tell* of it is filled in."""

    tell: ClassVar[tuple[str, ...]] = ()

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was written."""
        return not any(str(self[name].data or "").strip() for name in self.tell)


@dataclass(frozen=True, slots=True)
class Press:
    """A button of a list that was pressed: what it does, to which list, to which entry."""

    does: str
    name: str
    place: int = 0

    @classmethod
    def of(cls, data: QueryDict) -> Press | None:
        """Return the button that was pressed, nothing if the form was to be saved."""
        does, _, rest = data.get("do", "").partition(":")
        name, _, place = rest.partition(":")
        if does not in {"add", "drop", "up", "down"}:
            return None
        return cls(does, name, int(place) if place.isascii() and place.isdecimal() else 0)

    def order(self, count: int) -> list[int | None]:
        """Return which entry stands where afterwards; a new one is nothing."""
        order: list[int | None] = list(range(count))
        if self.does == "add":
            return [*order, None][:MOST_ENTRIES]
        if self.place >= count:
            return order
        if self.does == "drop":
            del order[self.place]
            return order
        to = self.place + (1 if self.does == "down" else -1)
        if 0 <= to < count:
            order[self.place], order[to] = order[to], order[self.place]
        return order

    def lands(self, count: int) -> tuple[int, str]:
        """Return which entry takes the focus afterwards, and on which of its buttons (none: its first field)."""
        if self.does == "add":
            return count - 1, ""
        if self.does == "drop":
            return min(self.place, count - 1), "drop"
        return self.place + (1 if self.does == "down" else -1), self.does


@dataclass(slots=True)
class Entries(Generic[R]):
    """A list of entries on a page."""

    name: str
    word: str
    forms: list[R]
    focus: tuple[int, str] = (-1, "")
    full: bool = False

    @property
    def count(self) -> int:
        """Return how many entries are on the page, empty ones included."""
        return len(self.forms)

    @property
    def filled(self) -> list[R]:
        """Return the entries in which something was written."""
        return [one for one in self.forms if not one.is_blank]

    def said(self) -> list[dict[str, Any]]:
        """Return what was written, entry by entry."""
        return [one.cleaned_data for one in self.filled]

    def drawn(self) -> Iterator[dict[str, Any]]:
        """Yield each entry as its template draws it."""
        at, button = self.focus
        for place, form in enumerate(self.forms):
            here = place == at
            if here and not button:
                next(iter(form.fields.values())).widget.attrs["autofocus"] = True
            yield {
                "form": form,
                "place": place,
                "number": place + 1,
                "first": place == 0,
                "last": place == len(self.forms) - 1,
                "focus": button if here else "",
            }


@dataclass(frozen=True, slots=True)
class Hand:
    """From where the forms of a page are filled: the draft itself, or what was typed.

    What was typed is checked when it is to be saved, and left as it is when only a button of a list was pressed.
    """

    data: QueryDict | None = None
    press: Press | None = None

    def form(self, cls: type[F], initial: Mapping[str, Any], prefix: str | None = None, **more: Any) -> F:
        """Return one form."""
        if self.data is None:
            return cls(initial=dict(initial), prefix=prefix, **more)
        if self.press is None:
            return cls(self.data, initial=dict(initial), prefix=prefix, **more)
        return cls(initial=self._typed(cls, prefix, more), prefix=prefix, **more)

    def entries(
        self, cls: type[R], name: str, word: str, said: Sequence[Mapping[str, Any]], **more: Any
    ) -> Entries[R]:
        """Return a list of forms, with one empty entry where there would be none."""
        if self.data is None:
            forms = [self.form(cls, one, f"{name}-{place}", **more) for place, one in enumerate(said or [{}])]
            return Entries(name, word, forms)
        count = self._count(name)
        if self.press is None:
            return Entries(
                name, word, [self.form(cls, {}, f"{name}-{place}", **more) for place in range(count)]
            )
        pressed = self.press if self.press.name == name else None
        order = pressed.order(count) if pressed else list(range(count))
        forms = [
            cls(
                initial={} if came is None else self._typed(cls, f"{name}-{came}", more),
                prefix=f"{name}-{place}",
                **more,
            )
            for place, came in enumerate(order or [None])
        ]
        focus = pressed.lands(len(forms)) if pressed else (-1, "")
        return Entries(name, word, forms, focus, full=len(forms) >= MOST_ENTRIES)

    def _count(self, name: str) -> int:
        text = self.data.get(f"{name}-count", "") if self.data else ""
        return min(int(text), MOST_ENTRIES) if text.isascii() and text.isdecimal() else 0

    def _typed(self, cls: type[edge.Form], prefix: str | None, more: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was typed into a form, as it was typed."""
        blank = cls(prefix=prefix, **more)
        return {
            name: one.widget.value_from_datadict(self.data or {}, {}, blank.add_prefix(name))
            for name, one in blank.fields.items()
        }


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a field: an objection, a warning, or a comment of the reviewer."""

    anchor: str
    text: str
    kind: str
    clauses: str = ""
    url: str = ""

    @property
    def word(self) -> str:
        """Return the word that says what kind of note it is."""
        return {"gate": "过不了关", "warning": "提醒", "comment": "审核意见"}[self.kind]

    @property
    def tone(self) -> str:
        """Return the tone of its badge."""
        return {"gate": "bad", "warning": "todo", "comment": "info"}[self.kind]


@dataclass(slots=True)
class Group:
    """Some fields under one heading, or one list of entries; *name* is the field of the content it is about.

    *wide* puts the fields one under the other, *more* says that the group goes on with the one before.
    """

    title: str
    name: str = ""
    hint: str = ""
    fields: list[BoundField] = field(default_factory=list)
    entries: Entries[Any] | None = None
    wide: bool = False
    more: bool = False
    notes: Mapping[str, list[Note]] = field(default_factory=dict)
    own: list[Note] = field(default_factory=list)

    def drawn(self) -> Iterator[tuple[BoundField, list[Note]]]:
        """Yield each field with what stands beside it, told to screen readers as belonging to it."""
        for bound in self.fields:
            beside = self.notes.get(bound.name, [])
            if beside and not bound.use_fieldset:
                bound.field.widget.attrs["aria-describedby"] = " ".join(
                    [*([bound.aria_describedby] if bound.aria_describedby else []), f"note-{bound.html_name}"]
                )
            yield bound, beside


@dataclass(slots=True)
class Sheet:
    """Everything on one page of a draft: its forms, its lists, and how they are grouped."""

    forms: list[edge.Form]
    groups: list[Group]

    @property
    def entries(self) -> list[Entries[Any]]:
        """Return the lists of the page."""
        return [one.entries for one in self.groups if one.entries is not None]

    def is_valid(self) -> bool:
        """Say whether everything that was written can be kept; every form is checked, to name all faults."""
        checked = [one.is_valid() for one in self._checked()]
        return all(checked)

    def summary(self) -> list[tuple[str, str]]:
        """Return what is still to be put right, in reading order."""
        found = edge.error_summary(*self.forms)
        for entries in self.entries:
            for place, one in enumerate(entries.forms, start=1):
                wrong = [] if one.is_blank else edge.error_summary(one)
                found += [(at, f"第{place}{entries.word}：{text}") for at, text in wrong]
        return found

    def _checked(self) -> list[edge.Form]:
        return [*self.forms, *(one for entries in self.entries for one in entries.filled)]
