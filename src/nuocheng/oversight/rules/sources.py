"""The clauses on which the rules of oversight rest, quoted."""

from nuocheng.kernel.rulings import Citation

_SEED = "白政办发〔2020〕20号"

MONTHLY_REPORT = Citation(
    _SEED,
    "六、3",
    "各单位确定一名负责领导和具体工作联络员，并于每月13日前将上月以来工作开展情况报区司法局，区司法局汇总上报市司法局",
    "S14.4",
)
WHAT_A_REPORT_SAYS = Citation(
    _SEED,
    "四（三）",
    "各单位要对工作情况、主要做法和成效、建立的制度和规范、存在的问题和建议等进行总结，形成书面材料报送区司法局。",
    "S12.3",
)
