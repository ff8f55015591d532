"""The command line in Chinese: help pages, what to type, and what was typed wrong."""

import sys
import unicodedata
from collections.abc import Iterable
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

HELP = "显示这份帮助"
WIDTH = 92
QUOTES = "'\""
#: What typer adds by itself to an app of its own, and a part of ours does not need.
COMPLETION = frozenset({"install_completion", "show_completion"})
#: What a parameter without a word of its own is called, by the type of what it is if nothing is typed.
PLACEHOLDERS: dict[type, str] = {int: "整数", float: "数"}

Node = Any
"""A command or group, or a parameter of one: typer keeps these classes under names of its own."""


def in_chinese(node: Node) -> Node:
    """Give a command, and all below it, a Chinese usage line and a Chinese --help; return it."""
    if getattr(node, "speaks_chinese", False):
        return node
    node.speaks_chinese = True
    node.add_help_option = False
    node.no_args_is_help = False  # typer would print a page of its own; complain() prints ours
    node.params = [*(one for one in node.params if one.name not in COMPLETION), _help_option()]
    for name in list(getattr(node, "commands", {})):
        in_chinese(node.commands[name])
    return node


def _show_help(ctx: typer.Context, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        typer.echo(help_page(ctx))
        ctx.exit()


def _carrier(
    help_shown: Annotated[
        bool, typer.Option("--help", is_eager=True, expose_value=False, callback=_show_help, help=HELP)
    ] = False,
) -> None:
    """Carry the option --help to where typer itself makes it: how it does so changes with its versions."""


def _help_option() -> Node:
    carrier = typer.Typer(add_completion=False)
    carrier.command(add_help_option=False)(_carrier)
    return get_command(carrier).params[0]


def help_page(ctx: typer.Context) -> str:
    """Write the help page of the command that *ctx* is about."""
    command: Node = ctx.command
    parts = [usage(ctx), *_indented(command.help or "")]
    shown = [one for one in command.params if not getattr(one, "hidden", False)]
    arguments = [(_name(one), _explained(one)) for one in shown if one.param_type_name == "argument"]
    options = [(_flags(one), _explained(one)) for one in shown if one.param_type_name == "option"]
    if isinstance(command, TyperGroup):
        parts += _table("命令", ((name, summary(command, ctx, name)) for name in command.list_commands(ctx)))
    parts += _table("参数", arguments)
    parts += _table("选项", options)
    return "\n".join(parts)


def usage(ctx: typer.Context) -> str:
    """Write the usage line of the command that *ctx* is about."""
    command: Node = ctx.command
    wanted = [_name(one) for one in command.params if one.param_type_name == "argument"]
    rest = ["命令", "…"] if isinstance(command, TyperGroup) else wanted
    return " ".join(["用法：" + ctx.command_path, "[选项]", *rest])


def summary(group: Node, ctx: typer.Context, name: str) -> str:
    """Return the first line of a subcommand's help."""
    command: Node = group.get_command(ctx, name)
    lines = ((command.short_help or command.help or "") if command else "").strip().splitlines()
    return lines[0] if lines else ""


def explain(problem: Exception) -> str:
    """Say in Chinese what was wrong with what was typed."""
    kind, text = type(problem).__name__, str(getattr(problem, "message", problem))
    parameter = getattr(problem, "param", None)
    named = f"“{_name(parameter)}”" if parameter is not None else "有一项"
    if kind == "NoSuchOption":
        return f"没有“{getattr(problem, 'option_name', '')}”这个选项"
    if kind == "MissingParameter":
        return f"还缺{named}，请补上"
    if kind in {"BadOptionUsage", "BadArgumentUsage"}:
        return f"“{getattr(problem, 'option_name', '参数')}”后面的内容不对，请照用法写"
    if kind == "BadParameter":
        return text if _is_chinese(text) else f"{named}填得不对，请照用法写"
    if "No such command" in text:
        return f"没有“{text.partition('No such command ')[2].partition('.')[0].strip(QUOTES)}”这个命令"
    return text if _is_chinese(text) else f"写法不对，请照用法写（{text}）"


def complain(problem: Exception) -> None:
    """Print what was wrong, and where help is."""
    ctx = getattr(problem, "ctx", None)
    if ctx is not None and "Missing command" in str(getattr(problem, "message", "")):
        typer.echo(help_page(ctx))
        return
    lines = [explain(problem)]
    if ctx is not None:
        lines += [usage(ctx), f"看说明：{ctx.command_path} --help"]
    print("\n".join(lines), file=sys.stderr)  # noqa: T201 - this is the terminal


def cells(text: str) -> int:
    """Return how many terminal cells a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def padded(text: str, width: int) -> str:
    """Fill a text with spaces up to so many cells."""
    return text + " " * max(0, width - cells(text))


def folded(text: str, width: int) -> list[str]:
    """Break a text into lines of so many cells; Chinese may break anywhere but before a closing mark."""
    lines, line = [], ""
    for sign in text:
        if cells(line + sign) > width and sign not in "，。；：、）”？":
            lines.append(line)
            line = ""
        line += sign
    return [*lines, line]


def _indented(text: str) -> list[str]:
    lines = [part for line in text.strip().splitlines() for part in folded(line.strip(), WIDTH - 2)]
    return ["", *(f"  {line}" if line else "" for line in lines)] if lines else []


def _table(title: str, rows: Iterable[tuple[str, str]]) -> list[str]:
    listed = list(rows)
    if not listed:
        return []
    left = min(30, max(cells(name) for name, _ in listed)) + 2
    lines = ["", f"{title}："]
    for name, text in listed:
        first, *rest = folded(text, WIDTH - 2 - left)
        lines.append(f"  {padded(name, left)}{first}".rstrip())
        lines += [f"  {' ' * left}{line}" for line in rest]
    return lines


def _flags(option: Node) -> str:
    names = "、".join([*option.opts, *option.secondary_opts])
    return names if option.is_flag else f"{names} {_word(option)}"


def _name(parameter: Node) -> str:
    return _word(parameter) if parameter.param_type_name == "argument" else str(parameter.opts[-1])


def _word(parameter: Node) -> str:
    if parameter.metavar:
        return str(parameter.metavar)
    return PLACEHOLDERS.get(type(parameter.default), "文字")


def _explained(parameter: Node) -> str:
    text, default = str(getattr(parameter, "help", "") or ""), parameter.default
    if default in (None, "", False) or getattr(parameter, "is_flag", False) or callable(default):
        return text
    return f"{text}（不写就是{default}）"


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)
