"""The words that the pages of consequences use."""

from __future__ import annotations

INTENTS = {
    "deliberate": "故意——明知不符合，仍然承诺",
    "negligent": "过失——应当知道而没有核对",
    "changed": "情况变化——承诺时是真的，后来变了",
    "data_error": "数据有误——来源的数据不对",
}
GRADES = {"minor": "轻微", "general": "一般", "serious": "严重"}
TONES = {"opened": "todo", "intended": "todo", "heard": "todo", "upheld": "bad", "dismissed": "ok"}
VERBS = {
    "matter.open": "发现疑似不实，立案",
    "matter.serve_intended": "送达拟处理告知书",
    "matter.hear_statement": "听取陈述申辩",
    "matter.note_silence": "期限届满，当事人没有说明",
    "matter.uphold": "决定：认定承诺不实",
    "matter.dismiss": "决定：不予认定",
}
#: The same steps as the party reads them.
PARTY_VERBS = {
    "matter.open": "查到的和您承诺的不一样",
    "matter.serve_intended": "请您说明情况，告知书已送达",
    "matter.hear_statement": "收到您的说明",
    "matter.note_silence": "期限到了，没有收到您的说明",
    "matter.uphold": "作出决定：认定承诺不实",
    "matter.dismiss": "作出决定：不予认定",
}
PARTY_STATES = {
    "intended": "请您说明情况",
    "heard": "收到您的说明，等决定",
    "upheld": "认定承诺不实",
    "dismissed": "不予认定",
}
