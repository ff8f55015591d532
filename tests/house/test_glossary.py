"""Models, acts, rules and states are named in the words of the glossary."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from tests.house.plans import ROOT
from tests.house.wording import glossary, plain, strangers, words

from nuocheng.journal.files import kinds
from nuocheng.site import actbook, rulebook
from nuocheng.site.verbs import VERBS

GLOSSARY = ROOT / "docs" / "glossary.md"
PLAIN = Path(__file__).with_name("words.txt")


def identifiers() -> set[str]:
    """Return the names of every model, act, verb, state and rule of the house."""
    models = {model.__name__ for model in apps.get_models() if model.__module__.startswith("nuocheng.")}
    acts = set(actbook.acts())
    lives = [model.lifecycle for model in kinds()]
    moves = {str(name) for life in lives for name in (*life.verbs, *life.titles)}
    return models | acts | moves | {one.rule.name for one in rulebook.rules()}


def test_names_are_made_of_words_that_the_glossary_knows() -> None:
    named = identifiers()
    assert {"Case", "case.sign_pledge", "good_standing", "supplementing"} <= named
    assert strangers(named, glossary(GLOSSARY) | plain(PLAIN)) == []


def test_a_word_that_nobody_knows_is_caught() -> None:
    known = glossary(GLOSSARY) | plain(PLAIN)
    odd = ["sign_chengnuo", "CaseProcessor", "pledge_says_everything"]
    assert strangers(odd, known) == ["CaseProcessor: processor", "sign_chengnuo: chengnuo"]


def test_identifiers_are_split_into_words() -> None:
    assert words("case.find_ineligible") == ["case", "find", "ineligible"]
    assert words("EligibilityCheck") == ["eligibility", "check"]
    assert words("Role.LEGAL") == ["role", "legal"]


def test_the_list_of_plain_words_is_sorted_short_and_needed() -> None:
    listed = [line for line in PLAIN.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    used = {word for one in identifiers() for word in words(one)}
    used |= {word.removesuffix("s") for word in used}
    assert listed == sorted(set(listed))
    assert set(listed) & glossary(GLOSSARY) == set()
    assert set(listed) - used == set()


def test_every_verb_has_a_chinese_name_and_every_name_a_verb() -> None:
    verbs = {f"{model.kind}.{verb}" for model in kinds() for verb in model.lifecycle.verbs}
    assert verbs - set(VERBS) == set()
    assert set(VERBS) - verbs == set()
