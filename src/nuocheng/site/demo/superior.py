"""What the demonstration holds its catalogue against: a list of the province, and a law that was amended."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib.resources import files

from nuocheng.catalogue import acts, jobs
from nuocheng.catalogue.channels.superior_table import read_superior
from nuocheng.catalogue.queries import statutes
from nuocheng.catalogue.queries import superior as queries
from nuocheng.kernel.occasion import CHINA, Door, Occasion, Post, Role
from nuocheng.site.demo import cast

TABLE = "superior.csv"
TITLE = "省级实行告知承诺制的证明事项清单（演示）"
#: Which of our departments the list means by its words for them.
MEANT = {
    "司法行政部门": "620402-sfj",
    "人力资源社会保障部门": "620402-rsj",
    "民政部门": "620402-mzj",
    "市场监督管理部门": "620402-scj",
    "住房城乡建设部门": "620402-zjj",
    "公安机关": "620402-gaj",
    "自然资源部门": "620402-zrj",
}
#: Longer ago than the catalogue was published: what the list cancels and the catalogue demands came back after.
ISSUED_AGO = timedelta(days=120)
AMENDED = "律师法"
AMENDED_AGO = timedelta(days=30)
WRITTEN = "演示用的变动，不是真的修改"


def prepare_superior(now: datetime) -> None:
    """Take in the list, let the watch look once, and register one amended law; once only."""
    if queries.state_counts():
        return
    at = now - timedelta(days=3)
    bureau = next(one for one in cast.players() if one.role == Role.BUREAU)
    on = Occasion(bureau.account, bureau.name, Post(Role.BUREAU), at, door=Door.WINDOW)
    raw = files("nuocheng.site.demo").joinpath("data", TABLE).read_bytes()
    contents = read_superior(raw, TABLE, None)
    today = at.astimezone(CHINA).date()
    heading = acts.Heading(TITLE, "", acts.Level.PROVINCIAL, today - ISSUED_AGO, TABLE)
    reference = acts.take_in_list(on, heading=heading, contents=contents).reference
    acts.confirm_list(on, reference, departments=MEANT)
    jobs.keep_watch(Occasion("system", "系统", Post(Role.SYSTEM), at, door=Door.JOB))
    law = statutes.by_key(AMENDED)
    if law is not None:
        change = acts.Change(today - AMENDED_AGO, WRITTEN)
        acts.amend_statute(on, law.reference, change=change)
