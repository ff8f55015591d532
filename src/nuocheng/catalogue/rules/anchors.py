"""Where in an item something stands: anchors such as "item.conditions" or "record.facts.clean"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from nuocheng.catalogue.rules.content import (
    DISPOSITION_TITLES,
    KIND_TITLES,
    STEP_ACTOR_TITLES,
    STEP_PATH_TITLES,
    Certificate,
    Item,
    as_json,
)

#: The part of an item that is about no certificate; every other part is a certificate's key.
ITEM = "item"
#: What codes mean whose words are no law; those of grounds, levels and channels are given by the law of the day.
CODES: Mapping[str, Mapping[str, str]] = {
    "kind": {str(one): title for one, title in KIND_TITLES.items()},
    "disposition": {str(one): title for one, title in DISPOSITION_TITLES.items()},
    "actor": {str(one): title for one, title in STEP_ACTOR_TITLES.items()},
    "path": {str(one): title for one, title in STEP_PATH_TITLES.items()},
    "for_whom": {"person": "个人", "organisation": "企业和其他组织"},
    "signers": {"guardian": "法定代理人（监护人）", "handler": "有委托书的经办人"},
    "signing_methods": {
        "typed_name": "实名登录后输入姓名",
        "handwriting": "手写板签名",
        "paper": "窗口纸面签名",
        "certificate": "数字证书签名",
        "eid": "统一身份认证签名",
    },
}
_OF_ITEM = frozenset(one.name for one in fields(Item)) - {"certificates"}
_OF_CERTIFICATE = frozenset(one.name for one in fields(Certificate))


def is_in(item: Item, anchor: str) -> bool:
    """Say whether an item has such a place: a part that is there, and a field that such a part can have."""
    part, _, field = anchor.partition(".")
    known = _OF_ITEM if part == ITEM else _OF_CERTIFICATE
    there = part == ITEM or item.certificate(part) is not None
    return there and (not field or field.partition(".")[0] in known)


def said_at(item: Item, anchor: str, titles: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """Return in plain text what an item says at an anchor: of a list everything, of a whole part its name.

    *titles* says by field what the codes of the law mean.
    """
    part, *path = anchor.split(".")
    plain = as_json(item)
    value: Any = plain
    if part != ITEM:
        value = next((one for one in plain["certificates"] if one["key"] == part), None)
    if not path and value is not None:
        return str(value["name"])
    for step in path:
        value = _below(value, step)
    return _text(value, {**CODES, **(titles or {})}, path[-1] if path else "")


def _below(value: Any, step: str) -> Any:
    if isinstance(value, Mapping):
        return value.get(step)
    if isinstance(value, list | tuple):
        entries = (one for one in value if isinstance(one, Mapping))
        named = (one for one in entries if step in (one.get("key"), one.get("way")))
        place = int(step) - 1 if step.isascii() and step.isdecimal() else len(value)
        return next(named, value[place] if 0 <= place < len(value) else None)
    return None


def _text(value: Any, titles: Mapping[str, Mapping[str, str]], field: str) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        said = (_text(one, titles, name) for name, one in value.items())
        return "，".join(text for text in said if text)
    if isinstance(value, list | tuple):
        return "；".join(text for text in (_text(one, titles, field) for one in value) if text)
    return titles.get(field, {}).get(str(value), str(value))
