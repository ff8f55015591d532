"""Signs that come with what people paste: those nobody sees, those that turn the reading, and pictures."""

from __future__ import annotations

import re
import unicodedata

#: Marks that carry nothing here: controls, zero widths, and those that phones paste around a number.
_SILENT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202d\u2060-\u2069\ufeff]"
)
#: What turns the order of reading: the text would be read otherwise than it is kept.
_TURNING = "\u202e"
#: What stands where a sign was lost on its way.
_LOST = "\ufffd"
_PICTURES = re.compile("[\U0001f000-\U0001faff\ufe0f\u20e3]")
_LONGEST_LABEL = 14


def heard(text: str) -> str:
    """Return text without the marks that nobody sees and that carry nothing."""
    return _SILENT.sub("", text)


def called(label: str) -> str:
    """Return how a sentence speaks of a field: by its label where that is a name, else as what stands here."""
    name = label.partition("：")[0]
    is_name = 0 < len(name) <= _LONGEST_LABEL and not set(name) & set("？，（")
    return name if is_name else "这里填的内容"


def objection(text: str, name: str, *, pictures: bool) -> str:
    """Return why a text cannot be kept as it is, as a sentence that says what to do; nothing if it can."""
    if _TURNING in text:
        return f"{name}里有改变文字方向的符号，请删掉，重新打一遍"
    if _LOST in text or any(unicodedata.category(sign) == "Cs" for sign in text):
        return f"{name}里有的字没有传过来，请把“{_LOST}”改成原来的字"
    if not pictures and _PICTURES.search(text):
        return f"{name}里有表情符号，文书上印不出来，请去掉"
    return ""
