"""Platforms that data is handed to: registered by the administrator, with how much of people they may know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from stdnum.cn import uscc

from nuocheng.handover.models import FULL, NONE, PUSH, Destination
from nuocheng.handover.queries import pairs
from nuocheng.handover.queries.tables import tables
from nuocheng.journal.files import new_token
from nuocheng.kernel.errors import Malformed
from nuocheng.people import queries as people
from nuocheng.platforms.channels.addresses import objection
from nuocheng.platforms.channels.signing import fingerprint, secret_of

REGION = re.compile(r"[0-9]{6}([0-9]{3})?([0-9]{3})?")
COLUMN = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
#: So much of a wrong line is repeated in the sentence about it.
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Wish:
    """What a platform is to be."""

    name: str
    way: str
    url: str
    tables: tuple[str, ...]
    region: str
    identity: str = NONE
    identity_basis: str = ""
    codes: str = ""
    names: str = ""


def add(wish: Wish, by: str, at: datetime) -> tuple[Destination, str]:
    """Add a platform; return it with its secret, which is told this once. What happened before is handed over too.

    Raises:
        Malformed: Something about it cannot be.

    """
    kept = _looked_at(wish)
    salt = new_token()
    found = secret_of(salt)
    made = Destination.objects.create(
        **kept, salt=salt, fingerprint=fingerprint(found), made_by=by, made_at=at
    )
    return made, found


def change(one: Destination, wish: Wish) -> None:
    """Change what is held about a platform; batches that are made already stay as they are.

    Raises:
        Malformed: Something about it cannot be.

    """
    kept = _looked_at(wish, one)
    for name, value in kept.items():
        setattr(one, name, value)
    one.failures, one.rests_until = 0, None
    one.save(update_fields=[*kept, "failures", "rests_until"])


def new_secret(one: Destination) -> str:
    """Give a platform a new secret, told this once; from now on it alone signs."""
    one.salt = new_token()
    found = secret_of(one.salt)
    one.fingerprint = fingerprint(found)
    one.save(update_fields=["salt", "fingerprint"])
    return found


def switch(one: Destination, *, live: bool, why: str = "") -> None:
    """Switch a platform on or off; what happens while it is off is handed over when it is on again."""
    one.live, one.why_off = live, why
    one.failures, one.rests_until = 0, None
    one.save(update_fields=["live", "why_off", "failures", "rests_until"])


def _looked_at(wish: Wish, one: Destination | None = None) -> dict[str, str]:
    others = Destination.objects.exclude(pk=one.pk) if one else Destination.objects.all()
    name = wish.name.strip()
    if not name:
        raise Malformed.at("name", "请写平台名称")
    if others.filter(name=name).exists():
        raise Malformed.at("name", "已经有一个叫这个名字的平台，请换个名字")
    against = objection(wish.url) if wish.way == PUSH else ""
    if against:
        raise Malformed.at("url", against)
    if not wish.tables or any(key not in tables() for key in wish.tables):
        raise Malformed.at("tables", "请至少选一张表")
    if not REGION.fullmatch(wish.region):
        raise Malformed.at("region", "行政区划代码是6位、9位或12位数字，请核对")
    if wish.identity == FULL and len(wish.identity_basis.strip()) < 4:
        raise Malformed.at("identity_basis", "要带完整证件号，请写明依据的法律法规或者文件")
    return {
        "name": name,
        "way": wish.way,
        "url": wish.url.rstrip("/") if wish.way == PUSH else "",
        "tables": " ".join(wish.tables),
        "region": wish.region,
        "identity": wish.identity,
        "identity_basis": wish.identity_basis.strip() if wish.identity == FULL else "",
        "codes": _codes(wish.codes),
        "names": _names(wish.names),
    }


def _codes(said: str) -> str:
    """Return the credit codes of departments, one a line, each of them checked.

    Raises:
        Malformed: A line is of another kind, or names a department or a code that cannot be.

    """
    found = _lines(said, "codes", "单位代码=统一社会信用代码")
    for department, code in found.items():
        if people.department(department) is None:
            raise Malformed.at("codes", f"没有“{department[:SHOWN]}”这个单位，请核对单位代码")
        if not uscc.is_valid(code):
            raise Malformed.at("codes", f"“{code[:SHOWN]}”不是统一社会信用代码，请照证上的18位核对")
    return _written(found)


def _names(said: str) -> str:
    found = _lines(said, "names", "我们的字段=对方的字段")
    known = {column.code for table in tables().values() for column in table.columns}
    for ours, theirs in found.items():
        if ours not in known:
            raise Malformed.at("names", f"我们没有“{ours[:SHOWN]}”这个字段，请照字段表填写")
        if not COLUMN.fullmatch(theirs):
            raise Malformed.at("names", f"“{theirs[:SHOWN]}”不能作字段名：以字母开头，只用字母、数字和下划线")
    for table in tables().values():
        taken = [found.get(column.code, column.code) for column in table.columns]
        twice = next((name for name in taken if taken.count(name) > 1), "")
        if twice:
            raise Malformed.at("names", f"“{table.title}”里有两个字段都叫“{twice}”，请改成不同的")
    return _written(found)


def _lines(said: str, field: str, example: str) -> dict[str, str]:
    rows = [line.strip() for line in said.splitlines() if line.strip()]
    wrong = next(
        (row for row in rows if "=" not in row or not all(part.strip() for part in row.split("=", 1))), ""
    )
    if wrong:
        raise Malformed.at(field, f"“{wrong[:SHOWN]}”看不懂，请一行一个，照“{example}”这样写")
    return {ours.strip(): theirs.strip() for ours, theirs in pairs("\n".join(rows)).items()}


def _written(found: dict[str, str]) -> str:
    return "\n".join(f"{ours}={theirs}" for ours, theirs in found.items())
