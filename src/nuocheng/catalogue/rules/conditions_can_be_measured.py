"""The rule that a condition says how much, and over which time."""

from __future__ import annotations

import re
from datetime import date

from nuocheng.catalogue.rules.facts import Written
from nuocheng.catalogue.rules.sources import QUANTIFIED
from nuocheng.kernel.rulings import rule

_ENDS = re.compile(r"[。；\n]")
_MORE = re.compile(r"低于|高于|超过|少于|多于|不满|未满|年满")
#: What gives the amount: a number, or a standard that somebody fixes.
_GIVEN = re.compile(r"[0-9一二三四五六七八九十百千万两半]|标准|限额|平均|最低|最高|法定|规定的")
_SUM = re.compile(r"(?:收入|工资|支出|消费)[^，]*[0-9][^，]*元")
_PERIOD = re.compile(r"[年月周季日天次]")


@rule(
    title="办理条件说得出多少、多久",
    cites=(QUANTIFIED,),
    since=date(2020, 1, 1),
    why="“收入较低”各人各说，写成“每月不超过820元”才核得了，也不用看谁的脸色。",
)
def conditions_can_be_measured(facts: Written) -> str | None:
    """Object when a condition hints at an amount without giving it, or gives a sum without its period."""
    if not facts.is_condition:
        return None
    vague = next((word for word in facts.plain.amounts if word in facts.text), "")
    if vague:
        return f"{facts.called}里写了“{vague}”，没有说是多少、多久。请写出数"
    sentences = _ENDS.split(facts.text)
    bare = next(
        (found.group() for one in sentences if (found := _MORE.search(one)) and not _GIVEN.search(one)), ""
    )
    if bare:
        return f"{facts.called}里写了“{bare}”，没有写到多少算。请写出数，或者写明是哪个标准"
    timeless = any(_SUM.search(one) and not _PERIOD.search(one) for one in sentences)
    return f"{facts.called}里写了钱数，没有说按哪段时间算。请写明每月还是每年" if timeless else None
