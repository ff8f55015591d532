"""An office at work: departments, people with posts, and items as they stand in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from nuocheng.catalogue import acts
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.rules.content import (
    Basis,
    Certificate,
    Disposition,
    FactField,
    Item,
    ItemKind,
    Plan,
    Step,
)
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.occasion import CHINA, Occasion, Post, Role
from nuocheng.people.models import Account, Department, PostHeld

AT = datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)
TODAY = AT.date()
NEXT_WEEK = TODAY + timedelta(days=7)
JUSTICE, MARKET = "620402-sfj", "620402-scj"
NAMES = {JUSTICE: "区司法局", MARKET: "区市场监督管理局"}

RECORD = Certificate(
    key="record",
    name="无犯罪记录证明",
    disposition=Disposition.PLEDGE,
    purpose="说明申请人没有受过刑事处罚",
    proves="您没有犯罪记录",
    issuer="公安机关",
    bases=(Basis("律师法", "第七条", "law"),),
    facts=(FactField("clean", "我没有犯罪记录", FactType.BOOLEAN, Comparison.IS_FALSE, "has_record"),),
    plan=Plan(
        "data_exchange", "criminal_record", 20, standard="没有犯罪记录", way="从无犯罪记录核查信息查询"
    ),
)
DIPLOMA = Certificate(
    key="diploma",
    name="学历证明",
    disposition=Disposition.SUBMIT,
    purpose="说明学历",
    bases=(Basis("律师法", "第五条", "law"),),
    reason="核查办法还没有制定",
)
LAWYER = Item(
    code="620402-sfj-001",
    name="律师执业核准",
    kind=ItemKind.LICENSE,
    department=JUSTICE,
    certificates=(RECORD, DIPLOMA),
    conditions="没有受过刑事处罚",
    steps=(Step("提出申请"), Step("审查决定")),
    workdays=20,
    on_the_spot=False,
    fee="不收费",
)


def departments() -> None:
    """Set up the departments."""
    for code, name in NAMES.items():
        Department.objects.get_or_create(code=code, defaults={"name": name, "short": name, "mark": name[1]})


def someone(username: str, *roles: Role, department: str = JUSTICE) -> Account:
    """Return an account that holds these posts."""
    departments()
    account = Account.objects.filter(username=username).first()
    account = account or Account.objects.create(username=username, name=f"{username}先生", password=None)
    for role in roles:
        PostHeld.objects.create(
            account=account, role=role, department_id=department or None, since=date(2026, 1, 1)
        )
    return account


def acting(role: Role, actor: str = "", department: str = JUSTICE, at: datetime = AT) -> Occasion:
    """Return an occasion on which somebody acts from a post."""
    return Occasion(actor or str(role), str(role), Post(role, department), at)


EDITOR, LEGAL, BUREAU = (
    acting(Role.EDITOR),
    acting(Role.LEGAL),
    acting(Role.BUREAU),
)


def changed(item: Item = LAWYER, **what: Any) -> Item:
    """Return an item that differs in some of what it says."""
    return replace(item, **what)


def drafted(item: Item = LAWYER) -> str:
    """Return the reference of a fresh draft."""
    departments()
    return acts.draft_edition(EDITOR, item=item).reference


def in_review(item: Item = LAWYER) -> str:
    """Return the reference of an edition in review."""
    reference = drafted(item)
    acts.send_to_review(EDITOR, reference)
    return reference


def reviewed(item: Item = LAWYER) -> str:
    """Return the reference of an edition that waits for publication."""
    reference = in_review(item)
    acts.pass_review(LEGAL, reference)
    return reference


def published(item: Item = LAWYER) -> str:
    """Return the reference of a published edition."""
    reference = reviewed(item)
    acts.publish(EDITOR, reference)
    return reference


def scheduled(item: Item = LAWYER, day: date = NEXT_WEEK) -> str:
    """Return the reference of an edition that is announced and waits for its day."""
    reference = reviewed(item)
    acts.schedule(EDITOR, reference, takes_effect=day)
    return reference


def suspended(item: Item = LAWYER) -> str:
    """Return the reference of an edition under which pledging is suspended."""
    reference = published(item)
    acts.suspend(EDITOR, reference, reason="数据来源停用")
    return reference


def superseded(item: Item = LAWYER) -> str:
    """Return the reference of an edition that a newer one has superseded."""
    reference = published(item)
    published(item)
    return reference


def cancelled(item: Item = LAWYER) -> str:
    """Return the reference of the last edition of an item that left the catalogue."""
    reference = published(item)
    acts.cancel(EDITOR, reference, reason="法律修改，不再需要", basis="国发〔2026〕9号")
    return reference


def edition(reference: str) -> Edition:
    """Return an edition as it stands."""
    return Edition.load(reference)
