"""What the rules of letters rest on."""

from nuocheng.kernel.rulings import Citation

NO_MORE_THAN_NEEDED = Citation(
    "中华人民共和国个人信息保护法",
    "第六条",
    "处理个人信息应当具有明确、合理的目的，并应当与处理目的直接相关，采取对个人权益影响最小的方式。",
    "L.个人信息保护法6",
)
