"""The clauses on which the rules of credit rest, quoted."""

from nuocheng.kernel.rulings import Citation

SUPERVISED = Citation(
    "白政办发〔2020〕20号",
    "三（十）",
    "通过分批定期核查、加强基层执法力量、落实行政执法“三项制度”，加强和规范事中事后监管。",
    "S10.6",
)
OBJECTION_ANSWERED = Citation(
    "山东省社会信用条例",
    "第三十九条",
    "属于本单位处理范围的，应当自收到异议申请之日起三个工作日内进行审核并处理",
    "L.山东信用39",
)
