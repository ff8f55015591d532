"""The page of a draft that says what a certificate is for and what becomes of it, and what was tried before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError

from nuocheng.catalogue import queries
from nuocheng.catalogue.pages.editing import SectionPage, certificate_of, with_certificate
from nuocheng.catalogue.pages.editing_forms import Group, Hand, Lines, Sheet, Words
from nuocheng.catalogue.pages.editing_places import Section
from nuocheng.catalogue.pages.editing_words import CERTIFICATE, DISPOSITION_HINTS, LEVELS, TRIED
from nuocheng.catalogue.rules.content import (
    DISPOSITION_TITLES,
    Certificate,
    Disposition,
    Item,
    Tried,
)
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today

_ORDER = tuple(Disposition)


class CertificateForm(edge.Form):
    """What a certificate is, and what becomes of it."""

    name = edge.TextLine(label=CERTIFICATE["name"], max_length=200)
    aliases = Lines(label=CERTIFICATE["aliases"], max_length=400, help_text="一行写一个", rows=2)
    purpose = Words(label=CERTIFICATE["purpose"], max_length=400, help_text="为什么要它", rows=2)
    proves = Words(
        label=CERTIFICATE["proves"],
        max_length=400,
        help_text="从申请人的角度写一句能核对的话，例如：您没有犯罪记录",
        rows=2,
    )
    issuer = edge.TextLine(label=CERTIFICATE["issuer"], required=False, max_length=200)
    demander = edge.TextLine(
        label=CERTIFICATE["demander"], required=False, max_length=200, help_text="不写，就是主办单位"
    )
    levels = edge.SomeOf(
        label=CERTIFICATE["levels"], choices=[(one, one) for one in LEVELS], look="inline", required=False
    )
    guide = Words(
        label=CERTIFICATE["guide"],
        max_length=800,
        help_text="要交的证明，写清到哪里开、带什么、要多久",
        rows=2,
    )
    disposition = edge.OneOf(
        label=CERTIFICATE["disposition"],
        choices=[(str(one), title) for one, title in DISPOSITION_TITLES.items()],
        look="rows",
        hints={str(one): hint for one, hint in DISPOSITION_HINTS.items()},
    )
    replaced_by = edge.TextLine(
        label=CERTIFICATE["replaced_by"],
        required=False,
        max_length=200,
        help_text="取消、共享或者核查的，写用什么代替",
    )
    ground = edge.Pick(label=CERTIFICATE["ground"], choices=[], required=False)
    reason = Words(
        label=CERTIFICATE["reason"], max_length=400, help_text="列入不能承诺目录的，这句话公众会看到", rows=2
    )
    remark = edge.TextLine(label=CERTIFICATE["remark"], required=False, max_length=400)

    def __init__(
        self, *args: Any, grounds: Mapping[str, str], levels: tuple[str, ...], **kwargs: Any
    ) -> None:
        """Offer the grounds of the law of today, and the levels that the certificate names already."""
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [("", "没有"), *grounds.items()]  # type: ignore[attr-defined]
        others = [one for one in levels if one not in LEVELS]
        self.fields["levels"].choices = [(one, one) for one in (*LEVELS, *others)]  # type: ignore[attr-defined]


class TriedForm(edge.Form):
    """Why each milder way fell through."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add one field for each way."""
        super().__init__(*args, **kwargs)
        self.becomes: Disposition | None = None
        for way, (title, question) in TRIED.items():
            self.fields[str(way)] = Words(label=f"{title}：{question}", max_length=400, rows=2)

    def clean(self) -> dict[str, Any]:
        """Return the reasons; none is given for a way that is not before the disposition.

        Raises:
            ValidationError: A reason says why the chosen way, or one after it, does not work.

        """
        said = super().clean() or {}
        for way in TRIED:
            stands = self.becomes is not None and _ORDER.index(way) >= _ORDER.index(self.becomes)
            if stands and said.get(str(way)):
                self.add_error(str(way), _useless(way, self.becomes))
        return said


def _useless(way: Disposition, becomes: Disposition | None) -> ValidationError:
    chosen = DISPOSITION_TITLES[becomes or way]
    text = f"处置选的是“{chosen}”，用不着说明“{TRIED[way][0]}”为什么不行。请清空这一格，或者改选处置"
    return ValidationError(text, code="useless")


class CertificatePage(SectionPage):
    """The first page of a certificate."""

    section = Section.MAIN

    def part(self, item: Item, key: str) -> Any:
        """Return what stands on this page, and no more."""
        one = certificate_of(item, key)
        return {**_typed(one), "tried": one.tried}

    def sheet(self, item: Item, key: str, hand: Hand) -> Sheet:
        """Return the form of the certificate, and that of the ways tried."""
        one = certificate_of(item, key)
        grounds = queries.standards(today()).grounds
        form = hand.form(CertificateForm, _typed(one), grounds=grounds, levels=one.levels)
        tried = hand.form(TriedForm, {str(said.way): said.reason for said in one.tried}, "tried")
        tried.becomes = _chosen(form)
        what, becomes, more = (
            [form[name] for name in names]
            for names in (
                ("name", "aliases", "purpose", "proves", "issuer", "demander", "levels", "guide"),
                ("disposition",),
                ("replaced_by", "ground", "reason", "remark"),
            )
        )
        groups = [
            Group("这是什么证明", fields=what),
            Group("怎么处置", hint="从上往下试，前一样行得通就不往后选", fields=becomes, wide=True),
            Group(
                "先试过的办法，为什么不行",
                "tried",
                hint="照数据、核查、承诺、纸质的顺序，排在您选的处置前面的，每一样写一句",
                fields=list(tried),
            ),
            Group("理由和代替办法", fields=more),
        ]
        return Sheet([form, tried], groups)

    def put(self, item: Item, key: str, sheet: Sheet) -> Item:
        """Return the item with what the forms say about this certificate."""
        form, tried = sheet.forms
        said = {**form.cleaned_data, "disposition": Disposition(form.cleaned_data["disposition"])}
        said["levels"] = tuple(said["levels"])
        one = replace(certificate_of(item, key), **said, tried=tuple(_tried(tried.cleaned_data)))
        return replace(item, certificates=with_certificate(item, one))


def _typed(one: Certificate) -> dict[str, Any]:
    plain = ("name", "aliases", "purpose", "proves", "issuer", "demander", "guide", "replaced_by", "ground")
    return {
        **{name: getattr(one, name) for name in (*plain, "reason", "remark")},
        "levels": list(one.levels),
        "disposition": str(one.disposition),
    }


def _chosen(form: CertificateForm) -> Disposition | None:
    word = str(form["disposition"].value() or "")
    return Disposition(word) if word in set(Disposition) else None


def _tried(said: Mapping[str, str]) -> Iterator[Tried]:
    return (Tried(way, said[str(way)]) for way in TRIED if said[str(way)])
