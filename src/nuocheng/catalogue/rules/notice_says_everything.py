"""The rule that a notice made from the item would leave nothing out."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.facts import Papers
from nuocheng.catalogue.rules.sources import NOTICE, PLAIN_FORMS
from nuocheng.kernel.rulings import Fault, rule

#: The elements of a notice whose words the law of the day holds, and how people call them.
ELEMENTS = {
    "item": "事项名称和编码",
    "basis": "设定依据",
    "content": "证明内容和标准",
    "duty_to_prove": "证明义务",
    "replaced": "可以代替的证明",
    "voluntary": "自愿选择",
    "how": "怎么承诺",
    "withdrawal": "撤回承诺",
    "verification": "怎么核查",
    "cooperation": "配合核查",
    "liability": "法律责任",
    "credit": "信用影响",
    "publication": "公不公开",
    "who_may_not": "哪些人不能承诺",
    "remedy": "咨询、投诉和救济",
    "personal_information": "个人信息",
    "acknowledgement": "签收",
}


@rule(
    title="告知书的内容齐全",
    cites=(
        NOTICE,
        PLAIN_FORMS,
    ),
    since=date(2020, 4, 3),
    why="告知书由目录和规定里的文字生成，缺哪一段，申请人就少知道一件事。",
)
def notice_says_everything(facts: Papers) -> str | None:
    """Object when one of the elements of the notice (domain.md §d.1) could not be printed."""
    if not facts.item.pledgeable:
        return None
    if not facts.item.code.strip():
        return Fault("没有事项编码，告知书上要印。请补上", "code")
    if not facts.contact:
        return Fault("主办单位没有登记电话，告知书上要印咨询电话。请管理员补上", "department")
    missing = [title for slot, title in ELEMENTS.items() if f"wording.notice.{slot}" not in facts.wordings]
    return f"告知书缺这几段文字：{'、'.join(missing)}。请管理员在规定里补上再公布" if missing else None
