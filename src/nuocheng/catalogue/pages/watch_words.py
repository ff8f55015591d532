"""The words of the watch and of superior lists: how each verb reads in a history, and the tones of states."""

from __future__ import annotations

from collections.abc import Mapping

DONE: Mapping[str, str] = {
    "superior_list.take_in": "读入",
    "superior_list.confirm": "确认，开始比对",
    "superior_list.discard": "没有采用",
    "superior_list.supersede": "有了新清单，停用",
    "superior_list.withdraw": "停用",
    "statute.open": "登记",
    "statute.amend": "登记已修改",
    "statute.repeal": "登记已废止",
    "statute.restore": "更正登记，恢复有效",
    "statute.confirm": "复核了一条",
    "alert.raise": "监测发现",
    "alert.reopen": "内容有变，重新要看",
    "alert.settle": "说明情况",
    "alert.clear": "不再存在，自动消除",
}
STATUTE_TONES: Mapping[str, str] = {"valid": "ok", "amended": "todo", "repealed": "bad"}
ALERT_TONES: Mapping[str, str] = {"open": "todo", "settled": "ok", "cleared": "off"}
