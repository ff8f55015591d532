"""The rule that a pledge states something: each fact, and what is to be proved, names it."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import Certificate, Disposition
from nuocheng.catalogue.rules.facts import Asked, PlainWords
from nuocheng.catalogue.rules.sources import PLAIN_FORMS
from nuocheng.catalogue.rules.texts import place_of
from nuocheng.kernel.rulings import Fault, rule

_WHO = ("我", "您", "本人", "申请人", "的")


@rule(
    title="承诺的事实写得具体",
    cites=(PLAIN_FORMS,),
    since=date(2020, 4, 3),
    why="“符合条件”“情况属实”核不了。写成能查到的一件事，例如“家里享受低保的人数”。",
)
def labels_are_concrete(facts: Asked) -> str | None:
    """Object when a fact or what is to be proved is called by a word that names nothing one could check."""
    one, plain = facts.certificate, facts.standards.plain
    if one.disposition is not Disposition.PLEDGE:
        return None
    if is_vague(one.proves, plain):
        return Fault(f"要证明的写成“{one.proves.strip()}”，没有说是哪件事。请写成查得到的一件事", "proves")
    return _vague_label(one, plain) or _same_label(one)


def is_vague(text: str, plain: PlainWords) -> bool:
    """Say whether a text, without its subject, is one of the words that name nothing."""
    bare = text.strip(" 　。：:？?")
    for who in _WHO:
        bare = bare.removeprefix(who)
    return bare in plain.vague


def _vague_label(one: Certificate, plain: PlainWords) -> str | None:
    for place, field in enumerate(one.facts, start=1):
        if is_vague(field.label, plain):
            text = f"承诺的事实写成“{field.label.strip()}”，核不了。请写成查得到的一件事，例如“毕业日期”"
            return Fault(text, f"{place_of(field, place)}.label")
    return None


def _same_label(one: Certificate) -> str | None:
    seen: set[str] = set()
    for place, field in enumerate(one.facts, start=1):
        if field.label.strip() in seen:
            return Fault(
                f"有两项事实都叫“{field.label.strip()}”，填的人分不清。请改名",
                f"{place_of(field, place)}.label",
            )
        seen.add(field.label.strip())
    return None
