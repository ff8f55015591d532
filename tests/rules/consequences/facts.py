"""Proper facts for the rules of consequences, with measures as the law tables allow them."""

from __future__ import annotations

from nuocheng.consequences.rules.facts import Deciding, Intended, MeasureFacts

ALL = ("person", "organisation")
GRAVE = ("general", "serious")
EDUCATE = MeasureFacts(
    "educate", "教育提醒", ("minor",), ("mismatch", "unfulfilled", "false"), ALL, adverse=False
)
REVOKE = MeasureFacts("revoke", "撤销决定", GRAVE, ("unfulfilled", "false"), ALL, adverse=True)
MARK = MeasureFacts("mark", "记入诚信档案", GRAVE, ("unfulfilled", "false"), ALL, adverse=True)
EXCLUDE = MeasureFacts("exclude", "暂不适用告知承诺", GRAVE, ("false",), ALL, adverse=True)
KNOWN = (EDUCATE, REVOKE, MARK, EXCLUDE)
INTENDED = Intended("deliberate", "serious", "person", ("mark",), KNOWN)
DECIDING = Deciding("legal-1", "verifier-1", "本人承认", told=True, heard=True)
