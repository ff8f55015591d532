"""The rule that every certificate says what it is for."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import Disposition
from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.sources import INVENTORY
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="每份证明写明名称和用途",
    cites=(INVENTORY,),
    since=date(2020, 4, 3),
    why="说不清用来证明什么的证明，就不该要。",
)
def certificate_has_purpose(facts: Asked) -> str | None:
    """Object when a certificate has no name, or nobody can say what it is for or what it proves."""
    one = facts.certificate
    if not one.name.strip():
        return Fault("有一份证明没有名称，请补上", "name")
    if not one.purpose.strip():
        return Fault("没有写证明用途，请补上", "purpose")
    if one.disposition is Disposition.PLEDGE and not one.proves.strip():
        return Fault("可以承诺，但没有写要证明什么。请用一句话写明，这句话会印在告知书上", "proves")
    return None
