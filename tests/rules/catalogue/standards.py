"""The law of a day as the rules of the catalogue are asked in tests, and items that give no reason to object."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.catalogue.office import DIPLOMA, LAWYER, RECORD

from nuocheng.catalogue.channels.issuers import may_not_issue
from nuocheng.catalogue.channels.plain_words import plain_words
from nuocheng.catalogue.rules.content import Disposition, Step, StepActor, StepPath, Tried
from nuocheng.catalogue.rules.facts import Standards
from nuocheng.catalogue.rules.form_has_the_four_statements import FOUR
from nuocheng.catalogue.rules.form_says_everything import PARTS
from nuocheng.catalogue.rules.notice_says_everything import ELEMENTS

TODAY = date(2026, 11, 23)
WORDINGS = frozenset(
    [
        *(f"wording.notice.{slot}" for slot in ELEMENTS),
        *(f"wording.pledge.statement.{code}" for code in FOUR),
        *(f"wording.pledge.{key}" for key in PARTS),
    ]
)
STANDARDS = Standards(
    levels={"law": "法律", "local_regulation": "地方性法规", "department_rule": "部门规章"},
    sufficient=frozenset({"law", "local_regulation"}),
    grounds={"NS": "国家安全", "EP": "生态环境保护"},
    default_workdays=60,
    may_not_issue=may_not_issue(),
    channels={"data_exchange": "国家数据共享交换平台", "internal_record": "政府部门内部核查"},
    wordings=WORDINGS,
    plain=plain_words(),
)
#: An item of which nothing has to be mended: each test spoils one thing in it.
SPOTLESS = replace(
    LAWYER,
    certificates=(
        replace(
            RECORD,
            guide="带身份证到户籍地派出所开，当场出具",
            tried=(
                Tried(Disposition.SHARE, "犯罪记录只开放批量核查，办理时查不到"),
                Tried(Disposition.CHECK, "公安机关逐件答复要10个工作日"),
            ),
        ),
        replace(
            DIPLOMA,
            issuer="毕业学校",
            guide="到毕业学校的档案室开",
            tried=(
                Tried(Disposition.SHARE, "外省的学历信息还没有接通"),
                Tried(Disposition.CHECK, "毕业学校多在外地，逐件核对来不及"),
                Tried(Disposition.PLEDGE, "核查办法还没有制定"),
            ),
        ),
    ),
    steps=(
        Step("提出申请", StepActor.PARTY, says="网上或者窗口都可以提交"),
        Step("写承诺", StepActor.PARTY, path=StepPath.PLEDGE),
        Step("交证明", StepActor.PARTY, path=StepPath.ORDINARY),
        Step("审查决定", StepActor.DEPARTMENT, 8, StepPath.PLEDGE),
        Step("审查决定", StepActor.DEPARTMENT, 15, StepPath.ORDINARY),
        Step("发证", StepActor.WINDOW, 3),
    ),
    legal_workdays=20,
)
