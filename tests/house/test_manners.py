"""Every module keeps the manners of the house, and each manner is broken here on purpose once."""

from __future__ import annotations

import pytest
from tests.house import acts_inside, manners
from tests.house.plans import Check, faults, house, source

DOC = '"""Sample."""\n'
ACT = "nuocheng/cases/acts/sample.py"
SILENT = '@official_act("a.b")\ndef f(on, a, deed):\n    """Do."""\n'
SAYING = (
    '@official_act("a.b")\ndef f(on, a, deed):\n    """Do.\n\n    Raises:\n        RuledOut: No.\n\n    """\n'
)
FILL = "\n".join(["    x = 1"] * 50)

#: Each manner, with modules that break it (text, path) and one close by that does not.
MANNERS: list[tuple[Check, list[tuple[str, str]], str]] = [
    (manners.files_are_short, [("x = 1\n" * 401, "")], "x = 1\n" * 400),
    (manners.functions_are_short, [(f"def f():\n{FILL}\n", "")], f"def f():\n{FILL[:-10]}\n"),
    (
        manners.parameters_are_few,
        [
            ("def f(a, b, c, d, e, g): ...", ""),
            ("def f(on, deed, *, a, b, c, d, e, g): ...", ""),
            ("@official_act('x')\ndef f(on, case, deed, *, a, b, c, d, e, g): ...", ""),
        ],
        "@official_act('x')\ndef f(on, case, deed, *, a, b, c, d, e): ...",
    ),
    (
        manners.nesting_is_shallow,
        [("def f():\n if a:\n  for b in c:\n   with d:\n    if e: g()", "")],
        "def f():\n for b in c:\n  with d:\n   if e: g()\n   elif h: g()\n   elif i: g()\n   elif j: g()",
    ),
    (
        manners.time_is_given,
        [
            ("from datetime import datetime\nat = datetime.now()", ""),
            ("import datetime\nat = datetime.datetime.now(tz)", ""),
            ("from datetime import date\nday = date.today()", ""),
            ("from django.utils import timezone\nat = timezone.now()", ""),
            ("from django.utils import timezone\nfield = DateTimeField(default=timezone.now)", ""),
            ("import time\nat = time.time()", ""),
            ("from time import monotonic", ""),
            ("from django.utils import timezone\nat = timezone.now()", "nuocheng/edge/other.py"),
        ],
        "from datetime import datetime\nat = on.at\nother = datetime.fromisoformat(x)\n",
    ),
    (
        manners.nothing_is_signalled,
        [
            ("from django.dispatch import receiver", ""),
            ("from django.db.models.signals import post_save", ""),
            ("from django.db.models import signals", ""),
            ("import django.dispatch", ""),
        ],
        "from django.db import models",
    ),
    (
        manners.saving_is_plain,
        [("class A(Model):\n    def save(self): ...", ""), ("class A:\n    def delete(self): ...", "")],
        "def save(self): ...",
    ),
    (
        manners.imports_stand_on_top,
        [
            ("def f():\n    import os", ""),
            ("class A:\n    def f(self):\n        from x import y", ""),
            ("from . import x", ""),
            ("from ..a import b", ""),
        ],
        "from a import b",
    ),
    (
        manners.promises_have_numbers,
        [("# TO" + "DO: later", ""), ("x = 1  # FIX" + "ME", "")],
        "# TO" + "DO(#12): later",
    ),
    (
        manners.nothing_is_a_drawer,
        [("", "nuocheng/cases/utils.py"), ("", "nuocheng/core/__init__.py"), ("", "nuocheng/cases/helpers/x.py")],
        "",
    ),
    (
        manners.everything_says_what_it_is_for,
        [
            ("x = 1", ""),
            ('"""No full stop"""', ""),
            (DOC + "def f(): ...", ""),
            (DOC + "class A:\n    ...", ""),
            (DOC + 'class A:\n    """Be."""\n    def f(self): ...', ""),
            (DOC + 'def f():\n    """Say nothing"""', ""),
        ],
        DOC + 'class A:\n    """Be."""\n    class Meta: ...\n    def _f(self): ...\n    def __str__(self): ...',
    ),
    (
        acts_inside.acts_write_through_the_deed,
        [
            ("def f(case): case.save()", ACT),
            ("def f(): Case.objects.create(x=1)", ACT),
            ("def f(): Case.objects.filter(pk=1).update(x=1)", ACT),
            ("def f(case): case.delete()", ACT),
            ("def f(): Case.objects.bulk_create([])", ACT),
            ("def f(): Case.objects.get_or_create(x=1)", ACT),
            ("from django.db import connection", ACT),
            ("from nuocheng.journal.writing import put", ACT),
            ("from nuocheng.journal.models import Entry", ACT),
        ],
        "def f(on, case, deed): deed.move(case, 'grant', rows=[Paper()])",
    ),
    (
        acts_inside.acts_say_what_they_refuse,
        [
            (SILENT + '    raise Malformed("x")', ACT),
            (SILENT + '    raise Malformed.at("x", "y")', ACT),
            (SILENT + "    require(R, f, on=on.today)", ACT),
            ('def g():\n    raise Malformed("x")\n' + SAYING + "    g()", ACT),
        ],
        SAYING + "    require(R, f, on=on.today)",
    ),
]  # fmt: skip

NAMES = [check.__name__ for check, _, _ in MANNERS]
BROKEN = [
    pytest.param(check, text, path, id=f"{check.__name__}-{number}")
    for check, samples, _ in MANNERS
    for number, (text, path) in enumerate(samples, start=1)
]
CLEAN = [pytest.param(check, text, samples[0][1], id=check.__name__) for check, samples, text in MANNERS]
ELSEWHERE = "nuocheng/cases/sample.py"


@pytest.mark.parametrize("check", [check for check, _, _ in MANNERS], ids=NAMES)
def test_the_house_keeps_its_manners(check: Check) -> None:
    assert faults(check, house()) == []


@pytest.mark.parametrize(("check", "text", "path"), BROKEN)
def test_a_manner_broken_on_purpose_is_caught(check: Check, text: str, path: str) -> None:
    assert faults(check, [source(text, path or ELSEWHERE)])


@pytest.mark.parametrize(("check", "text", "path"), CLEAN)
def test_what_keeps_the_manner_is_left_alone(check: Check, text: str, path: str) -> None:
    keeping = ACT if path == ACT else ELSEWHERE
    assert faults(check, [source(text, keeping)]) == []


def test_the_house_has_modules_to_look_at() -> None:
    offices = {one.office for one in house()}
    assert {"kernel", "journal", "cases", "verification", "site"} <= offices
    assert len(house()) > 150


def test_every_exception_from_the_clock_is_still_needed() -> None:
    used = {(one.path, name) for one in house() for _, name in manners.clocks(one)}
    unused = set(manners.CLOCK_ALLOWED) - used
    assert unused == set()
    assert all(manners.CLOCK_ALLOWED.values())
