"""The rule that what was seen can be understood by whoever was not there."""

from __future__ import annotations

from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.verification.rules.facts import Sighted
from nuocheng.verification.rules.site_visit import Sight
from nuocheng.verification.rules.sources import FACTS_FIRST

#: What has to be told in words.
TOLD = (Sight.DIFFERS, Sight.UNCLEAR)


@rule(title="现场看到的要写清楚", cites=(FACTS_FIRST,), since=date(2021, 7, 15))
def sighting_says_enough(facts: Sighted) -> str | None:
    """Object when a word is missing, speaks against what was written down, or goes without its explanation."""
    if facts.sight not in set(Sight):
        return Fault("请选一项：一致、不一致、没见到人，或者看不出", "sight")
    if facts.sight in {Sight.SAME, Sight.DIFFERS} and not facts.seen.strip():
        return Fault("请填写现场见到的内容", "seen")
    if facts.objection:
        return Fault(facts.objection, "seen")
    if facts.sight in TOLD and not facts.note.strip():
        return Fault("不一致、看不出的，请写明情况，例如：门牌和承诺的不同", "note")
    if facts.photos > facts.most_photos:
        return Fault(f"照片最多{facts.most_photos}张，您选了{facts.photos}张，请减几张", "photos")
    return None
