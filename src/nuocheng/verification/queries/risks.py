"""The risk of pledges: the formula of the law on a day, and the department's own counts as of last night."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from nuocheng.law import queries as law
from nuocheng.verification.models import RiskTally, Task
from nuocheng.verification.rules.risk import Formula, Points, Risk, RiskClass, RiskFacts, risk_of

FORMULA = "code.risk_formula.current"
CLASSES = "code.risk_class."
CHUNK = 500


def formula(on: date) -> Formula:
    """Return the formula in force on a day."""
    said = law.provision(FORMULA, on)
    bounds = {one.code: one.value for one in law.provisions(CLASSES, on).values()}
    return Formula(
        version=str(said.value["version"]),
        prior=int(said.value["prior"]),
        usual=int(said.value["usual"]),
        harms=_points("code.harm.", on),
        ways=_points("code.risk_way.", on),
        usual_harm=str(said.value["usual_harm"]),
        usual_way=str(said.value["usual_way"]),
        high=int(bounds["high"]["from"]),
        middle=int(bounds["middle"]["from"]),
    )


def factors(on: date) -> dict[RiskClass, tuple[str, int, int]]:
    """Return of each class its title, by how much of a hundred it is drawn more or less, and how much is re-checked."""
    return {
        RiskClass(one.code): (one.title, int(one.value["factor"]), int(one.value["recheck"]))
        for one in law.provisions(CLASSES, on).values()
    }


def risk(task: Task, on: date) -> Risk:
    """Return the risk of one pledged fact, by the formula of a day."""
    return _risks([task], on)[task.reference]


def classes_of(tasks: Iterable[Task], on: date) -> dict[str, RiskClass]:
    """Return the risk class of each pledged fact, by its reference."""
    return {reference: one.risk_class for reference, one in _risks(list(tasks), on).items()}


def tallies(department: str, certificates: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return how many of each certificate were checked and untrue as of last night; of all of them under no name."""
    wanted = sorted({"", *certificates})
    found: dict[str, tuple[int, int]] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = RiskTally.objects.filter(
            department=department, certificate__in=wanted[start : start + CHUNK]
        ).values_list("certificate", "checked", "untrue")
        found |= {name: (checked, untrue) for name, checked, untrue in rows}
    return found


def _risks(tasks: list[Task], on: date) -> dict[str, Risk]:
    used = formula(on)
    found: dict[str, Risk] = {}
    for department in {task.department for task in tasks}:
        own = [task for task in tasks if task.department == department]
        counted = tallies(department, (task.certificate for task in own))
        found |= {task.reference: risk_of(_facts(task, counted), used) for task in own}
    return found


def _facts(task: Task, counted: dict[str, tuple[int, int]]) -> RiskFacts:
    checked, untrue = counted.get(task.certificate, (0, 0))
    all_checked, all_untrue = counted.get("", (0, 0))
    return RiskFacts(checked, untrue, all_checked, all_untrue, task.harm, task.channel)


def _points(prefix: str, on: date) -> dict[str, Points]:
    rows = law.provisions(prefix, on).values()
    return {one.code: Points(int(one.value["points"]), one.title) for one in rows}
