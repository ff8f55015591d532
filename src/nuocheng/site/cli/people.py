"""nuocheng people: accounts, posts, passwords and keys for machines."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

import typer

from nuocheng.edge.clock import now, today
from nuocheng.kernel import names
from nuocheng.kernel.numbers import BadNumber, mask_phone, parse_party_number
from nuocheng.kernel.occasion import ROLE_TITLES, Role
from nuocheng.people import official, queries
from nuocheng.site.cli.chinese import cells, padded

app = typer.Typer(help="管单位、账号、岗位、密码和接口密钥。", no_args_is_help=True)

AccountName = Annotated[str, typer.Argument(metavar="账号", help="登录用的账号")]
MOBILE = re.compile(r"1[3-9]\d{9}")
ROLES = [role for role in Role if role not in {Role.SYSTEM, Role.APPLICANT}]
ROLE_HELP = "岗位：" + "、".join(f"{role}（{ROLE_TITLES[role]}）" for role in ROLES)


@app.callback()
def people() -> None:
    """Keep each command a command of its own."""


@app.command("list", help="列出全部账号和各自的岗位。")
def listed() -> None:
    """Print every account with its posts today."""
    rows = [(one.username, one.name, _posts(one)) for one in official.accounts()]
    widths = [max((cells(row[place]) for row in rows), default=0) + 2 for place in range(2)]
    for username, name, posts in rows:
        typer.echo(padded(username, widths[0]) + padded(name, widths[1]) + posts)


@app.command(help="录入单位，或者更新单位的名称和电话。")
def department(
    code: Annotated[str, typer.Argument(metavar="单位代码", help="例如620402-mzj")],
    name: Annotated[str, typer.Argument(metavar="单位名称", help="单位全称")],
    short: Annotated[str, typer.Argument(metavar="简称", help="例如区民政局")],
    mark: Annotated[str, typer.Argument(metavar="机关代字", help="文号里用的字，例如白民")],
    phone: Annotated[str, typer.Option(metavar="电话", help="对外的电话")] = "",
) -> None:
    """Add a department, or bring what is held about it up to date."""
    new = official.keep_departments(
        [{"code": code, "name": name, "short": short, "mark": mark, "phone": phone}]
    )
    typer.echo(f"{'已录入' if new else '已更新'}{name}")


@app.command(help="新设账号。申请人写上身份证号或统一社会信用代码；工作人员之后再用people post定岗。")
def add(
    account: AccountName,
    name: Annotated[str, typer.Argument(metavar="姓名", help="本人姓名或单位名称")],
    number: Annotated[str, typer.Option(metavar="号码", help="身份证号或统一社会信用代码")] = "",
    phone: Annotated[str, typer.Option(metavar="手机号", help="联系用的手机号")] = "",
) -> None:
    """Add an account; it cannot sign in before it has a password."""
    official.add_account(official.Member(account, name, _normal(number), phone))
    typer.echo(f"已设账号“{account}”。请接着设密码：nuocheng people password {account}")


@app.command(help="当面看过证件以后，更正姓名或者登录用的手机号。")
def correct(
    account: AccountName,
    name: Annotated[str, typer.Option(metavar="姓名", help="证件上现在的姓名")] = "",
    phone: Annotated[str, typer.Option(metavar="手机号", help="收登录校验码的手机号")] = "",
) -> None:
    """Correct what somebody's papers showed to be otherwise."""
    holder = _account(account)
    if not (name or phone):
        raise SystemExit("请写明要更正什么：--name 姓名，或者 --phone 手机号")
    if phone and not MOBILE.fullmatch(phone):
        raise SystemExit("手机号应为11位，请核对")
    official.correct(holder, name=names.tidy(name), sign_in_phone=phone)
    typer.echo(
        f"“{holder.username}”现在是{holder.name}，登录手机号{mask_phone(holder.sign_in_phone) or '没有'}"
    )


@app.command(help="给账号定岗：从哪天起在某单位任某岗。")
def post(
    account: AccountName,
    role: Annotated[str, typer.Argument(metavar="岗位", help=ROLE_HELP)],
    department: Annotated[
        str, typer.Option(metavar="单位代码", help="单位的代码；监督和系统管理不用写")
    ] = "",
    since: Annotated[
        str, typer.Option(metavar="日期", help="从哪天起任职，例如2026-11-23；不写就是今天")
    ] = "",
) -> None:
    """Give an account a post, once."""
    if role not in ROLES:
        raise SystemExit(f"没有“{role}”这个岗位。{ROLE_HELP}")
    holder, begins = _account(account), _day(since)
    held = official.give_post(holder, Role(role), department, begins)
    where = f"（{queries.department_name(held.department_id)}）" if held.department_id else ""
    typer.echo(f"“{holder.name}”从{begins}起任{ROLE_TITLES[Role(role)]}岗{where}")


@app.command(help="设密码。会请您在键盘上输两遍，屏幕上不显示。")
def password(
    account: AccountName,
    stdin: Annotated[bool, typer.Option("--stdin", help="从标准输入读密码，供脚本用")] = False,
) -> None:
    """Set a password."""
    holder = _account(account)
    official.set_password(holder, _read() if stdin else _typed_twice())
    typer.echo(f"“{holder.username}”的密码已经设好")


@app.command(help="给账号生成一个接口密钥，只显示这一次，系统里只留摘要。")
def key(
    account: AccountName,
    label: Annotated[str, typer.Option(metavar="用途", help="给谁用、做什么用")] = "接口",
) -> None:
    """Make a key for a machine that acts for the account, and print it once."""
    typer.echo(official.make_key(_account(account), label, now()))


def _read() -> str:
    return typer.get_text_stream("stdin").readline().rstrip("\n")


def _typed_twice() -> str:
    return str(typer.prompt("密码", hide_input=True, confirmation_prompt="再输一遍"))


def _posts(account: official.Account) -> str:
    held = queries.posts(account, today())
    return "、".join(_post(one.role, one.department) for one in held) or "没有岗位"


def _post(role: Role, code: str) -> str:
    return ROLE_TITLES[role] + (f"（{queries.department_name(code)}）" if code else "")


def _account(username: str) -> official.Account:
    found = queries.account(username)
    if found is None:
        raise SystemExit(f"没有账号“{username}”，用nuocheng people list查看")
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else today()
    except ValueError as problem:
        raise SystemExit(f"“{text}”不是日期，请照这样写：2026-11-23") from problem


def _normal(number: str) -> str:
    if not number:
        return ""
    try:
        return parse_party_number(number, today=today()).value
    except BadNumber as problem:
        raise SystemExit(problem.text) from problem
