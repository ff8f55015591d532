"""Tables of contents held against what is there: rules, acts, refusals, lifecycles and their constraints."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any

from django.db import models
from tests.house.acts_inside import listed_refusals

from nuocheng.journal.files import File
from nuocheng.journal.official import ActBase, Founding
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.lifecycles import Lifecycle
from nuocheng.kernel.rulings import Rule


def modules_of(package: ModuleType) -> Iterator[ModuleType]:
    """Import and yield every module in a package's folder."""
    for found in pkgutil.iter_modules(package.__path__):
        yield importlib.import_module(f"{package.__name__}.{found.name}")


def rules_in(module: ModuleType) -> dict[str, Rule[Any]]:
    """Return the rules that a module itself makes, by the name they have there."""
    made = {name: one for name, one in vars(module).items() if isinstance(one, Rule)}
    return {name: one for name, one in made.items() if one.judge.__module__ == module.__name__}


def rules_listed(package: ModuleType) -> set[str]:
    """Return the names of the rules that the sets in a table of contents name."""
    sets = (one for one in vars(package).values() if isinstance(one, tuple))
    return {rule.name for one in sets for rule in one if isinstance(rule, Rule)}


def wrong_with_rules(package: ModuleType) -> Iterator[str]:
    """Say what is wrong in a folder of rules: not listed, misnamed, crowded, without law."""
    listed = rules_listed(package)
    for module in modules_of(package):
        own = rules_in(module)
        stem = module.__name__.rpartition(".")[2]
        if len(own) > 1:
            yield f"{module.__name__} holds {len(own)} rules"
        for rule in own.values():
            if rule.name != stem:
                yield f"{module.__name__} holds the rule {rule.name}: name the file after it"
            if rule.name not in listed:
                yield f"{rule.name} is in no set of {package.__name__}"
            yield from wrong_with_law(rule)


def wrong_with_law(rule: Rule[Any]) -> Iterator[str]:
    """Say what a rule's citations leave out."""
    if not rule.cites:
        yield f"{rule.name} cites no law"
    for cited in rule.cites:
        if not (cited.document and cited.quote.strip() and cited.clause_id):
            yield f"{rule.name} cites {cited} without its words or its id"


def acts_in(module: ModuleType) -> dict[str, ActBase]:
    """Return the acts whose body a module itself holds."""
    return {
        name: one
        for name, one in vars(module).items()
        if isinstance(one, ActBase) and one.body.__module__ == module.__name__  # type: ignore[attr-defined]
    }


def wrong_with_acts(package: ModuleType) -> Iterator[str]:
    """Say which acts in a folder its table of contents leaves out, and which verbs belie their kind."""
    listed = set(getattr(package, "__all__", ()))
    for module in modules_of(package):
        for name, act in acts_in(module).items():
            if name not in listed or getattr(package, name, None) is not act:
                yield f"{module.__name__}.{name} is not listed in {package.__name__}"
            if act.verb.partition(".")[0] != act.model.kind:
                yield f"{act.verb} is an act on a {act.model.kind}"


def without_status(kinds: Iterable[type[Refusal]], table: Mapping[type[Refusal], int]) -> list[str]:
    """Return the kinds of refusal that have no HTTP status, neither their own nor one of a kind they are of."""
    return sorted(kind.__name__ for kind in kinds if not set(kind.__mro__) & set(table))


def all_below(kind: type) -> Iterator[type]:
    """Yield every class below one."""
    for one in kind.__subclasses__():
        yield one
        yield from all_below(one)


def wrong_with_verbs(kind: str, lifecycle: Lifecycle[Any], acts: Iterable[ActBase]) -> Iterator[str]:
    """Say which verbs of a lifecycle no act enters, and which verbs entered it does not know."""
    entered = {verb for act in acts for verb in act.records if verb.startswith(f"{kind}.")}
    known = {f"{kind}.{verb}" for verb in lifecycle.verbs}
    for verb in sorted(known - entered):
        yield f"no act enters {verb}"
    for verb in sorted(entered - known):
        yield f"an act enters {verb}, which the lifecycle does not know"


def wrong_with_states(lifecycle: Lifecycle[Any]) -> Iterator[str]:
    """Say which states of a lifecycle have no words, or cannot be reached."""
    reached = set(lifecycle.births.values())
    moves = [(start, end) for table in lifecycle.moves.values() for start, end in table.items()]
    for _ in moves:
        reached |= {end for start, end in moves if start in reached}
    every = reached | {state for move in moves for state in move} | set(type(next(iter(reached))))
    for state in sorted(every - set(lifecycle.titles)):
        yield f"{lifecycle.subject}: {state} has no words"
    for state in sorted(every - reached):
        yield f"{lifecycle.subject}: {state} cannot be reached"


def states_checked(model: type[File]) -> set[str] | None:
    """Return the states that a CHECK of the table allows, or nothing if there is no such CHECK."""
    for one in model._meta.constraints:
        if isinstance(one, models.CheckConstraint) and isinstance(one.condition, models.Q):
            children = one.condition.children
            if len(children) == 1 and children[0][0] == "state__in":
                return set(children[0][1])
    return None


def unlisted_order(act: ActBase) -> str | None:
    """Say that an act may come out of order and does not list it, or nothing."""
    if isinstance(act, Founding):
        return None
    moves, states = act.model.lifecycle.moves, set(act.model.lifecycle.titles)
    own = [verb.partition(".")[2] for verb in act.records if verb.startswith(f"{act.model.kind}.")]
    always = all(set(moves.get(verb, {})) == states for verb in own)
    return None if always or "OutOfOrder" in listed_refusals(act.doc) else f"{act.verb} may come out of order"


def keys_to_others(tables: Iterable[type[models.Model]]) -> list[str]:
    """Return the foreign keys that reach into another office's tables."""
    return [
        f"{table._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for table in tables
        for field in table._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.related_model._meta.app_label != table._meta.app_label
    ]
