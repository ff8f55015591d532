"""Every word of the catalogue's pages that is not in a template: steps, states, tags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nuocheng.catalogue import acts
from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.queries.materials import TAG_OF, TONE_OF
from nuocheng.catalogue.rules.content import Disposition
from nuocheng.journal.official import Act

#: In which capacities another may sign the pledge of an item, and the ways to sign that it may accept.
SIGNERS: Mapping[str, str] = {"guardian": "法定代理人（监护人）", "handler": "有委托书的经办人"}
SIGNING: Mapping[str, str] = {
    "typed_name": "实名登录后输入姓名",
    "handwriting": "手写板签名",
    "paper": "窗口纸面签名",
    "certificate": "数字证书签名",
    "eid": "统一身份认证签名",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One thing an act wants to know: under which name, and how it is put.

    *kind* is "text" for several lines, "line" for one, "day" for a date.
    """

    name: str
    label: str
    hint: str = ""
    required: bool = False
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Move:
    """One step an editor, reviewer or the Bureau may take with an edition.

    *asks* are the things the act wants to know, none if it wants nothing; *impact* says that the page tells
    what becomes of cases under way.
    """

    act: Act[Any, ...]
    label: str
    title: str
    points: tuple[str, ...]
    asks: tuple[Question, ...] = ()
    primary: bool = False
    impact: bool = False


STEPS: Mapping[str, Move] = {
    "send_to_review": Move(
        acts.send_to_review,
        "送法制审核",
        "把“{name}”第{version}版送法制审核",
        ("送审后内容不能再改，要改得先退回", "审核的人不能参与过编制"),
        primary=True,
    ),
    "discard": Move(
        acts.discard,
        "作废草稿",
        "作废“{name}”第{version}版草稿",
        ("草稿作废后不能再改，也不能恢复", "这一版的版本号不再用，以后另起一版", "公布过的旧版不受影响"),
        asks=(Question("reason", "为什么作废？", "别人接着编的时候会看到", required=True),),
    ),
    "return_draft": Move(
        acts.return_draft,
        "退回修改",
        "把“{name}”第{version}版退回修改",
        ("退回后可以继续修改", "已经通过的审核作废，改好后要重新送审"),
        asks=(Question("reason", "要改什么？", "写清哪一份证明、改成什么", required=True),),
    ),
    "pass_review": Move(
        acts.pass_review,
        "审核通过",
        "“{name}”第{version}版审核通过",
        ("审核的就是现在这一份内容，摘要值记入办理记录", "通过后就可以公布"),
        asks=(Question("opinion", "审核意见"),),
        primary=True,
    ),
    "publish": Move(
        acts.publish,
        "公布",
        "公布“{name}”第{version}版",
        (
            "从今天起施行；要从以后某一天起施行，请选“定日期公布”",
            "公布后内容不能再改，要改就另起一版",
            "原来公布的版本自动停用，仍然可以按网址查看",
            "同时抄送区司法局",
        ),
        primary=True,
        impact=True,
    ),
    "schedule": Move(
        acts.schedule,
        "定日期公布",
        "公布“{name}”第{version}版，以后某一天起施行",
        (
            "今天公布，公众今天起就能看到这一版和施行日期",
            "到了那一天，系统自动启用这一版，原来的版本同时停用",
            "施行以前可以退回修改，退回后公布作废",
            "同时抄送区司法局",
        ),
        asks=(Question("takes_effect", "从哪一天起施行？", "例如2026年12月1日", required=True, kind="day"),),
        impact=True,
    ),
    "take_on_file": Move(
        acts.take_on_file,
        "备案",
        "“{name}”第{version}版备案",
        ("备案号由系统按顺序编，编好后不能改", "编制人能看到备案号和备案日期"),
        primary=True,
    ),
    "suspend": Move(
        acts.suspend,
        "暂停承诺",
        "暂停“{name}”的告知承诺",
        ("暂停后，公众页面会写明暂停日期和原因", "已经签了承诺的件照常办理"),
        asks=(Question("reason", "为什么暂停？", "这句话会登在事项页上", required=True),),
        impact=True,
    ),
    "resume": Move(
        acts.resume,
        "恢复承诺",
        "恢复“{name}”的告知承诺",
        ("恢复后，申请人马上可以用承诺代替证明",),
        primary=True,
    ),
    "cancel": Move(
        acts.cancel,
        "取消事项",
        "取消“{name}”",
        (
            "取消后，这个事项马上从目录里去掉，不能再申请，也不能恢复；以后要用，另起一版重新公布",
            "公众打开原来的网址，会看到取消的日期、原因和依据",
            "公布过的版本仍然可以按网址查看",
        ),
        asks=(
            Question("reason", "为什么取消？", "这句话会登在事项页上", required=True),
            Question("basis", "依据", "例如：国发〔2025〕6号文件第三条", required=True, kind="line"),
        ),
        impact=True,
    ),
}

#: How each verb reads in an edition's history.
DONE: Mapping[str, str] = {
    "edition.draft": "起草",
    "edition.amend": "修改",
    "edition.discard": "作废草稿",
    "edition.comment": "写审核意见",
    "edition.answer": "答复审核意见",
    "edition.send_to_review": "送法制审核",
    "edition.return_draft": "退回修改",
    "edition.pass_review": "法制审核通过",
    "edition.publish": "公布，抄送区司法局",
    "edition.schedule": "公布，定了施行日期，抄送区司法局",
    "edition.take_on_file": "区司法局备案",
    "edition.cancel": "取消事项",
    "edition.suspend": "暂停承诺",
    "edition.resume": "恢复承诺",
    "edition.supersede": "新版公布，停用",
}

TONES: Mapping[str, str] = {
    EditionState.DRAFT: "todo",
    EditionState.IN_REVIEW: "info",
    EditionState.REVIEWED: "info",
    EditionState.SCHEDULED: "info",
    EditionState.PUBLISHED: "ok",
    EditionState.SUSPENDED: "bad",
    EditionState.SUPERSEDED: "off",
    EditionState.CANCELLED: "off",
    EditionState.DISCARDED: "off",
}

#: What the public reads beside a certificate that is no pledge: the words and their tone.
TAGS: Mapping[Disposition, tuple[str, str]] = {
    one: (tag, TONE_OF[tag]) for one, tag in TAG_OF.items() if one is not Disposition.PLEDGE
}

WHOM: Mapping[str, str] = {"person": "个人", "organisation": "企业和其他组织"}
NOBODY_HERE = "这个事项由别的单位编制，请转给那个单位"
