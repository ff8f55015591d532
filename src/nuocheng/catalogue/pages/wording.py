"""Every word of the catalogue's pages that is not in a template: steps, states, tags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nuocheng.catalogue import acts
from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.rules.content import Disposition
from nuocheng.journal.official import Act


@dataclass(frozen=True, slots=True)
class Move:
    """One step an editor, reviewer or the Bureau may take with an edition.

    *asks* is the name of the one thing the act wants to know, empty if it wants nothing; *question* puts it.
    """

    act: Act[Any, ...]
    label: str
    title: str
    points: tuple[str, ...]
    asks: str = ""
    question: str = ""
    hint: str = ""
    required: bool = False
    primary: bool = False


STEPS: Mapping[str, Move] = {
    "send_to_review": Move(
        acts.send_to_review,
        "送法制审核",
        "把“{name}”第{version}版送法制审核",
        ("送审后内容不能再改，要改得先退回", "审核的人不能参与过编制"),
        primary=True,
    ),
    "return_draft": Move(
        acts.return_draft,
        "退回修改",
        "把“{name}”第{version}版退回修改",
        ("退回后可以继续修改", "已经通过的审核作废，改好后要重新送审"),
        asks="reason",
        question="要改什么？",
        hint="写清哪一份证明、改成什么",
        required=True,
    ),
    "pass_review": Move(
        acts.pass_review,
        "审核通过",
        "“{name}”第{version}版审核通过",
        ("审核的就是现在这一份内容，摘要值记入办理记录", "通过后就可以公布"),
        asks="opinion",
        question="审核意见",
        primary=True,
    ),
    "publish": Move(
        acts.publish,
        "公布",
        "公布“{name}”第{version}版",
        (
            "公布后内容不能再改，要改就另起一版",
            "原来公布的版本自动停用，仍然可以按网址查看",
            "在办的件按旧版办完；还没有签承诺的，要重新看告知",
            "同时抄送区司法局",
        ),
        primary=True,
    ),
    "suspend": Move(
        acts.suspend,
        "暂停承诺",
        "暂停“{name}”的告知承诺",
        ("暂停后，公众页面会写明暂停日期和原因", "已经签了承诺的件照常办理"),
        asks="reason",
        question="为什么暂停？",
        hint="这句话会登在事项页上",
        required=True,
    ),
    "resume": Move(
        acts.resume,
        "恢复承诺",
        "恢复“{name}”的告知承诺",
        ("恢复后，申请人马上可以用承诺代替证明",),
        primary=True,
    ),
}

#: How each verb reads in an edition's history.
DONE: Mapping[str, str] = {
    "edition.draft": "起草",
    "edition.amend": "修改",
    "edition.send_to_review": "送法制审核",
    "edition.return_draft": "退回修改",
    "edition.pass_review": "法制审核通过",
    "edition.publish": "公布，抄送区司法局",
    "edition.suspend": "暂停承诺",
    "edition.resume": "恢复承诺",
    "edition.supersede": "新版公布，停用",
}

TONES: Mapping[str, str] = {
    EditionState.DRAFT: "todo",
    EditionState.IN_REVIEW: "info",
    EditionState.REVIEWED: "info",
    EditionState.PUBLISHED: "ok",
    EditionState.SUSPENDED: "bad",
    EditionState.SUPERSEDED: "off",
}

#: What the public reads beside a certificate that is no pledge: the words and their tone.
TAGS: Mapping[Disposition, tuple[str, str]] = {
    Disposition.SUBMIT: ("要交", ""),
    Disposition.SHARE: ("我们来查，不用交", "ok"),
    Disposition.CHECK: ("我们来查，不用交", "ok"),
    Disposition.CANCEL: ("取消了，不用交", "ok"),
}

WHOM: Mapping[str, str] = {"person": "个人", "organisation": "企业和其他组织"}
NOBODY_HERE = "这个事项由别的单位编制，请转给那个单位"
