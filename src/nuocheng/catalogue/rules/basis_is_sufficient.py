"""The rule that no certificate is asked for without a law behind it."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.content import DEMANDED
from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.sources import BASIS
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="设定依据够不够",
    cites=(BASIS,),
    since=date(2020, 1, 1),
    why="要交的证明必须有法律、法规或者国务院决定作依据，没有依据的应当取消。",
)
def basis_is_sufficient(facts: Asked) -> str | None:
    """Object when a certificate is demanded on no basis, or only on one too low to demand it."""
    one = facts.certificate
    if one.disposition not in DEMANDED:
        return None
    named = [basis for basis in one.bases if basis.title.strip()]
    if not named:
        return Fault("没有写设定依据。请写明依据，写不出的应当取消，请改为“取消”", "bases")
    if any(basis.level in facts.standards.sufficient for basis in named):
        return None
    levels = facts.standards.levels
    held = "、".join(dict.fromkeys(levels[basis.level] for basis in named if basis.level in levels))
    enough = "、".join(title for code, title in levels.items() if code in facts.standards.sufficient)
    if not held:
        return Fault(f"设定依据没有写明层级。请选层级，{enough}以外的依据不能要求提交", "bases")
    text = f"设定依据只有{held}，不能要求提交，应当取消。请补上{enough}依据，没有的请改为“取消”"
    return Fault(text, "bases")
