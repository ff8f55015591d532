"""In which capacity somebody acts for a party: for oneself, or by law or mandate for another."""

from __future__ import annotations

from enum import StrEnum


class Capacity(StrEnum):
    """The capacities (身份) in which a person applies and signs."""

    SELF = "self"
    LEGAL_REPRESENTATIVE = "legal_representative"
    HANDLER = "handler"
    GUARDIAN = "guardian"


CAPACITY_TITLES: dict[Capacity, str] = {
    Capacity.SELF: "本人",
    Capacity.LEGAL_REPRESENTATIVE: "法定代表人",
    Capacity.HANDLER: "经办人（受委托）",
    Capacity.GUARDIAN: "法定代理人（监护人）",
}

#: Capacities that stand by law: whoever holds one speaks as the party itself.
BY_LAW = frozenset({Capacity.LEGAL_REPRESENTATIVE, Capacity.GUARDIAN})
