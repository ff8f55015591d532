"""A reference set of the demonstration, and a run over what waits for it; only where the libraries for it are installed."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from importlib.resources import files

from nuocheng.kernel.facts import FactType
from nuocheng.kernel.occasion import CHINA, Door, Occasion, Post, Role
from nuocheng.site.demo import cast
from nuocheng.verification import acts, jobs
from nuocheng.verification.channels.batch import folders
from nuocheng.verification.queries import batches

SOURCE, DEPARTMENT = "forest_plots", "620402-zrj"
HEADINGS = ("number", "name", "as_of", "plot_no", "boundary_confirmed", "area", "confirmed_on")
COLUMNS = acts.Described(
    0,
    1,
    (
        (3, "plot_no", FactType.TEXT),
        (4, "boundary_confirmed", FactType.BOOLEAN),
        (5, "area", FactType.INTEGER),
    ),
)
#: How many days old the set is.
AGE = 2
ENOUGH = timedelta(minutes=1)


def prepare_reference_sets(now: datetime) -> None:
    """Hand in the register of forest plots as a whole set, and match what was drawn with it; once only."""
    if folders.missing() or batches.snapshots().rows:
        return
    _load(now)
    today = now.astimezone(CHINA).date()
    if batches.waiting(DEPARTMENT, today):
        acts.prepare_batch(_as(Role.VERIFIER, DEPARTMENT, now), department=DEPARTMENT)
        jobs.carry_on_batches(_system(now), ENOUGH)


def _load(now: datetime) -> None:
    raw = files("nuocheng.catalogue").joinpath("data", "demo", f"register-{SOURCE}.csv").read_bytes()
    as_of = now.astimezone(CHINA).date() - timedelta(days=AGE)
    name, digest = "林地界址台账.csv", sha256(raw).hexdigest()
    handed_in = acts.HandedIn(SOURCE, as_of, False, name, len(raw), digest, HEADINGS)
    on = _as(Role.ADMINISTRATOR, "", now)
    reference = acts.receive_snapshot(on, handed_in=handed_in).reference
    folders.incoming(reference).write_bytes(raw)
    acts.describe_snapshot(on, reference, described=COLUMNS)
    jobs.load_snapshots(_system(now), ENOUGH)


def _as(role: Role, department: str, now: datetime) -> Occasion:
    one = next(
        one for one in cast.players() if one.role == role and (not department or one.department == department)
    )
    post = Post(role, department) if department else Post(role)
    return Occasion(one.account, one.name, post, now, door=Door.WINDOW)


def _system(now: datetime) -> Occasion:
    return Occasion("system", "系统", Post(Role.SYSTEM), now, door=Door.JOB)
