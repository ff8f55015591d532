"""The clauses on which the rules of the programme of work rest, quoted."""

from nuocheng.kernel.rulings import Citation

_SEED = "白政办发〔2020〕20号"

IMPLEMENTATION_PLAN = Citation(
    _SEED,
    "四（一）",
    "各单位要结合实际抓紧制定实施方案，细化任务措施，明确时间节点，按要求将实施方案和计划实施证明事项告知承诺制的政务服务事项目录，"
    "在政府门户网站和政务服务专网公布。",
    "S12.1",
)
WRITTEN_EXPLANATION = Citation(
    _SEED,
    "四（一）",
    "确因责任重大、情况特殊、无法开展告知承诺制工作的单位，要作出书面说明。",
    "S12.2",
)
SUMMARY = Citation(
    _SEED,
    "四（三）",
    "各单位要对工作情况、主要做法和成效、建立的制度和规范、存在的问题和建议等进行总结，形成书面材料报送区司法局。",
    "S12.3",
)
MILESTONES = Citation(
    _SEED,
    "六、2",
    "4月20日前，各单位完成开展证明事项告知承诺工作规程，虚假承诺黑名单制度，连通共享数据，修改完善办事指南，规范工作流程",
    "S14.2",
)
CONTACTS = Citation(
    _SEED,
    "六、3",
    "各单位确定一名负责领导和具体工作联络员，并于每月13日前将上月以来工作开展情况报区司法局，区司法局汇总上报市司法局",
    "S14.3",
)
