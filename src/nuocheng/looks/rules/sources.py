"""The clauses on which the rules of looks rest, quoted."""

from nuocheng.kernel.rulings import Citation

ONE_SYSTEM = Citation(
    "白政办发〔2020〕20号",
    "三（八）",
    "各单位要积极行动，主动配合主管部门，依托全国一体化在线政务服务平台、国家数据共享交换平台、"
    "全国信用信息共享平台和省市监管平台，形成证明事项查询核验系统，实现数据共享和核验。",
    "S8.8",
)
NO_MORE_THAN_NEEDED = Citation(
    "中华人民共和国个人信息保护法",
    "第六条",
    "处理个人信息应当具有明确、合理的目的，并应当与处理目的直接相关，采取对个人权益影响最小的方式。",
    "L.个人信息保护法6",
)
