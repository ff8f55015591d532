"""What happens by itself in the catalogue: announced editions take effect, and a watch is kept over those in force."""

from __future__ import annotations

from datetime import datetime

from nuocheng.catalogue import acts
from nuocheng.catalogue.lifecycle import AlertState
from nuocheng.catalogue.models import Alert
from nuocheng.catalogue.queries import history, statutes, watching
from nuocheng.catalogue.rules.circles import circles
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Occasion


def take_effect_due(on: Occasion) -> int:
    """Publish the announced editions whose day has come; return how many.

    One against which something stands by now goes on waiting: the desk shows it, and what it waits for.
    """
    done = 0
    for reference in history.due_on(on.today):
        try:
            acts.publish(on, reference)
        except Refusal:
            continue
        done += 1
    return done


def keep_watch(on: Occasion, since: datetime | None = None) -> int:
    """Register the laws that editions name, and keep the alerts in step; return how many alerts changed.

    *since* looks only at what was published since then; without it everything is looked at, and alerts about
    what is there no more are cleared.
    """
    _register_laws(on, since)
    needs = watching.graph()
    seen = {one.about: one for one in watching.circulars(circles(needs), needs)}
    for department in watching.departments_in_force(since):
        seen |= {one.about: one for one in watching.returns(department, since)}
    known = watching.known(seen)
    done = sum(_kept(on, one, known.get(about)) for about, one in seen.items())
    if since is not None:
        return done
    gone = [reference for about, reference in watching.standing() if about not in seen]
    for reference in gone:
        acts.clear_alert(on, reference)
    return done + len(gone)


def _register_laws(on: Occasion, since: datetime | None) -> None:
    """Register every law that editions name and nobody has registered; one that cannot be is left to a person."""
    for row in statutes.unregistered(since):
        try:
            acts.open_statute(on, title=row.title, number=row.number, level=row.level)
        except Refusal:
            continue


def _kept(on: Occasion, one: watching.Sighting, alert: Alert | None) -> bool:
    """Raise an alert about what was seen, or open the one there is if it says something else now."""
    if alert is None:
        acts.raise_alert(on, sighting=one)
        return True
    if alert.digest == one.digest and alert.state != AlertState.CLEARED:
        return False
    acts.reopen_alert(on, alert.reference, sighting=one)
    return True
