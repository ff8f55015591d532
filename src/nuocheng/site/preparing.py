"""Makes an installation ready to run: tables, law and calendar, static files; each step only if needed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from nuocheng.law import loading
from nuocheng.law import queries as law
from nuocheng.papers import official as papers

#: How many years the calendar is held for, before and after this one.
YEARS_BACK, YEARS_AHEAD = 1, 1
STAMP = ".stamp"

Step = Callable[[str, int, int], None]
"""Told after each part of a step: what it was, how many are done, and of how many."""


def migrate(told: Step) -> int:
    """Bring the tables up to date; return how many migrations were applied."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return 0
    done = 0

    def progress(action: str, *_: object, **__: object) -> None:
        nonlocal done
        if action == "apply_success":
            done += 1
            told("建表", done, len(plan))

    executor.progress_callback = progress
    executor.migrate(executor.loader.graph.leaf_nodes(), plan=plan)
    return len(plan)


def load_law(today: date, told: Step) -> int:
    """Load every preset that binds here, if no law is loaded yet, and the calendar of the years around."""
    fresh = not law_is_loaded(today)
    names = [name for name in loading.preset_names() if fresh and _binds_here(name)]
    for place, name in enumerate(names, start=1):
        loading.load_preset(name)
        told("录入规定", place, len(names))
    years = years_around(today)
    held = {day.year for day in law.calendar().days}
    if not held.issuperset(years):
        loading.seed_calendar(years)
    return len(names)


def years_around(today: date) -> range:
    """Return the years whose working days must be known."""
    return range(today.year - YEARS_BACK, today.year + YEARS_AHEAD + 1)


def law_is_loaded(today: date) -> bool:
    """Say whether any terms are in force here today."""
    return bool(law.provisions("term.", today))


def _binds_here(name: str) -> bool:
    place = str(loading.document_of(name)["preset"]["jurisdiction"])
    return place == "CN" or settings.NUOCHENG_JURISDICTION.startswith(place.rstrip("0"))


def collect_static() -> int:
    """Gather the static files where the web server takes them from, if any of them has changed."""
    if settings.DEBUG:
        return 0
    root = Path(settings.STATIC_ROOT)
    stamp, found = root / STAMP, _fingerprint()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == found:
        return 0
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(found, encoding="ascii")
    return sum(1 for _ in root.rglob("*") if _.is_file())


def _fingerprint() -> str:
    """Return what changes when any static file of ours changes."""
    said = hashlib.sha256()
    for path in sorted(_sources()):
        about = path.stat()
        said.update(f"{path}|{about.st_size}|{about.st_mtime_ns}\n".encode())
    return said.hexdigest()


def _sources() -> Iterator[Path]:
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name))


def make_stamp_key() -> bool:
    """Make the key of the stamp in the QR codes of papers, where there is none; say whether one was made."""
    return papers.make_key()


def make_folders() -> None:
    """Make the data folder, for the eyes of this account only."""
    Path(settings.NUOCHENG_DATA).mkdir(parents=True, exist_ok=True, mode=0o700)
