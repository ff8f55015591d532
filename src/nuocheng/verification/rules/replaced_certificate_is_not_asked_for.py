"""The rule that the certificate that a pledge replaced does not come back by the way of a written check."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.verification.rules.facts import InWriting
from nuocheng.verification.rules.sources import NO_CERTIFICATE


@rule(
    title="书面核查不要承诺代替了的证明",
    cites=(NO_CERTIFICATE,),
    since=date(2020, 4, 3),
    why="承诺代替了证明，核查又叫人去开，等于白承诺一次。",
)
def replaced_certificate_is_not_asked_for(facts: InWriting) -> str | None:
    """Object when what is wanted names a replaced certificate, its own or of another fact of the letter, without a ground."""
    found = next((one for one in (facts.certificate, *facts.others) if _is_named(one, facts.wanted)), "")
    if not found or facts.ground:
        return None
    text = f"“{found}”已经用承诺代替，不能又要人交。请改成别的材料；属于规定情形的，请选一种情形"
    return Fault(text, facts.at)


def _is_named(certificate: str, wanted: tuple[str, ...]) -> bool:
    name = _bare(certificate)
    return bool(name) and any(name in _bare(one) for one in wanted)


def _bare(name: str) -> str:
    """Return a name without signs, and without the word that every certificate bears."""
    return "".join(sign for sign in name if sign.isalnum()).removesuffix("证明")
