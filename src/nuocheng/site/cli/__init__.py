"""The command nuocheng: a table of what it can do; each part is read only when it is called."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import django
import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from nuocheng.kernel.errors import Refusal
from nuocheng.site.cli.chinese import complain, in_chinese


@dataclass(frozen=True, slots=True)
class Part:
    """One command: its name, the module that holds it, a line of help, and whether it needs the database."""

    name: str
    module: str
    help: str
    needs_django: bool = True


PARTS = (
    Part("run", "nuocheng.site.cli.run", "启动系统：网页和定时工作，一条命令全起来", needs_django=False),
    Part("setup", "nuocheng.site.cli.setup", "准备数据库、规定和网页文件（run会先自动做）"),
    Part("demo", "nuocheng.site.cli.demo", "准备演示用的单位、账号、目录和办件"),
    Part("check", "nuocheng.site.cli.check", "检查数据库、密钥、字体是不是能放心用"),
    Part("work", "nuocheng.site.cli.work", "做定时工作：核查、到期提醒、办结"),
    Part("catalogue", "nuocheng.site.cli.catalogue", "管事项目录：导入表格、看现有事项"),
    Part("people", "nuocheng.site.cli.people", "管单位、账号、岗位、密码和接口密钥"),
    Part("portals", "nuocheng.site.cli.portals", "管接入平台：哪些平台送人进来，在自己的页面里办"),
    Part("webhooks", "nuocheng.site.cli.webhooks", "管对接平台：谁订阅变动，签名密钥，重发"),
    Part("law", "nuocheng.site.cli.law", "录入规定：期限、文字、情形和措施"),
    Part("journal", "nuocheng.site.cli.journal", "核对办理留痕：有没有被改动、被删、被绕过"),
    Part("simulate", "nuocheng.site.cli.simulate", "启动模拟的数据共享交换平台", needs_django=False),
)


class Table(TyperGroup):
    """The group of all commands: lists them without reading them."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names, in the order in which people need them."""
        return [part.name for part in PARTS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return what stands for a command in the list; the command itself comes from resolve_command."""
        part = _part(cmd_name)
        return None if part is None else TyperCommand(name=part.name, help=part.help)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Read the command that is called."""
        name, stand_in, rest = super().resolve_command(ctx, args)
        part = _part(name or "")
        return name, (stand_in if part is None else loaded(part)), rest


app = typer.Typer(cls=Table, add_completion=False, no_args_is_help=True)


@app.callback(help="诺成：证明事项告知承诺制，从目录到失信修复的整个闭环。")
def nuocheng() -> None:
    """Do nothing before the command itself."""


def _part(name: str) -> Part | None:
    return next((part for part in PARTS if part.name == name), None)


def loaded(part: Part) -> Any:
    """Read one command, with Django made ready first if it needs the database."""
    if part.needs_django:
        django.setup()
    return in_chinese(get_command(import_module(part.module).app))


def whole() -> Any:
    """Return the command as it stands at the entrance, in Chinese."""
    return in_chinese(get_command(app))


def main(arguments: list[str] | None = None) -> None:
    """Do what was typed, and say in Chinese what could not be done."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nuocheng.settings")
    try:
        code = whole().main(args=arguments, prog_name="nuocheng", standalone_mode=False)
    except typer.Abort:
        sys.exit("已停下，没有做完")
    except Refusal as refusal:
        sys.exit(refusal.text)
    except Exception as problem:
        if not hasattr(problem, "exit_code"):
            raise
        complain(problem)
        sys.exit(2)
    sys.exit(code if isinstance(code, int) else 0)
