"""The rule that a certificate once cancelled is not demanded again under this or a like name (边减边增)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nuocheng.catalogue.rules.sources import UNKNOWABLE
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.rulings import rule


@dataclass(frozen=True, slots=True)
class Gone:
    """A certificate that was cancelled, shared or checked before: *how*, by *whom* (edition or list), since when.

    *reference* is the edition or the list that says so.
    """

    name: str
    how: str
    whom: str
    reference: str
    on: date


@dataclass(frozen=True, slots=True)
class Demanded:
    """A certificate that an item demands, and what like it went before."""

    name: str
    gone: tuple[Gone, ...]


@rule(title="取消过的证明没有再要", cites=(UNKNOWABLE,), since=date(2020, 1, 1))
def nothing_cancelled_returns(facts: Demanded) -> str | None:
    """Object when a certificate is demanded that went before, under the same name or one like it."""
    if not facts.gone:
        return None
    one = facts.gone[0]
    renamed = "" if one.name == facts.name else f"，当时叫“{one.name}”"
    return (
        f"“{facts.name}”{cn_date(one.on)}起{one.how}（{one.whom}{renamed}），现在又要交或者承诺。"
        "请核对是不是换了名字再要，不该要的请改为“取消”或“数据共享”"
    )
