"""The rule that a pledge form leaves out nothing that belongs on it beside the four statements."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.facts import Papers
from nuocheng.catalogue.rules.sources import PLAIN_FORMS
from nuocheng.kernel.rulings import rule

#: What a pledge form says beside the four statements, by its key in the law, and how people call it.
PARTS = {
    "statement.information_true": "填写的信息真实",
    "statement.accepts_verification": "接受并配合核查",
    "optional.reports_changes": "情况变化时告知",
    "line.title": "标题",
    "line.signature": "签名",
    "line.copies": "份数",
}


@rule(
    title="承诺书的内容齐全",
    cites=(PLAIN_FORMS,),
    since=date(2020, 4, 3),
    why="承诺书还要写明信息真实、接受核查、情况变化要告知，有签名的地方，写明一式几份。",
)
def form_says_everything(facts: Papers) -> str | None:
    """Object when one of the further elements of the pledge (domain.md §d.2) could not be printed."""
    if not facts.item.pledgeable:
        return None
    missing = [title for key, title in PARTS.items() if f"wording.pledge.{key}" not in facts.wordings]
    return f"承诺书缺这几段文字：{'、'.join(missing)}。请管理员在规定里补上再公布" if missing else None
