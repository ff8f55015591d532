"""What the page of an item tells beside its cards: terms, steps, the reason and basis of each certificate."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.urls import NoReverseMatch, reverse

from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.pages import showing
from nuocheng.catalogue.pages.wording import SIGNERS, TAGS, WHOM
from nuocheng.catalogue.queries import history
from nuocheng.catalogue.rules.content import (
    DISPOSITION_TITLES,
    KIND_TITLES,
    STEP_ACTOR_TITLES,
    STEP_PATH_TITLES,
    Basis,
    Certificate,
    Disposition,
    Item,
    StepPath,
)
from nuocheng.edge.display import cn_date
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.occasion import CHINA
from nuocheng.law import queries as law
from nuocheng.people import queries as people

#: A public page weighs 30 KB at most: what is longer than this is told on a page for each certificate.
LONGEST_REASONS: Final = 4000


def answers(edition: Edition, item: Item) -> list[dict[str, str]]:
    """Return what one has to know before applying, as a summary list."""
    department = people.department(edition.department)
    name = department.name if department else edition.department
    lead = [("办理单位", item.unit), ("主管单位", name)] if item.unit else [("办理部门", name)]
    rows = [
        ("谁可以办", "、".join(WHOM[kind] for kind in item.for_whom if kind in WHOM)),
        ("办理条件", item.conditions),
        ("谁可以代签承诺书", "、".join(SIGNERS[one] for one in item.signers if one in SIGNERS)),
        *lead,
        ("多久办好", _terms(item)),
        ("收费", item.fee),
        ("在哪里办", item.place or (department.address if department else "")),
        ("什么时候办", item.hours),
        ("咨询电话", department.phone if department else ""),
        ("办好后拿到", "、".join(item.gives)),
        ("事项类型", KIND_TITLES[item.kind]),
        ("也叫", "、".join(item.aliases)),
        ("事项编码", item.code),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _terms(item: Item) -> str:
    """Return how long it takes: as promised, and as the law allows at most."""
    promised = showing.takes(item)
    legal = f"法定期限{item.legal_workdays}个工作日" if item.legal_workdays else ""
    return f"{promised}（{legal}）" if promised and legal else promised or legal


def steps(item: Item) -> list[dict[str, str]]:
    """Return the steps of the procedure: what, by whom, how long, and for whom it is."""
    return [
        {
            "title": one.title,
            "who": STEP_ACTOR_TITLES[one.actor],
            "takes": f"{one.workdays}个工作日" if one.workdays else "",
            "path": STEP_PATH_TITLES[one.path] if one.path is not StepPath.BOTH else "",
            "says": one.says,
        }
        for one in item.steps
    ]


def downloads(edition: Edition, day: date) -> list[dict[str, str]]:
    """Return what may be taken home: label, address, kind and what it is good for."""
    guides = [
        {
            "label": "办事指南和流程图",
            "url": reverse("guide", args=[edition.code]),
            "kind": "网页",
            "note": "在屏幕上看",
        },
        *(
            {
                "label": "办事指南和流程图",
                "url": reverse("guide-file", args=[edition.code, kind]),
                "kind": kind.upper(),
                "note": note,
            }
            for kind, note in (("pdf", "打印"), ("docx", "在电脑上改"))
        ),
    ]
    if edition.state != EditionState.PUBLISHED or not edition.pledgeable:
        return guides
    if not law.switch("switch.forms.public", day):
        return guides
    kinds = (("blank-form", "PDF", "打印出来填"), ("blank-form-to-edit", "DOCX", "在电脑上填"))
    return guides + [
        {"label": "告知书和承诺书空白表", "url": url, "kind": kind, "note": note}
        for name, kind, note in kinds
        if (url := _address(name, edition.code))
    ]


def _address(name: str, code: str) -> str:
    try:
        return reverse(name, args=[code])
    except NoReverseMatch:  # the papers of another office; without it the page stands all the same
        return ""


def doing(edition: Edition, item: Item, department: str) -> dict[str, str]:
    """Return the panel beside the page."""
    day = edition.published_at.astimezone(CHINA).date() if edition.published_at else None
    return {
        "item": item.name,
        "department": item.unit or department,
        "takes": showing.takes(item),
        "fee": item.fee,
        "version": f"第{edition.version}版，{cn_date(day)}公布",
    }


def reasons(edition: Edition, item: Item, day: date) -> dict[str, Any]:
    """Return why each certificate is asked for or not; folded here if short, else each on a page of its own."""
    told = [_told(edition, one, day) for one in item.certificates]
    length = sum(len(str(value)) for one in told for value in one.values())
    return {"certificates": told, "folded": length <= LONGEST_REASONS}


def certificate(edition: Edition, key: str, day: date) -> dict[str, Any]:
    """Return everything that is told of one certificate of an edition.

    Raises:
        NotFound: The item knows no such certificate.

    """
    one = edition.says.certificate(key)
    if one is None:
        raise NotFound("这个事项没有这份证明，请回到事项页看看")
    return _told(edition, one, day)


def _told(edition: Edition, one: Certificate, day: date) -> dict[str, Any]:
    levels = {row.code: row.title for row in law.provisions("code.basis_level.", day).values()}
    grounds = {row.code: row.title for row in law.provisions("ground.exclusion.", day).values()}
    tag, tone = TAGS.get(one.disposition, ("可以承诺代替", "pledge"))
    suspended = edition.state == EditionState.SUSPENDED and one.disposition is Disposition.PLEDGE
    rows = [
        ("要证明什么", one.proves or one.purpose),
        ("由谁开具", one.issuer),
        ("由谁索要", one.demander),
        ("怎么办到", one.guide),
        ("用什么代替", one.replaced_by),
        ("不能承诺的情形", grounds.get(one.ground, one.ground)),
        ("理由", one.reason),
        ("怎么核查", _checked(one, day)),
        ("也叫", "、".join(one.aliases)),
    ]
    since = history.since(edition)
    return {
        "key": one.key,
        "name": one.name,
        "tag": "要交" if suspended else tag,
        "tone": "" if suspended else tone,
        "rows": [{"label": label, "value": value} for label, value in rows if value],
        "bases": [_basis(basis, levels) for basis in one.bases],
        "tried": [{"way": DISPOSITION_TITLES[was.way], "reason": was.reason} for was in one.tried],
        "since": cn_date(since) if since else "",
        "url": reverse("item-certificate", args=[edition.code, one.key]),
    }


def _checked(one: Certificate, day: date) -> str:
    if one.disposition is not Disposition.PLEDGE:
        return ""
    return showing.checked(one, day)


def _basis(basis: Basis, levels: dict[str, str]) -> dict[str, str]:
    number = f"（{basis.number}）" if basis.number and basis.number not in basis.title else ""
    return {
        "cited": f"{basis.title}{number}{basis.article}",
        "level": levels.get(basis.level, ""),
        "text": basis.text,
    }
