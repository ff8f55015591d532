"""The clauses on which the rules of verification rest, quoted."""

from nuocheng.kernel.rulings import Citation

VERIFY = Citation(
    "白政办发〔2020〕20号",
    "三（八）",
    "各单位要针对承诺证明事项的特点，结合行业主管部门要求，分类制定核查办法，明确核查时间、核查标准、核查方式，"
    "对申请人承诺事项的真实性进行审查。",
    "S8.1",
)
FACTS_FIRST = Citation(
    "中华人民共和国行政处罚法",
    "第四十条",
    "违法事实不清、证据不足的，不得给予行政处罚。",
    "L.处罚法40",
)
IN_BATCHES = Citation(
    "白政办发〔2020〕20号",
    "三（十）",
    "要将实行告知承诺审批与事中核查、事后监管有机结合，通过分批定期核查、加强基层执法力量、落实行政执法“三项制度”，"
    "加强和规范事中事后监管。",
    "S10.6",
)
NO_DISTURBANCE = Citation(
    "白政办发〔2020〕20号",
    "三（八）",
    "确需进行现场检查的，要优化工作程序、加强业务协同，避免检查扰民。",
    "S8.6",
)
