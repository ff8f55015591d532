"""What an import costs: CPU and memory of planning and applying, and of exports, each in a process of its own.

Run with ``python bench/import_catalogue.py``; ROWS says how many rows (10,000), PER_ITEM how many certificates an
item has (3), EXPORTED how many rows an export writes (100,000). SQLite, in a folder that is thrown away.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

ROWS = int(os.environ.get("ROWS", "10000"))
PER_ITEM = int(os.environ.get("PER_ITEM", "3"))
EXPORTED = int(os.environ.get("EXPORTED", "100000"))
CPU_AT_MOST, MEMORY_AT_MOST = 20.0, 300.0
CODE = "620402-sfj"
RUNS = (
    "import_xlsx",
    "import_csv",
    "import_one_each",
    "import_again",
    "report_xlsx",
    "export_xlsx",
    "export_csv",
)


def main() -> None:
    """Run each measurement in a fresh process and print one table."""
    print(f"导入{ROWS}行（每个事项{PER_ITEM}份证明），导出{EXPORTED}行；SQLite\n")
    print(f"{'':18}{'CPU 秒':>10}{'内存峰值 MB':>14}  分段")
    for name in sys.argv[1:] or RUNS:
        found = _run(name)
        parts = "，".join(f"{part} {spent:.2f}" for part, spent in found["parts"].items())
        late = found["cpu"] > CPU_AT_MOST or found["memory"] > MEMORY_AT_MOST
        verdict = "" if not name.startswith("import") else ("  未达到" if late else "  达到")
        print(f"{name:18}{found['cpu']:>10.2f}{found['memory']:>14.0f}  {parts}{verdict}")
    print(f"\n目标（导入）：≤{CPU_AT_MOST:.0f}秒CPU，≤{MEMORY_AT_MOST:.0f} MB")


def _run(name: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "NUOCHENG_DEMO": "1",
            "NUOCHENG_DATA": folder,
            "NUOCHENG_DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "nuocheng.settings",
        }
        # The database and the file are made by another process: what making them costs is not what is measured.
        for step in ("--prepare", "--measure"):
            done = subprocess.run(
                [sys.executable, __file__, step, name],
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                sys.exit(f"{name}: {done.stderr}")
        return json.loads(done.stdout.splitlines()[-1])


# --- inside the processes --------------------------------------------------------------------------------


def prepare(name: str) -> None:
    """Lay out the database, and the file to import or the catalogue to export."""
    import django

    django.setup()
    from django.core.management import call_command

    from nuocheng.law import loading
    from nuocheng.people.models import Department

    call_command("migrate", verbosity=0)
    for preset in ("national-2026", "baiyin-2020"):
        loading.load_preset(preset)
    Department.objects.create(code=CODE, name="区司法局", short="区司法局", mark="司", phone="0943-1234567")
    folder = Path(os.environ["NUOCHENG_DATA"])
    if name == "import_csv":
        _write(folder / "table.csv", as_csv=True)
    elif not name.startswith("export"):
        _write(folder / "table.xlsx", per_item=1 if name == "import_one_each" else PER_ITEM)
    if name == "import_again":
        _apply(_planned(folder / "table.xlsx"))


def _write(path: Path, *, as_csv: bool = False, per_item: int = PER_ITEM) -> None:
    from nuocheng.catalogue.channels import exporting
    from nuocheng.catalogue.queries import planning

    with path.open("wb") as out:
        exporting.write(out, items(ROWS, per_item), planning.export_setting(_at().date()), as_csv=as_csv)


def items(rows: int, per_item: int) -> Iterator[Any]:
    """Yield items that say about as much as real ones do."""
    from nuocheng.catalogue.rules.content import Basis, Certificate, Disposition, Item, ItemKind, Step

    text = "申请人应当具备下列条件：有完全民事行为能力；没有受过刑事处罚；具有本市户籍或者居住证。"
    for number in range(rows // per_item):
        certificates = tuple(
            Certificate(
                key=f"c{place}",
                name=f"第{number}号事项的第{place}份证明",
                disposition=(Disposition.SUBMIT, Disposition.SHARE, Disposition.CHECK)[place % 3],
                purpose="说明申请人符合办理条件",
                proves="申请人没有犯罪记录",
                issuer="公安机关",
                demander="区司法局",
                bases=(Basis("中华人民共和国律师法", "第七条", "law", "主席令第七十六号", text),),
                reason="核查办法还没有制定，制定前先交",
                source_row=f"A{number}-{place}",
                levels=("市级", "县级"),
                guide="到户籍所在地的派出所开具",
            )
            for place in range(per_item)
        )
        yield Item(
            code=f"{CODE}-{number:06}",
            name=f"第{number}号政务服务事项",
            kind=ItemKind.LICENSE,
            department=CODE,
            certificates=certificates,
            conditions=text,
            steps=(Step("提出申请"), Step("审查决定", workdays=7)),
            workdays=10,
            on_the_spot=False,
            fee="不收费",
        )


def _at() -> datetime:
    from nuocheng.kernel.occasion import CHINA

    return datetime(2026, 11, 23, 9, 0, tzinfo=CHINA)


def _planned(path: Path) -> Any:
    from nuocheng.catalogue import jobs

    return jobs.plan(path.read_bytes(), path.name, on=_at().date())


def _apply(planned: Any) -> None:
    from nuocheng.catalogue import jobs
    from nuocheng.kernel.occasion import Occasion, Post, Role

    jobs.apply(planned, jobs.Staff({CODE: Occasion("wang", "王", Post(Role.EDITOR, CODE), _at())}))


class Meter:
    """CPU by parts."""

    def __init__(self) -> None:
        self.parts: dict[str, float] = {}
        self._last = time.process_time()

    def part(self, name: str) -> None:
        """Note what was spent since the last part."""
        now = time.process_time()
        self.parts[name], self._last = now - self._last, now


def measure(name: str) -> None:
    """Do the one thing that is measured, and print what it cost as JSON."""
    import django

    django.setup()
    from nuocheng.catalogue import jobs

    meter = Meter()
    folder = Path(os.environ["NUOCHENG_DATA"])
    table = folder / ("table.csv" if name == "import_csv" else "table.xlsx")
    if name.startswith("export"):
        _export(folder, as_csv=name == "export_csv")
        meter.part("导出")
    else:
        workbook = jobs.open_workbook(table.read_bytes(), table.name)
        meter.part("打开")
        planned = jobs.plan(workbook, on=_at().date())
        meter.part("试读")
        assert not planned.problems, planned.problems[0]
        assert len(planned.items) >= ROWS // max(PER_ITEM, 3)
        if name == "report_xlsx":
            jobs.marked(workbook, planned.matchings, planned.problems, planned.warnings)
            meter.part("说明")
        else:
            _apply(planned)
            meter.part("写入")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu": sum(meter.parts.values()), "memory": memory, "parts": meter.parts}))


def _export(folder: Path, *, as_csv: bool) -> None:
    from nuocheng.catalogue.channels import exporting
    from nuocheng.catalogue.queries import planning

    with (folder / "out").open("wb") as out:
        setting = planning.export_setting(_at().date())
        count = exporting.write(out, items(EXPORTED, PER_ITEM), setting, as_csv=as_csv)
    assert count == EXPORTED // PER_ITEM * PER_ITEM


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
    steps = {"--prepare": prepare, "--measure": measure}
    steps[sys.argv[1]](sys.argv[2]) if len(sys.argv) > 2 and sys.argv[1] in steps else main()
