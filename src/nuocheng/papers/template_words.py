"""The closed list of placeholders that an office's own Word template may use, and their texts from a content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nuocheng.papers.layouts.saying import day

MOST_PACKED = 2_000_000
"""How many bytes a template may have."""

EMPTY = "＿＿＿＿＿＿"
"""A line to write on."""

STATEMENTS: Mapping[str, str] = {
    "knows_notice": "知晓告知声明",
    "meets_conditions": "符合条件声明",
    "accepts_liability": "承担责任声明",
    "genuine_intent": "真实意思声明",
}
"""The four statements without which no pledge is valid, by the code of their wording in the law preset."""

ONCE: Mapping[str, str] = {
    "编号": "告知承诺书的编号",
    "核验码": "核对真伪用的核验码",
    "核验网址": "核对真伪的网址",
    "目录版本": "事项在目录里的版本",
    "制作日期": "印制或者送达的日期",
    "事项名称": "办理的事项",
    "事项编码": "事项的编码",
    "行政机关": "主办单位的名称",
    "行政机关电话": "主办单位的电话",
    "行政机关地址": "主办单位的地址",
    "申请人": "申请人的姓名或者名称",
    "证件类型": "身份证号或者统一社会信用代码",
    "证件号码": "申请人的证件号码",
    "联系电话": "申请人的电话",
    "联系地址": "申请人的地址",
    "代理人": "代理人的姓名、证件号码和权限",
    "证明份数": "可以用承诺代替的证明有几份",
    "其他材料": "其他材料，一行一份",
    "自愿选择": "告知：写不写承诺由您决定",
    "承诺方式": "告知：怎样承诺",
    "证明义务": "告知：由谁证明",
    "核查说明": "告知：怎样核查",
    "配合核查": "告知：配合核查",
    "不实责任": "告知：承诺不实的责任",
    "信用影响": "告知：对信用的影响",
    "不适用情形": "告知：哪些情形不能承诺",
    "撤回承诺": "告知：可以撤回",
    "公开范围": "告知：公开的范围",
    "个人信息": "告知：个人信息怎么用",
    "救济途径": "告知：咨询、投诉和救济",
    **dict.fromkeys(STATEMENTS.values(), "承诺：四条必备声明之一"),
    "其他声明": "承诺：其余的必备声明，一行一条",
    "可选声明": "承诺：可以同意也可以不同意的，一行一条",
    "告知签收": "看完告知内容的签名、时间和办法",
    "申请人签名": "签了承诺书的人",
    "签名时间": "签承诺书的时间",
    "签名方式": "签承诺书的办法",
}
"""Placeholders that are filled in once, and what each stands for."""

EACH: Mapping[str, str] = {
    "序号": "第几份",
    "证明名称": "证明的名称",
    "证明内容": "要证明什么",
    "符合条件": "符合的条件",
    "开具单位": "原来由谁开具",
    "设定依据": "法律依据",
    "核查办法": "怎样核查",
    "承诺事实": "承诺的事实，一行一项",
    "所选办法": "写承诺，还是交证明",
}
"""Placeholders in the table row that is repeated for each certificate."""

TERMS: Mapping[str, str] = {
    "自愿选择": "voluntary",
    "承诺方式": "how",
    "证明义务": "duty_to_prove",
    "核查说明": "verification",
    "配合核查": "cooperation",
    "不实责任": "liability",
    "信用影响": "credit",
    "不适用情形": "who_may_not",
    "撤回承诺": "withdrawal",
    "公开范围": "publication",
    "个人信息": "personal_information",
    "救济途径": "remedy",
}

MANDATORY: tuple[str, ...] = (
    "事项名称",
    "行政机关",
    "证明份数",
    "证明名称",
    "证明内容",
    "设定依据",
    "核查办法",
    "其他材料",
    *TERMS,
    "告知签收",
    "承诺事实",
    "所选办法",
    *STATEMENTS.values(),
    "其他声明",
    "申请人签名",
)
"""Placeholders without which no template is used: what the law has the office tell once and for all, what stands for
the certificates, what is declared, and where both papers are signed (S5.1 to S5.3, S7.2).
"""

LABEL = "可以承诺代替"
"""What marks a certificate that may be replaced by a pledge, in words, on every paper."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a template may not have, or lacks: where, and what to do about it."""

    where: str
    why: str

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.where}：{self.why}"


TOO_LARGE = Finding("整个文件", f"超过{MOST_PACKED // 1_000_000}MB，请把图片缩小")


def values_of(
    content: Mapping[str, Any], four: Mapping[str, str]
) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Return the texts for a template from the content of a notice and pledge: those said once, and one row each.

    *four* are the mandatory statements by the code of their wording, as the law in force words them.

    Raises:
        ValueError: one of the four statements is not handed in.

    """
    lacking = STATEMENTS.keys() - four.keys()
    if lacking:
        raise ValueError(f"statements are missing: {', '.join(sorted(lacking))}")
    party, office, terms = content["applicant"], content["department"], content["terms"]
    agent, told, signed = party["agent"], content["told"] or {}, content["signature"] or {}
    said = [one for one in content["statements"] if one["text"] not in four.values()]
    values = {
        "编号": content["number"],
        "核验码": content["check_code"],
        "核验网址": content["verify_url"],
        "目录版本": content["edition"],
        "制作日期": day(content["dated"]),
        "事项名称": content["item"]["title"],
        "事项编码": content["item"]["code"],
        "行政机关": office["name"],
        "行政机关电话": office["phone"],
        "行政机关地址": office["address"],
        "申请人": party["name"],
        "证件类型": party["number_label"],
        "证件号码": party["number"],
        "联系电话": party["phone"],
        "联系地址": party["address"],
        "代理人": "，".join((agent["name"], agent["number"], agent["authority"])) if agent else "没有代理人",
        "证明份数": str(len(content["certificates"])),
        "其他材料": "\n".join(f"{one['name']}（{one['tag']}）" for one in content["materials"])
        or "没有其他材料",
        **{name: four[code] for code, name in STATEMENTS.items()},
        "其他声明": "\n".join(one["text"] for one in said if not one["optional"]) or "没有其他声明",
        "可选声明": "\n".join(map(_offer, (one for one in said if one["optional"]))) or "没有可选声明",
        "告知签收": "，".join(told[key] for key in ("name", "at", "method")) if told else "",
        "申请人签名": signed.get("name", ""),
        "签名时间": signed.get("at", ""),
        "签名方式": signed.get("method", ""),
        **{name: terms[slot] or "没有" for name, slot in TERMS.items()},
    }
    return values, [_row(place, one) for place, one in enumerate(content["certificates"], start=1)]


def _offer(one: Mapping[str, Any]) -> str:
    agreed = {True: "同意", False: "不同意", None: "□同意　□不同意"}[one["chosen"]]
    return f"{one['text']}：{agreed}"


def _row(place: int, one: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts of one certificate."""
    pledged = one["pledged"]
    facts = (f"{fact['label']}：{fact['value'] or EMPTY}{fact['unit']}" for fact in one["facts"])
    return {
        "序号": str(place),
        "证明名称": one["name"],
        "证明内容": one["proves"],
        "符合条件": one["standard"] or "没有另外的条件",
        "开具单位": one["issuer"],
        "设定依据": one["basis"],
        "核查办法": one["verification"],
        "承诺事实": "没有要写的" if pledged is False else "\n".join(facts) or "没有要写的",
        "所选办法": {True: "写承诺，不交证明", False: "交证明", None: "□写承诺，不交证明　□交证明"}[pledged],
    }
