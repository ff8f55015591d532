"""What a step touches: cases under way, and what may be pledged from then on."""

from __future__ import annotations

from collections.abc import Iterator

from nuocheng.catalogue import queries
from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.pages.wording import Move
from nuocheng.catalogue.queries.impact import Impact, impact
from nuocheng.catalogue.rules.content import Item

_NEW_EDITION = "在办{bound}件按旧版办完，草稿{open}件要重新看告知"
#: What becomes of cases under way, by the step that is taken where it is not a new edition.
_OTHERWISE = {
    "edition.suspend": "在办{bound}件照常办理，没签承诺的{open}件不能再写承诺，要交证明",
    "edition.cancel": "在办{bound}件照常办完，没签承诺的{open}件不能再往下办，请联系申请人",
}


def impact_of(found: Edition, step: Move) -> Iterator[str]:
    """Yield what a step touches, in sentences with real numbers."""
    old = queries.reference_in_force(found.code)
    if not old:
        yield "影响：这是第一次公布，没有在办的件"
        return
    touched = impact(old)
    yield f"影响：{_cases(touched, step.act.verb)}"
    if found.reference != old:
        yield from pledges(Edition.load(old).says, found.says)


def touched_by(found: Edition) -> str:
    """Return what the publication of an edition would touch, empty where nothing is in force before it."""
    old = queries.reference_in_force(found.code)
    if not old or found.state in queries.PUBLIC or found.state == EditionState.DISCARDED:
        return ""
    return _cases(impact(old), "edition.publish")


def pledges(old: Item, new: Item) -> Iterator[str]:
    """Yield which certificates may be pledged from now on, and which no longer may be."""
    before = {one.key: one.name for one in old.pledgeable}
    after = {one.key: one.name for one in new.pledgeable}
    come = [name for key, name in after.items() if key not in before]
    gone = [name for key, name in before.items() if key not in after]
    if come:
        yield f"新增可以承诺代替的证明{len(come)}份：{'、'.join(come)}"
    if gone:
        yield f"不再能用承诺代替的证明{len(gone)}份：{'、'.join(gone)}"


def _cases(touched: Impact, verb: str) -> str:
    if not touched.bound and not touched.open:
        return "现在没有在办的件"
    return _OTHERWISE.get(verb, _NEW_EDITION).format(bound=touched.bound, open=touched.open)
