"""The catalogue of the demonstration: published as a whole, then a few items in the hands of their editors."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from importlib.resources import files

from nuocheng.catalogue import acts, jobs, queries
from nuocheng.kernel.occasion import Door, Occasion, Post, Role
from nuocheng.site.demo import cast
from nuocheng.site.demo.codes import code_of
from nuocheng.site.demo.telling import Step

TABLE = "catalogue.csv"
STAFF = frozenset({"editor", "legal"})
#: Items whose next edition is being made, and how far it has come; one whose pledging is suspended.
IN_HAND = {
    "城乡最低生活保障": "draft",
    "临时救助": "in_review",
    "工伤认定": "reviewed",
    "常驻异地工作人员备案": "scheduled",
    "高校学生申请资助": "discarded",
}
#: An item that left the catalogue.
CANCELLED = "招用保安员的单位"
WHY_CANCELLED, BASIS_OF_CANCELLING = "不再单独办理，招用以后直接备案", "国务院关于取消一批行政许可事项的决定"
SUSPENDED = "医疗临床用血费用报销"
WHY_SUSPENDED = "医院的用血数据正在升级，升级完以前请交原件"


def prepare_catalogue(at: datetime, told: Step) -> None:
    """Import and publish the demonstration's catalogue, in the names of its editors and reviewers."""
    raw = files("nuocheng.catalogue").joinpath("data", "demo", TABLE).read_bytes()
    details = jobs.shipped_supplement()
    planned = jobs.plan(raw, TABLE, on=at.date(), supplement=details, publishing=True)
    staff = jobs.staff_of([one.account for one in cast.players() if one.role in STAFF], at)
    jobs.apply(planned, staff, good_rows=True, publishing=True, progress=told)


def prepare_work_in_hand(now: datetime) -> None:
    """Begin the next edition of some items, and suspend pledging for one."""
    at = now - timedelta(days=2)
    for name, state in IN_HAND.items():
        _next_edition(code_of(name), state, at)
    suspended = queries.in_force(code_of(SUSPENDED))
    if suspended.published:
        acts.suspend(_staff(Role.EDITOR, suspended.department, at), suspended.reference, reason=WHY_SUSPENDED)
    for gone in (one for one in queries.search(CANCELLED).rows if one.name == CANCELLED):
        editor = _staff(Role.EDITOR, gone.department, at)
        acts.cancel(editor, gone.reference, reason=WHY_CANCELLED, basis=BASIS_OF_CANCELLING)


def _next_edition(code: str, state: str, at: datetime) -> None:
    """Make the next edition of an item as far as *state*, unless there is one already."""
    current = queries.in_force(code)
    if queries.latest([code])[code].version > current.version:
        return
    editor = _staff(Role.EDITOR, current.department, at)
    content = replace(current.item, conditions=f"{current.item.conditions}办理前可以先打电话问清楚。")
    reference = acts.draft_edition(editor, item=content).reference
    later = replace(editor, at=at + timedelta(hours=1))
    if state == "discarded":
        acts.discard(later, reference, reason="先不改了，等学期结束再说")
    if state in {"in_review", "reviewed", "scheduled"}:
        acts.send_to_review(later, reference)
    if state in {"reviewed", "scheduled"}:
        legal = _staff(Role.LEGAL, current.department, at + timedelta(hours=3))
        acts.pass_review(legal, reference, opinion="依据充分，核查办法齐全")
    if state == "scheduled":
        announcing = replace(editor, at=at + timedelta(hours=5))
        acts.schedule(announcing, reference, takes_effect=at.date() + timedelta(days=30))


def _staff(role: Role, department: str, at: datetime) -> Occasion:
    one = next(one for one in cast.players() if (one.role, one.department) == (role, department))
    return Occasion(one.account, one.name, Post(role, department), at, door=Door.WINDOW)
