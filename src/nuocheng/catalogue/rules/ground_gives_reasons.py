"""The rule that an exclusion is explained in words of its own."""

from __future__ import annotations

from datetime import date

from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.sources import EXCLUSIONS
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="不能承诺的，说清为什么",
    cites=(EXCLUSIONS,),
    since=date(2020, 4, 3),
    why="不能承诺的证明目录要公开“不能实行及保留原因”，只写“国家安全”这样的名目，别人看不懂。",
)
def ground_gives_reasons(facts: Asked) -> str | None:
    """Object when nothing but the title of the ground says why a certificate cannot be pledged."""
    one = facts.certificate
    if not one.ground:
        return None
    title = facts.standards.grounds.get(one.ground, one.ground)
    reason = one.reason.strip().rstrip("。")
    if reason and reason not in {one.ground, title, f"涉及{title}", f"直接涉及{title}"}:
        return None
    return Fault(
        f"勾了“{title}”，没有说这份证明为什么属于这种情形。请用一两句话写明，会公开在目录里", "reason"
    )
