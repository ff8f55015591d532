"""证明事项告知承诺书 laid out: what the authority tells, what the applicant pledges, and where both sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nuocheng.papers.blocks import (
    Block,
    Bold,
    Box,
    Card,
    Code,
    Confirmed,
    Field,
    Fields,
    Group,
    Groups,
    Heading,
    Keep,
    Link,
    Offer,
    Para,
    Sheet,
    Sign,
    SignatureBox,
    SignOn,
    Stated,
    Statements,
    Tick,
    Title,
    Words,
    WriteOn,
)
from nuocheng.papers.content import TAGS
from nuocheng.papers.layouts.saying import day, numeral

FORM = "notice_and_pledge"
TITLE = "证明事项告知承诺书"
LABEL = "可以承诺代替"
ENTRIES = (
    ("要证明什么", "proves"),
    ("符合的条件", "standard"),
    ("原来谁来开", "issuer"),
    ("怎样来核查", "verification"),
    ("依据是什么", "basis"),
)
TERMS = (
    ("您可以自己选", "voluntary"),
    ("怎样承诺", "how"),
    ("证明的义务", "duty_to_prove"),
    ("我们会核查", "verification"),
    ("请您配合核查", "cooperation"),
    ("承诺不实的责任", "liability"),
    ("对信用的影响", "credit"),
    ("哪些情形不能承诺", "who_may_not"),
    ("您可以撤回", "withdrawal"),
    ("公开的范围", "publication"),
    ("个人信息", "personal_information"),
    ("咨询、投诉和救济", "remedy"),
)
DATE: tuple[WriteOn | str, ...] = (WriteOn(2.6), "年", WriteOn(1.6), "月", WriteOn(1.6), "日")


def lay_out(content: Mapping[str, Any]) -> Sheet:
    """Lay out a notice and pledge: blank, served or signed."""
    number = content["number"]
    return Sheet(
        title=f"{TITLE}（{number}）" if number else TITLE,
        dated=content["dated"],
        blocks=(Title(TITLE), *_who(content), *_told(content), *_pledged(content)),
        head=(f"目录版本：{content['edition']}", ("编号：", number or WriteOn(9))),
        foot=(f"核验码：{content['check_code']}" if content["check_code"] else "", content["item"]["code"]),
        fits=2,
    )


def _who(content: Mapping[str, Any]) -> Iterator[Block]:
    party, office = content["applicant"], content["department"]
    # An address that is to be written by hand needs a row of its own.
    wide = not party["address"]
    rows = [
        Field("申请人", party["name"]),
        Field(party["number_label"], party["number"]),
        Field("联系电话", party["phone"], wide),
        Field("联系地址", party["address"], wide),
    ]
    if party["agent"]:
        agent = party["agent"]
        rows.append(
            Field("代理人", f"{agent['name']}，证件号码{agent['number']}，{agent['authority']}", wide=True)
        )
    where = f"，{office['address']}" if office["address"] else ""
    rows.append(Field("办理事项", content["item"]["title"], wide=True))
    rows.append(Field("行政机关", f"{office['name']}（电话：{office['phone']}）{where}", wide=True))
    yield Heading("一、基本信息")
    yield Fields(tuple(rows))


def _told(content: Mapping[str, Any]) -> Iterator[Block]:
    certificates, materials = content["certificates"], content["materials"]
    yield Heading("二、行政机关告知")
    yield Heading(f"这{len(certificates)}份证明可以用承诺代替，您写了承诺就不用交", 2)
    for place, one in enumerate(certificates, start=1):
        entries = tuple((label, one[slot]) for label, slot in ENTRIES if one[slot])
        yield Card(LABEL, f"证明之{numeral(place)}：{one['name']}", entries)
    if materials:
        yield Heading(f"其他材料（{len(materials)}份）", 2)
        yield Groups(grouped(materials))
    yield Heading("请您了解", 2)
    said = [(label, content["terms"][slot]) for label, slot in TERMS if content["terms"][slot]]
    for place, (label, text) in enumerate(said, start=1):
        yield Para((Bold(f"（{numeral(place)}）{label}："), text), "fine")
    yield Confirmed("以上告知内容，我已看完并看懂。", _read_by(content["told"]))


def grouped(materials: Sequence[Mapping[str, Any]]) -> tuple[Group, ...]:
    """Return other materials by who provides them, with how many each has."""
    groups = []
    for tag in TAGS:
        some = [one for one in materials if one["tag"] == tag]
        names = tuple(f"{one['name']}（{one['note']}）" if one["note"] else one["name"] for one in some)
        if some:
            groups.append(Group(f"{tag}（{len(some)}份）", names))
    return tuple(groups)


def _read_by(told: Mapping[str, str] | None) -> Words:
    if told is None:
        return ("签名：", SignOn(6), "　日期：", *DATE)
    return f"{told['name']}　{told['at']}　{told['method']}"


def _pledged(content: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading("三、申请人承诺")
    for place, one in enumerate(content["certificates"], start=1):
        yield _box(place, one)
    yield Keep((_statements(content["statements"]), _signatures(content)))


def _box(place: int, one: Mapping[str, Any]) -> Box:
    pledged = one["pledged"]
    choice = (
        Tick("写承诺，不交证明", pledged),
        Tick("交证明", None if pledged is None else not pledged),
    )
    title = f"{numeral(place)}、{one['name']}"
    if pledged is False:
        return Box(title, choice, says="交证明，不写承诺。")
    facts = tuple(Stated(fact["label"], fact["value"], fact["unit"]) for fact in one["facts"])
    return Box(title, choice, facts)


def _statements(said: list[dict[str, Any]]) -> Statements:
    return Statements(
        "我承诺：",
        tuple(one["text"] for one in said if not one["optional"]),
        tuple(_offer(one) for one in said if one["optional"]),
    )


def _offer(one: Mapping[str, Any]) -> Offer:
    agreed = one["chosen"]
    choice = Tick("同意", agreed), Tick("不同意", None if agreed is None else not agreed)
    return Offer(one["text"], choice)


def _signatures(content: Mapping[str, Any]) -> SignatureBox:
    signed, url = content["signature"], content["verify_url"]
    by_hand = ("不会写字的，本人按手印，并写明", ("代书人", WriteOn(4.5), "　见证人", WriteOn(0)))
    label = "申请人（签名或者盖章）"
    party = Sign(label, signed["name"], _how(signed)) if signed else Sign(label, lines=by_hand, dated=True)
    return SignatureBox(
        (party, Sign("行政机关（印章）", dated=True)),
        Code(content.get("stamp") or url, content["check_code"]) if url else None,
        _last_words(content),
    )


def _how(signed: Mapping[str, str]) -> tuple[Words, ...]:
    """Return the lines under a signature; papers of earlier releases say nothing of those who helped."""
    with_whom = signed.get("with_whom", "")
    return (signed["method"], *([with_whom] if with_whom else []), signed["at"])


def _last_words(content: Mapping[str, Any]) -> Words:
    copies = "本承诺书一式两份，申请人和行政机关各执一份。"
    if not content["verify_url"]:
        return f"{copies}空白表印制日期：{day(content['dated'])}。"
    phone = content["department"]["phone"]
    how = f"核对真伪：用手机扫二维码，或者拨打{phone}报核验码，或者打开"
    return (f"{copies}{how} ", Link(content["verify_url"]))
