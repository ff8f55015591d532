"""The page of a draft that says what the item itself is: name, kind, conditions, terms, place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from nuocheng.catalogue.pages.editing import SectionPage
from nuocheng.catalogue.pages.editing_forms import Group, Hand, Lines, Sheet, Words
from nuocheng.catalogue.pages.editing_places import Section
from nuocheng.catalogue.pages.editing_words import ITEM
from nuocheng.catalogue.pages.wording import SIGNERS, SIGNING, WHOM
from nuocheng.catalogue.rules.content import KIND_TITLES, Item, ItemKind
from nuocheng.edge import forms as edge
from nuocheng.edge.number_fields import WholeNumber

KINDS = [(str(kind), title) for kind, title in KIND_TITLES.items()]
UNIT_HINT = "水、电、气、有线电视、银行等单位的事项，写这个单位的名称；本单位自己办的，不写"


class ItemForm(edge.Form):
    """Everything an item says about itself, but its steps."""

    name = edge.TextLine(label=ITEM["name"], max_length=200)
    kind = edge.Pick(label=ITEM["kind"], choices=KINDS)
    unit = edge.TextLine(label=ITEM["unit"], required=False, max_length=60, help_text=UNIT_HINT)
    aliases = Lines(
        label=ITEM["aliases"], max_length=400, help_text="老百姓怎么叫它，一行写一个，搜得到", rows=2
    )
    for_whom = edge.SomeOf(
        label=ITEM["for_whom"], choices=list(WHOM.items()), look="inline", blank="请选择谁可以办"
    )
    conditions = Words(label=ITEM["conditions"], max_length=2000, rows=4)
    on_the_spot = edge.YesNo(label=ITEM["on_the_spot"], yes="能", no="不能")
    workdays = WholeNumber(label=ITEM["workdays"], help_text="写整数；不写，就按法律规定的期限")
    legal_workdays = WholeNumber(label=ITEM["legal_workdays"], help_text="法律法规写明的期限，写整数")
    fee = edge.TextLine(label=ITEM["fee"], required=False, max_length=200, help_text="例如：不收费")
    place = edge.TextLine(
        label=ITEM["place"], required=False, max_length=200, help_text="写到窗口，例如：区政务大厅2楼5号窗口"
    )
    hours = edge.TextLine(
        label=ITEM["hours"], required=False, max_length=200, help_text="例如：工作日9:00到17:00"
    )
    yearly = WholeNumber(label=ITEM["yearly"], digits=8, help_text="不知道就不写")
    gives = Lines(label=ITEM["gives"], max_length=400, help_text="本事项发的证照或者证明，一行写一个", rows=2)
    may_pledge_again = edge.YesNo(label=ITEM["bars_after_withdrawal"], yes="能", no="不能")
    signers = edge.SomeOf(
        label=ITEM["signers"],
        choices=list(SIGNERS.items()),
        required=False,
        help_text="都不选，就只能由申请人本人签；单位的由法定代表人签或者盖章",
    )
    signing_methods = edge.SomeOf(
        label=ITEM["signing_methods"],
        choices=list(SIGNING.items()),
        required=False,
        help_text="都不选，就是输入姓名、手写板、窗口纸面三种",
    )
    source = edge.TextLine(
        label=ITEM["source"], required=False, max_length=200, help_text="这一项抄自哪份文件或者目录"
    )


def typed(item: Item) -> dict[str, Any]:
    """Return what an item says about itself, as its form shows it."""
    plain = ("name", "unit", "aliases", "conditions", "on_the_spot", "workdays", "legal_workdays", "fee")
    more = ("place", "hours", "yearly", "gives")
    return {
        **{name: getattr(item, name) for name in (*plain, *more)},
        "kind": str(item.kind),
        "for_whom": list(item.for_whom),
        "signers": list(item.signers),
        "signing_methods": list(item.signing_methods),
        "may_pledge_again": not item.bars_after_withdrawal,
        "source": item.source.get("title", ""),
    }


def told(item: Item, said: Mapping[str, Any]) -> Item:
    """Return an item with what its form says about it."""
    given = dict(said)
    source = {**item.source, "title": given.pop("source")}
    bars = not given.pop("may_pledge_again")
    return replace(
        item,
        **{
            **given,
            "kind": ItemKind(given["kind"]),
            "for_whom": tuple(given["for_whom"]),
            "signers": tuple(given["signers"]),
            "signing_methods": tuple(given["signing_methods"]),
            "bars_after_withdrawal": bars,
            "source": {name: value for name, value in source.items() if value},
        },
    )


class ItemPage(SectionPage):
    """The first page of a draft."""

    section = Section.ITEM

    def part(self, item: Item, key: str) -> Any:
        """Return what the item says about itself."""
        return typed(item)

    def sheet(self, item: Item, key: str, hand: Hand) -> Sheet:
        """Return the one form of the page, in three groups."""
        form = hand.form(ItemForm, typed(item))
        groups = [
            Group(title, hint=hint, fields=[form[name] for name in names], wide=wide)
            for title, hint, names, wide in _GROUPS
        ]
        return Sheet([form], groups)

    def put(self, item: Item, key: str, sheet: Sheet) -> Item:
        """Return the item with what its form says."""
        return told(item, sheet.forms[0].cleaned_data)


_GROUPS: tuple[tuple[str, str, tuple[str, ...], bool], ...] = (
    ("这是什么事项", "", ("name", "kind", "unit", "aliases", "source"), False),
    ("谁可以办，要符合什么条件", "条件要写得能判断是或否，不写“其他条件”", ("for_whom", "conditions"), True),
    ("承诺书怎么签", "不经事项允许，谁都不能代替别人承诺", ("signers", "signing_methods"), True),
    ("多久办好", "", ("on_the_spot", "may_pledge_again", "workdays", "legal_workdays"), False),
    ("怎么办", "", ("fee", "place", "hours", "yearly", "gives"), False),
)
