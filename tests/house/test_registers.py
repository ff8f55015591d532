"""Every rule, act, refusal, state and verb is in its table of contents, and nothing else is."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import ModuleType

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models
from tests.house import registers
from tests.house.plans import ROOT
from tests.house.quoting import FOUNDING, misquoted, said

from nuocheng.cases.lifecycle import LIFECYCLE
from nuocheng.cases.models import Case
from nuocheng.edge.problems import STATUS
from nuocheng.journal.files import File, Record, in_lifecycle, kinds, records
from nuocheng.journal.official import ACTS
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.lifecycles import Lifecycle
from nuocheng.kernel.rulings import Citation, rule
from nuocheng.law.loading import document_of, preset_names, rows_of
from nuocheng.site import rulebook
from nuocheng.site.tracing import read_clauses

GOOD_RULE = """
from datetime import date
from nuocheng.kernel.rulings import Citation, rule
LAW = Citation("某办法", "第一条", "应当提供。", "S2.2")

@rule(title="题", cites=(LAW,), since=date(2020, 4, 3))
def {name}(facts):
    \"\"\"Object when it is blue.\"\"\"
"""
GOOD_ACT = """
from nuocheng.cases.models import Case
from nuocheng.journal.official import official_act

@official_act("{verb}", by=(), file=Case)
def {name}(on, case, deed):
    \"\"\"Do it.\"\"\"
"""


def folders(name: str) -> list[ModuleType]:
    """Return the packages of that name in every office: its rules, or its acts."""
    found = []
    for config in apps.get_app_configs():
        inside = {one.name for one in pkgutil.iter_modules([config.path]) if one.ispkg}
        if config.name.startswith("nuocheng.") and name in inside:
            found.append(importlib.import_module(f"{config.name}.{name}"))
    return found


def every_act() -> None:
    """Import every office's acts, so that the registry is full."""
    for package in folders("acts"):
        list(registers.modules_of(package))


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., ModuleType]:
    """Give a maker of throw-away packages; acts they define are forgotten afterwards."""
    monkeypatch.syspath_prepend(str(tmp_path))
    for verb in list(ACTS):
        monkeypatch.setitem(ACTS, verb, ACTS[verb])

    def make(name: str, **files: str) -> ModuleType:
        folder = tmp_path / name
        folder.mkdir()
        for stem, text in {"__init__": "", **files}.items():
            (folder / f"{stem}.py").write_text(text, encoding="utf-8")
        before = set(ACTS)
        package = importlib.import_module(name)
        for module in registers.modules_of(package):
            assert module
        for verb in set(ACTS) - before:
            del ACTS[verb]
        return package

    return make


# Rules.


def test_every_rule_is_listed_named_after_its_file_and_cites_law_in_its_words() -> None:
    offices = folders("rules")
    assert len(offices) >= 2
    assert [wrong for package in offices for wrong in registers.wrong_with_rules(package)] == []


def test_a_rule_left_out_of_the_table_of_contents_is_caught(built: Callable[..., ModuleType]) -> None:
    package = built("rules_left_out", blue=GOOD_RULE.format(name="blue"))
    assert list(registers.wrong_with_rules(package)) == ["blue is in no set of rules_left_out"]


def test_a_rule_that_is_listed_is_left_alone(built: Callable[..., ModuleType]) -> None:
    listed = "from rules_listed.blue import blue\nMAY = (blue,)"
    assert (
        list(
            registers.wrong_with_rules(
                built("rules_listed", __init__=listed, blue=GOOD_RULE.format(name="blue"))
            )
        )
        == []
    )


def test_a_rule_in_a_file_of_another_name_is_caught(built: Callable[..., ModuleType]) -> None:
    listed = "from rules_misnamed.red import blue\nMAY = (blue,)"
    package = built("rules_misnamed", __init__=listed, red=GOOD_RULE.format(name="blue"))
    assert list(registers.wrong_with_rules(package)) == [
        "rules_misnamed.red holds the rule blue: name the file after it"
    ]


def test_two_rules_in_one_file_are_caught(built: Callable[..., ModuleType]) -> None:
    both = GOOD_RULE.format(name="blue") + GOOD_RULE.format(name="red").split("第一条")[1].split(")", 1)[1]
    listed = "from rules_crowded.blue import blue, red\nMAY = (blue, red)"
    wrong = list(registers.wrong_with_rules(built("rules_crowded", __init__=listed, blue=both)))
    assert "rules_crowded.blue holds 2 rules" in wrong


def test_a_rule_that_cites_nothing_cannot_even_be_made() -> None:
    with pytest.raises(ValueError, match="cites no law"):
        rule(title="题", cites=(), since=date(2020, 4, 3))


@pytest.mark.parametrize(
    "poor",
    [
        Citation("", "第一条", "应当。", "S1.1"),
        Citation("某法", "第一条", " ", "S1.1"),
        Citation("某法", "第一条", "应当。"),
    ],
    ids=["no document", "no words", "no id"],
)
def test_a_citation_that_leaves_something_out_is_caught(poor: Citation) -> None:
    def judge(facts: object) -> str | None:
        """Object to nothing."""
        return None

    made = rule(title="题", cites=(poor,), since=date(2020, 4, 3))(judge)
    assert list(registers.wrong_with_law(made))
    assert (
        list(registers.wrong_with_law(replace(made, cites=(Citation("某法", "一", "应当。", "S1.1"),)))) == []
    )


def test_no_two_offices_have_a_rule_of_the_same_name() -> None:
    names = [
        one.name for package in folders("rules") for module in registers.modules_of(package)
        for one in registers.rules_in(module).values()
    ]  # fmt: skip
    assert len(names) == len(set(names))


def test_every_founding_clause_that_a_rule_cites_exists() -> None:
    known = {one.id for one in read_clauses(ROOT / "docs" / "data" / "clauses.csv")}
    cited = {
        cite.clause_id for package in folders("rules") for module in registers.modules_of(package)
        for one in registers.rules_in(module).values() for cite in one.cites
    }  # fmt: skip
    assert {one for one in cited if one.startswith("S")} - known == set()


# Quotes.


def test_what_is_quoted_from_the_founding_document_stands_there() -> None:
    quotes = [
        (one.rule.name, cite.quote)
        for one in rulebook.rules()
        for cite in one.rule.cites
        if cite.document.startswith(FOUNDING)
    ]
    quotes += [
        (row.key, row.quote)
        for name in preset_names()
        for row in rows_of(document_of(name))
        if row.citation_document.startswith(FOUNDING) and row.evidence == "S"
    ]
    assert len(quotes) > 50
    assert misquoted(quotes, said(ROOT / "docs" / "law" / "founding-document.md")) == []


def test_a_quote_that_does_not_stand_there_is_caught() -> None:
    document = said(ROOT / "docs" / "law" / "founding-document.md")
    right = "申请人有较严重的不良信用记录或曾作出虚假承诺等情形的，不适用告知承诺制。"
    quotes = [("right", right), ("wrong", right.replace("较严重的", "")), ("cut", f"实行普遍承诺制……{right}")]
    assert misquoted(quotes, document) == [f"wrong: {quotes[1][1]}"]


# Acts.


def test_every_act_is_listed_and_belongs_to_its_file() -> None:
    assert [wrong for package in folders("acts") for wrong in registers.wrong_with_acts(package)] == []


def test_an_act_left_out_of_the_table_of_contents_is_caught(built: Callable[..., ModuleType]) -> None:
    package = built("acts_left_out", wink=GOOD_ACT.format(name="wink", verb="case.wink"))
    assert list(registers.wrong_with_acts(package)) == [
        "acts_left_out.wink.wink is not listed in acts_left_out"
    ]


def test_an_act_named_after_another_file_is_caught(built: Callable[..., ModuleType]) -> None:
    listed = 'from acts_strange.nod import nod\n__all__ = ["nod"]'
    package = built("acts_strange", __init__=listed, nod=GOOD_ACT.format(name="nod", verb="task.nod"))
    assert list(registers.wrong_with_acts(package)) == ["task.nod is an act on a case"]


def test_every_act_says_when_it_comes_out_of_order() -> None:
    every_act()
    assert [said for act in ACTS.values() if (said := registers.unlisted_order(act))] == []


def test_an_act_that_hides_its_order_is_caught() -> None:
    every_act()
    silent = replace(ACTS["case.close"], doc="Close the case.")
    assert registers.unlisted_order(silent) == "case.close may come out of order"


# Refusals.


def test_every_refusal_has_a_status() -> None:
    kinds_here = {kind for kind in registers.all_below(Refusal) if kind.__module__.startswith("nuocheng.")}
    assert NotFound in kinds_here
    assert registers.without_status(kinds_here, STATUS) == []


def test_a_refusal_without_a_status_is_caught() -> None:
    class TooLate(Refusal):
        """A refusal that nobody gave a status."""

    assert TooLate in set(registers.all_below(Refusal))
    assert registers.without_status([TooLate, NotFound], STATUS) == ["TooLate"]


# Lifecycles.


def test_every_verb_of_a_lifecycle_has_an_act_and_every_act_a_verb() -> None:
    every_act()
    wrong = [
        said for model in kinds() for said in registers.wrong_with_verbs(model.kind, model.lifecycle, ACTS.values())
    ]  # fmt: skip
    assert wrong == []


def test_a_verb_without_an_act_and_an_act_without_a_verb_are_caught() -> None:
    every_act()
    acts = [act for act in ACTS.values() if "case.close" not in act.records]
    acts.append(replace(ACTS["case.grant"], records=frozenset({"case.grant", "case.vanish"})))
    assert list(registers.wrong_with_verbs("case", LIFECYCLE, acts)) == [
        "no act enters case.close",
        "an act enters case.vanish, which the lifecycle does not know",
    ]


def test_every_state_has_its_words_and_can_be_reached() -> None:
    assert [said for model in kinds() for said in registers.wrong_with_states(model.lifecycle)] == []


def test_a_state_without_words_or_without_a_way_to_it_is_caught() -> None:
    class State(StrEnum):
        HERE = "here"
        GONE = "gone"
        LOST = "lost"

    poor = Lifecycle("thing", {"open": State.HERE}, {"leave": {State.HERE: State.GONE}}, {State.HERE: "在"})
    said = list(registers.wrong_with_states(poor))
    assert said == ["thing: gone has no words", "thing: lost has no words", "thing: lost cannot be reached"]


def test_the_database_knows_the_same_states_as_the_lifecycle() -> None:
    every = list(kinds())
    assert len(every) >= 6
    for model in every:
        assert registers.states_checked(model) == {str(state) for state in model.lifecycle.titles}, model


def test_a_check_that_knows_other_states_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    states = {str(state) for state in LIFECYCLE.titles}
    poor = replace(LIFECYCLE, titles={state: "" for state in LIFECYCLE.titles if state != "revoked"})
    monkeypatch.setattr(Case._meta, "constraints", [in_lifecycle(poor, "case_state_known")])
    assert registers.states_checked(Case) == states - {"revoked"}
    monkeypatch.setattr(Case._meta, "constraints", [])
    assert registers.states_checked(Case) is None


@pytest.mark.django_db
def test_the_database_itself_refuses_a_state_nobody_knows() -> None:
    model = next(kinds())
    assert issubclass(model, File)
    columns = model._meta.concrete_fields
    names = ", ".join(connection.ops.quote_name(field.column) for field in columns)
    values = ["no-such-state" if field.name == "state" else _any(field) for field in columns]
    table = connection.ops.quote_name(model._meta.db_table)
    sql = f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(values))})"
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match=r"state_known|CHECK"):
        cursor.execute(sql, values)


def _any(field: models.Field) -> object:
    """Return some value that the column takes."""
    if isinstance(field, models.ForeignKey):
        return _any(field.target_field)
    if isinstance(field, models.DateTimeField):
        return "2026-11-23 09:00:00"
    if isinstance(field, models.DateField):
        return "2026-11-23"
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.UUIDField):
        return "00000000000000000000000000000000"
    return 0 if isinstance(field, models.IntegerField) else "x"


# Tables.


def test_no_table_holds_a_key_to_another_offices_table() -> None:
    tables = [model for model in apps.get_models() if model.__module__.startswith("nuocheng.")]
    assert len(tables) > 15
    assert registers.keys_to_others(tables) == []


def test_a_key_to_another_offices_table_is_caught() -> None:
    assert registers.keys_to_others(
        [apps.get_model("axes", "AccessAttempt"), apps.get_model("auth", "Permission")]
    ) == ["auth.Permission.content_type -> contenttypes.ContentType"]


def own_words(base: type) -> set[str]:
    """What the journal calls its own on a file or a record: no column may take such a name."""
    return {name for name in vars(base) if not name.startswith("_")} - {
        field.name for field in base._meta.get_fields()
    }


def shadowed(base: type, names: set[str]) -> set[str]:
    return names & own_words(base)


@pytest.mark.parametrize("base", [File, Record])
def test_no_column_takes_the_name_of_something_the_journal_relies_on(base: type) -> None:
    tables = list(kinds() if base is File else records())
    assert tables
    assert own_words(base)
    assert [one for one in tables if shadowed(base, {field.name for field in one._meta.get_fields()})] == []


def test_a_column_that_takes_such_a_name_is_caught() -> None:
    assert shadowed(File, {"sealed_as", "phone"}) == {"sealed_as"}


# Migrations.


@pytest.mark.django_db
def test_the_migrations_are_in_step_with_the_models() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_a_model_changed_without_a_migration_is_caught(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Case._meta.get_field("phone"), "max_length", 21)
    with pytest.raises(SystemExit):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)
