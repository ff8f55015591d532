"""The command `nuocheng journal verify`: its answer to people, and to whatever calls it."""

from __future__ import annotations

import pytest
from tests.journal.rig import LIVED, a_life
from typer.testing import CliRunner

from nuocheng.cases.models import Case
from nuocheng.journal.models import Entry
from nuocheng.site.cli.journal import app

pytestmark = pytest.mark.django_db


@LIVED
def test_a_sound_journal_is_said_to_be_sound() -> None:
    a_life()
    answer = CliRunner().invoke(app, ["verify"])
    assert answer.exit_code == 0
    assert f"{Entry.objects.count()}条记录" in answer.output
    assert "全部相符" in answer.output


def test_an_empty_journal_is_sound() -> None:
    answer = CliRunner().invoke(app, ["verify"])
    assert answer.exit_code == 0
    assert "0条记录" in answer.output


@LIVED
def test_each_fault_is_one_line_and_the_exit_status_says_no() -> None:
    first = a_life()
    Case.objects.filter(pk=first).update(party_name="别人")
    answer = CliRunner().invoke(app, ["verify"])
    assert answer.exit_code == 1
    assert f"case {first}　整件　卷宗内容与最末一条记录封存时不一样（file_changed）" in answer.output
    assert "有1处不符" in answer.output


@LIVED
def test_no_more_faults_are_listed_than_was_asked_for_but_all_are_counted() -> None:
    a_life()
    Entry.objects.update(actor="别人")
    answer = CliRunner().invoke(app, ["verify", "--most", "3"])
    assert answer.exit_code == 1
    assert answer.output.count("条　") == 3
    assert f"有{2 * Entry.objects.count()}处不符" in answer.output
