"""nuocheng catalogue: read a table of items into the catalogue, and see what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from inspect import signature
from pathlib import Path
from typing import Annotated, Any

import typer

from nuocheng.catalogue import jobs, queries
from nuocheng.catalogue.channels import exporting
from nuocheng.catalogue.channels.exporting import EXPORTED
from nuocheng.catalogue.channels.matching import LAYOUT_TITLES, Layout, Matching
from nuocheng.catalogue.channels.supplement import read_supplement
from nuocheng.catalogue.channels.tables import LARGEST, Workbook
from nuocheng.catalogue.channels.tables.kinds import CSV
from nuocheng.catalogue.queries import STATE_TITLES, EditionState, newest, planning
from nuocheng.edge.clock import now, today
from nuocheng.kernel.errors import Malformed, Refusal
from nuocheng.people import queries as people
from nuocheng.site.cli.progress import Bar

FAULTY, MISTYPED = 1, 2
#: How many faults are shown on the terminal; the report has them all.
SHOWN = 20

#: Beside a table: what the table cannot say, taken along without being asked for.
DETAILS = "pledges.toml"

app = typer.Typer(help="管事项目录：导入表格、看现有事项。", no_args_is_help=True)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed after `nuocheng catalogue import`: each field is an argument or an option."""

    file: Annotated[Path, typer.Argument(metavar="文件", help="XLSX、XLS或CSV表格；认得的版式见说明")]
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只试读，什么也不写入")] = False
    good_rows: Annotated[bool, typer.Option("--good-rows", help="有问题的事项跳过，其余照常写入")] = False
    publish: Annotated[
        bool,
        typer.Option("--publish", help="写入后送审、审核、公布；编制和审核要两个人，用--as写两个账号"),
    ] = False
    accounts: Annotated[
        list[str] | None,
        typer.Option("--as", metavar="账号", help="以谁的名义办理，可以写几次；要有这些单位的目录编制岗位"),
    ] = None
    report: Annotated[
        Path | None,
        typer.Option(
            metavar="文件", help="把全部问题写成表格；写成.xlsx就是原表加一列“说明”，写成.csv就是一份清单"
        ),
    ] = None
    details: Annotated[
        Path | None,
        typer.Option(
            metavar="文件", help=f"补充文件：承诺的事实、核查办法、步骤。不写就用同一文件夹里的{DETAILS}"
        ),
    ] = None


@app.command(
    "import",
    help="把表格里的事项导入目录。按列名的意思认列，先试读，说清新增、改动、没变、有问题的各有多少，问题写到行、列、原因；"
    "有一处问题，就一行也不写入，除非加--good-rows。没有问题返回0，有问题返回1，命令写错或文件读不了返回2。",
)
def import_(**typed: Any) -> None:
    """Import a table into the catalogue."""
    wanted = Wanted(**typed)
    try:
        workbook = _opened(wanted.file)
        planned = _planned(workbook, wanted)
    except (Malformed, OSError) as fault:
        _say(f"没有导入：{fault.text if isinstance(fault, Malformed) else f'“{wanted.file}”读不出来'}")
        raise typer.Exit(MISTYPED) from fault
    _tell_matchings(workbook, planned)
    _tell(planned)
    if wanted.report:
        _report(workbook, planned, wanted.report)
    if wanted.dry_run:
        typer.echo("这是试读，什么也没有写入")
    elif planned.problems and not wanted.good_rows:
        _say("有问题，一行也没有写入。请改好再导入；只想写入没有问题的，加--good-rows")
    else:
        _carry_out(planned, wanted)
    raise typer.Exit(FAULTY if planned.problems else 0)


#: The options are the fields of Wanted: typer reads them off the signature.
import_.__signature__ = signature(Wanted, eval_str=True)  # type: ignore[attr-defined]  # functions may carry one


@app.command("list", help="列出目录里的事项：编码、版本、状态、可以承诺的证明数、单位和名称。")
def list_(
    department: Annotated[str, typer.Option(metavar="单位代码", help="只看这个单位的")] = "",
    state: Annotated[
        str, typer.Option(metavar="状态", help=f"只看这个状态的：{'、'.join(EditionState)}")
    ] = "",
) -> None:
    """List the editions of the catalogue."""
    if state and state not in set(EditionState):
        _say(f"没有“{state}”这个状态，请从这些里选：{'、'.join(EditionState)}")
        raise typer.Exit(MISTYPED)
    units = [department] if department else None
    states = [EditionState(state)] if state else list(EditionState)
    count, after = 0, ""
    while True:
        page = queries.desk(units, states, after=after)
        for one in page.rows:
            title, unit = STATE_TITLES[EditionState(one.state)], people.department_name(one.department)
            typer.echo(f"{one.code}\t第{one.version}版\t{title}\t{one.pledgeable}\t{unit}\t{one.name}")
        count, after = count + len(page.rows), page.next
        if not after:
            break
    typer.echo(f"共{count}版", err=True)


@app.command(
    "export",
    help="把目录写成表格：本系统的模板（.xlsx，导回来一处不变；.csv，写得下的都在），或者一种公布用的版式。",
)
def export(
    file: Annotated[Path, typer.Argument(metavar="文件", help="写到哪里，.xlsx或.csv")],
    layout: Annotated[
        Layout, typer.Option(metavar="版式", help=f"写成哪种表：{'、'.join(EXPORTED)}")
    ] = Layout.TEMPLATE,
    department: Annotated[str, typer.Option(metavar="单位代码", help="只写这个单位的")] = "",
    published: Annotated[bool, typer.Option("--published", help="只写已经公布的版本")] = False,
    empty: Annotated[bool, typer.Option("--template", help="只写一份空白模板")] = False,
) -> None:
    """Write the catalogue, or an empty template, into a file."""
    if file.suffix.lower() not in {".xlsx", ".csv"} or layout not in EXPORTED:
        _say(f"请写到.xlsx或.csv文件；版式从这些里选：{'、'.join(EXPORTED)}")
        raise typer.Exit(MISTYPED)
    if file.suffix.lower() == ".csv" and empty:
        _say("空白模板有下拉列表和填写说明，只能写成.xlsx")
        raise typer.Exit(MISTYPED)
    setting = planning.export_setting(today())
    items = iter(()) if empty else newest.items([department] if department else None, in_force=published)
    try:
        with file.open("wb") as out:
            count = exporting.write(out, items, setting, layout=layout, as_csv=file.suffix.lower() == ".csv")
    except OSError as fault:
        _say(f"“{file}”写不进去：{fault.strerror}")
        raise typer.Exit(MISTYPED) from fault
    typer.echo(f"写了{count}行，在{file}")


def _opened(file: Path) -> Workbook:
    """Open the table.

    Raises:
        Malformed: It is too large, or no table.
        OSError: It is not there, or may not be read.

    """
    if file.stat().st_size > LARGEST:
        raise Malformed.at("file", f"文件超过{LARGEST // 1024 // 1024}MB，请分成几个文件导入")
    return jobs.open_workbook(file.read_bytes(), file.name)


def _planned(workbook: Workbook, wanted: Wanted) -> jobs.Plan:
    """Plan the import.

    Raises:
        Malformed: The table or the details cannot be read as what they should be.
        OSError: The details are not there, or may not be read.

    """
    beside = wanted.file.with_name(DETAILS)
    details = wanted.details or (beside if beside.is_file() else None)
    with Bar() as bar:
        return jobs.plan(
            workbook,
            on=today(),
            supplement=read_supplement(details.read_bytes()) if details else None,
            publishing=wanted.publish,
            progress=bar,
        )


def _tell_matchings(workbook: Workbook, planned: jobs.Plan) -> None:
    """Say how the columns of each sheet were understood, and what was passed over."""
    for one in planned.matchings:
        if one.read:
            sheet = f"“{one.sheet}”" if len(workbook.sheets) > 1 else "表格"
            typer.echo(f"{sheet}按“{LAYOUT_TITLES[one.layout]}”读：{_columns(one)}")
    for text in planned.told:
        typer.echo(text)


def _columns(matching: Matching) -> str:
    named = [one for one in matching.columns if one.heading]
    return "，".join(
        f"{one.letters}列{one.heading}→{one.title}"
        if one.heading != one.title
        else f"{one.letters}列{one.heading}"
        for one in named
    )


def _report(workbook: Workbook, planned: jobs.Plan, file: Path) -> None:
    if file.suffix.lower() == ".xlsx":
        raw, _ = jobs.marked(workbook, planned.matchings, planned.problems, planned.warnings)
        if workbook.kind == CSV:
            _say("原来是CSV，说明也写成CSV；请把--report的文件名写成.csv")
            file = file.with_suffix(".csv")
    else:
        raw = jobs.report(planned.problems, planned.warnings)
    file.write_bytes(raw)
    _say(f"问题和提醒已写到{file}")


def _tell(planned: jobs.Plan) -> None:
    typer.echo(planned.summary)
    for one in planned.problems[:SHOWN]:
        _say(str(one))
    if len(planned.problems) > SHOWN:
        _say(f"还有{len(planned.problems) - SHOWN}处问题，加--report 文件名.csv 看全部")
    for one in planned.warnings[:SHOWN]:
        _say(f"提醒：{one}")
    if len(planned.warnings) > SHOWN:
        _say(f"还有{len(planned.warnings) - SHOWN}条提醒")


def _carry_out(planned: jobs.Plan, wanted: Wanted) -> None:
    if not wanted.accounts:
        _say("请用--as写明以谁的名义导入，例如--as zhang；办理记录上要写是谁办的")
        raise typer.Exit(MISTYPED)
    try:
        staff = jobs.staff_of(wanted.accounts, now())
        with Bar() as bar:
            done = jobs.apply(
                planned, staff, good_rows=wanted.good_rows, publishing=wanted.publish, progress=bar
            )
    except Refusal as refusal:
        _say(f"没有导入，一行也没有写入：{refusal.text}")
        raise typer.Exit(FAULTY) from refusal
    typer.echo(f"新编{done.drafted}版，改了{done.amended}份草稿，公布{done.published}版")


def _say(line: str) -> None:
    typer.echo(line, err=True)
