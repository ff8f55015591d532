"""The command line speaks Chinese, whole, and says what to do when something is wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from nuocheng.people import queries as people
from nuocheng.site import cli
from nuocheng.site.cli import chinese, main

CHINESE = re.compile("[\u4e00-\u9fff]")
#: Words of typer's own pages, in any case.
FOREIGN = re.compile(
    r"usage|options|commands|arguments|show this|error|missing|required|default", re.IGNORECASE
)


def commands() -> Iterator[tuple[str, Any]]:
    yield "nuocheng", cli.whole()
    for part in cli.PARTS:
        yield from below(f"nuocheng {part.name}", cli.loaded(part))


def below(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from below(f"{path} {name}", inner)


ALL = list(commands())


@pytest.mark.parametrize(("path", "command"), ALL, ids=[path for path, _ in ALL])
def test_every_command_and_every_option_is_explained_in_chinese(path: str, command: Any) -> None:
    assert CHINESE.search(command.help or ""), f"{path} has no help"
    for parameter in command.params:
        assert CHINESE.search(getattr(parameter, "help", "") or ""), f"{path}: {parameter.name} has no help"


@pytest.mark.parametrize(("path", "command"), ALL, ids=[path for path, _ in ALL])
def test_a_help_page_has_no_foreign_word(path: str, command: Any) -> None:
    page = chinese.help_page(command.context_class(command, info_name=path))
    assert page.startswith(f"用法：{path}")
    assert "--help" in page
    assert not FOREIGN.search(page), page


def test_the_table_of_commands_says_what_the_commands_themselves_are() -> None:
    for part in cli.PARTS:
        assert isinstance(cli.loaded(part), object)
        assert CHINESE.search(part.help)
    assert isinstance(get_command(cli.app), TyperGroup)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["nothing"], "没有“nothing”这个命令"),
        (["law", "load"], "还缺“预设”"),
        (["law", "load", "--loud"], "没有“--loud”这个选项"),
        (["simulate", "exchange", "--port", "abc"], "“--port”填得不对"),
        (["people", "add"], "还缺“账号”"),
    ],
)
def test_what_was_typed_wrong_is_said_in_chinese(
    capsys: pytest.CaptureFixture[str], typed: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(typed)
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert said in told
    assert "--help" in told
    assert not FOREIGN.search(told.replace("--port", ""))


@pytest.mark.parametrize("typed", [[], ["law"], ["people"]])
def test_a_command_that_is_not_finished_shows_its_page(
    capsys: pytest.CaptureFixture[str], typed: list[str]
) -> None:
    with pytest.raises(SystemExit):
        main(typed)
    assert capsys.readouterr().out.startswith("用法：nuocheng")


def test_help_does_not_wait_for_django() -> None:
    watch = "import sys; from nuocheng.site.cli import main\ntry: main(['--help'])\nfinally: print('django.db' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True, check=True)
    assert ran.stdout.rstrip().endswith("False")


def done(*typed: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(typed))
    return ended.value.code if isinstance(ended.value.code, int) else 1


@pytest.mark.django_db
def test_an_account_is_made_given_a_post_a_password_and_a_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert done("people", "department", "620402-x", "白银区某局", "某局", "白某") == 0
    assert done("people", "add", "su", "苏某") == 0
    assert done("people", "add", "su", "苏某") == 1
    assert done("people", "correct", "su") == 1
    assert done("people", "correct", "su", "--phone", "139") == 1
    assert done("people", "correct", "su", "--name", "苏 某某", "--phone", "13909430101") == 0
    corrected = people.account("su")
    assert corrected is not None
    assert (corrected.name, corrected.sign_in_phone) == ("苏 某某", "13909430101")
    assert done("people", "post", "su", "clerk", "--department", "620402-x") == 0
    assert done("people", "post", "su", "clerk", "--department", "620402-x") == 1
    capsys.readouterr()
    assert done("people", "key", "su") == 0
    key = capsys.readouterr().out.strip()
    holder = people.holder(key)
    assert holder is not None
    assert holder.username == "su"
    assert people.holder(key[:-1]) is None
    assert done("people", "list") == 0
    assert "窗口（白银区某局）" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(("password", "status"), [("short", 1), ("password123", 1), ("kept-by-su-alone", 0)])
def test_a_weak_password_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, password: str, status: int
) -> None:
    done("people", "add", "su", "苏某")
    typed = tmp_path / "typed"
    typed.write_text(f"{password}\n", encoding="utf-8")
    with typed.open("rb") as given:
        monkeypatch.setattr("sys.stdin", given)
        monkeypatch.setattr("typer.get_text_stream", lambda _: typed.open(encoding="utf-8"))
        assert done("people", "password", "su", "--stdin") == status
    account = people.account("su")
    assert account is not None
    assert account.check_password(password) is (status == 0)


def test_texts_are_folded_by_the_cells_they_take() -> None:
    assert chinese.cells("诺成ab") == 6
    assert chinese.folded("一二三四。五", 8) == ["一二三四。", "五"]
    assert chinese.padded("诺成", 6) == "诺成  "
