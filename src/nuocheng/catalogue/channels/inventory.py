"""From the rows of a table to items: one row is one certificate, one name and unit is one item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from nuocheng.catalogue.channels.supplement import CertificateDetails, Supplement
from nuocheng.catalogue.channels.table_file import Line, Problem, Table
from nuocheng.catalogue.rules.content import KIND_TITLES, Basis, Certificate, Disposition, Item, ItemKind
from nuocheng.catalogue.rules.facts import Standards

#: Words by which tables name a disposition.
DISPOSITIONS: Mapping[str, Disposition] = {
    "取消": Disposition.CANCEL,
    "共享": Disposition.SHARE,
    "数据共享": Disposition.SHARE,
    "核查": Disposition.CHECK,
    "部门核查": Disposition.CHECK,
    "内部核查": Disposition.CHECK,
    "承诺": Disposition.PLEDGE,
    "告知承诺": Disposition.PLEDGE,
    "提交": Disposition.SUBMIT,
    "保留": Disposition.SUBMIT,
    "要交": Disposition.SUBMIT,
}
KINDS: Mapping[str, ItemKind] = {
    **{title: kind for kind, title in KIND_TITLES.items()},
    "备案": ItemKind.OTHER,
}
#: Rows that are no certificate of an item, but lists about who issues what.
NO_ITEM = frozenset({"published_forbidden_issuer", "published_issuer_list"})
MAY_PLEDGE = frozenset({"published_pledge", "law_pledge_provision"})
_NOT_YET = "可以实行告知承诺。核查办法还没有制定，制定前先交"
_STATUTORY = "法律法规要求提交。核查办法制定后，可以改为承诺"
_BY_KEYWORD = "按关键词初步判断，以法制审核为准"
_RETAINED = "列入保留的证明事项清单"
_SLUG = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]*")
_ARTICLE = re.compile(r"^(?P<title>.*\S)\s+(?P<article>第\S*[条章]\S*.*)$")


@dataclass(frozen=True, slots=True)
class Gathered:
    """One item with the row from which each of its certificates came."""

    item: Item
    rows: Mapping[str, int]

    @property
    def first_row(self) -> int:
        """Return the row in which the item begins."""
        return min(self.rows.values())

    def row_of(self, key: str) -> int:
        """Return the row of a certificate, or where the item begins."""
        return self.rows.get(key, self.first_row)


@dataclass(frozen=True, slots=True)
class Settings:
    """What rows are read against: units by code and by name, the law of the day, and further details."""

    departments: Mapping[str, str]
    standards: Standards
    supplement: Supplement


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a table amounts to: its items without fault, and the faults of the rest."""

    items: tuple[Gathered, ...]
    wrong: int
    problems: tuple[Problem, ...]


def gather(table: Table, settings: Settings) -> Inventory:
    """Gather the items of a table; an item with one wrong row is left out whole."""
    groups: dict[tuple[str, str], list[Line]] = {}
    problems: list[Problem] = list(table.problems)
    for line in table.lines:
        if line["row_kind"] in NO_ITEM:
            continue
        code = settings.departments.get(line["department"], "")
        if line["department"] and not code:
            unknown = f"没有“{line['department']}”这个单位"
            problems.append(line.problem("department", unknown, "请填单位代码，例如620402-sfj"))
        groups.setdefault((line["item_name"], code), []).append(line)
    good: list[Gathered] = []
    wrong = 0
    # A row whose unit is unknown belongs to some unit's item of that name: none of them may go without it.
    astray = {name for name, department in groups if not department}
    for (name, department), lines in groups.items():
        found = [*_twice(lines), *(fault for line in lines for fault in _faults(line, settings))]
        problems += found
        if found or name in astray or any(line.row in table.faulty for line in lines):
            wrong += 1
            continue
        good.append(_item(name, department, lines, settings))
    return Inventory(tuple(good), wrong, tuple(sorted(problems, key=lambda one: one.row)))


def _twice(lines: list[Line]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for line in lines:
        name = line["certificate_name"]
        if name and name in seen:
            reason = f"和第{seen[name]}行重复，同一事项的同一份证明列了两次"
            yield line.problem("certificate_name", reason, "请删掉一行")
        seen.setdefault(name, line.row)


def _faults(line: Line, settings: Settings) -> Iterator[Problem]:
    levels, grounds = settings.standards.levels, settings.standards.grounds
    for level in _parts(line["basis_level"]):
        if level not in levels.values():
            yield line.problem(
                "basis_level", f"没有“{level}”这个层级", f"请从这些里选：{'、'.join(levels.values())}"
            )
    kind = _first_kind(line["item_type"])
    if kind and kind not in KINDS:
        yield line.problem(
            "item_type", f"没有“{kind}”这个类型", f"请从这些里选：{'、'.join(KIND_TITLES.values())}"
        )
    if line["disposition"] and line["disposition"] not in DISPOSITIONS:
        known = "取消、共享、核查、承诺、提交"
        yield line.problem("disposition", f"没有“{line['disposition']}”这种处置", f"请从这些里选：{known}")
    ground = line["exclusion_ground"]
    if ground and ground not in grounds and ground not in grounds.values():
        known = "、".join(grounds.values())
        yield line.problem("exclusion_ground", f"“{ground}”不在规定的几种里", f"请从这些里选：{known}")
    if ground and DISPOSITIONS.get(line["disposition"]) is Disposition.PLEDGE:
        reason = f"填了“可以承诺”，又填了不能承诺的情形“{ground}”，两者矛盾"
        yield line.problem("exclusion_ground", reason, "请去掉一个")
    if line["code"] and not _SLUG.fullmatch(line["code"]):
        yield line.problem("code", "只能有字母、数字和短横", "请核对事项编码")


def _item(name: str, department: str, lines: list[Line], settings: Settings) -> Gathered:
    keys = _keys(lines)
    certificates = tuple(_certificate(key, line, settings) for key, line in zip(keys, lines, strict=True))
    first = lines[0]
    kinds = (KINDS[kind] for line in lines if (kind := _first_kind(line["item_type"])))
    extra = settings.supplement.items.get((name, department))
    said: dict[str, Any] = {
        "code": _code(name, department, lines),
        "name": name,
        "kind": next(kinds, ItemKind.OTHER),
        "department": department,
        "certificates": certificates,
        "on_the_spot": False,
        "source": {
            "rows": "、".join(line["id"] for line in lines if line["id"]),
            "name": name,
            "title": first["source_title"],
            "url": first["source_url"],
            "region": first["region"],
        },
        **(extra.details if extra else {}),
    }
    return Gathered(Item(**said), {key: line.row for key, line in zip(keys, lines, strict=True)})


def _keys(lines: list[Line]) -> list[str]:
    """Return a key for each row: its own number where that can serve, else its place."""
    numbers = [line["id"].lower() for line in lines]
    usable = all(_SLUG.fullmatch(number) for number in numbers) and len(set(numbers)) == len(numbers)
    return numbers if usable else [f"c{place}" for place in range(1, len(lines) + 1)]


def _code(name: str, department: str, lines: list[Line]) -> str:
    """Return the code of an item: the one given, else one that stays the same at every import."""
    given = next((line["code"] for line in lines if line["code"]), "")
    if given:
        return given
    numbers = sorted(
        line["id"] for line in lines if _SLUG.fullmatch(line["id"]) and not line["id"].isdecimal()
    )
    tail = numbers[0] if numbers else sha256(name.encode()).hexdigest()[:10]
    return f"{department}-{tail}"


def _certificate(key: str, line: Line, settings: Settings) -> Certificate:
    details = settings.supplement.certificates.get(line["id"], CertificateDetails())
    bare = Certificate(
        key=key,
        name=line["certificate_name"],
        disposition=Disposition.SUBMIT,
        purpose=details.purpose or line["purpose"] or f"办理“{line['item_name']}”时提交",
        proves=details.proves,
        issuer=details.issuer or line["issuing_body"],
        demander=line["demanding_body"],
        bases=details.bases or tuple(_bases(line, settings.standards)),
        source_row=line["id"] or str(line.row),
        tried=details.tried,
    )
    given = _given(bare, line, details, settings)
    said = given or _guessed(bare, line, details, settings)
    ground = _code_of(line["exclusion_ground"], settings.standards.grounds)
    return replace(said, ground=ground or said.ground, reason=line["reason"] or said.reason)


def _given(
    bare: Certificate, line: Line, details: CertificateDetails, settings: Settings
) -> Certificate | None:
    """Return the certificate as the table disposes of it in so many words, if it does."""
    disposition = DISPOSITIONS.get(line["disposition"])
    if disposition is None:
        return None
    if disposition is Disposition.PLEDGE:
        return replace(bare, disposition=disposition, facts=details.facts, plan=details.plan)
    return replace(bare, disposition=disposition)


def _guessed(bare: Certificate, line: Line, details: CertificateDetails, settings: Settings) -> Certificate:
    """Return the certificate disposed of by what else the row says of it."""
    kind, instead = line["row_kind"], line["replaced_by"]
    if details.plan is not None:
        return replace(bare, disposition=Disposition.PLEDGE, facts=details.facts, plan=details.plan)
    if kind in MAY_PLEDGE or "承诺" in instead:
        return replace(bare, reason=_NOT_YET)
    if kind == "published_replaced" or instead.startswith("取消"):
        check = "核查" in instead
        reason = "由部门自己核查" if check else ("已经取消" if instead == "取消" else f"用{instead}代替")
        return replace(bare, disposition=Disposition.CHECK if check else Disposition.CANCEL, reason=reason)
    if kind == "published_retained":
        return replace(bare, reason=_RETAINED)
    return _statutory(bare, line, settings)


def _statutory(bare: Certificate, line: Line, settings: Settings) -> Certificate:
    """Return a certificate that a statute asks for: excluded, shared, or handed in for the time being."""
    grounds = settings.standards.grounds
    ground = _code_of(line["exclusion_flag_guess"].partition(";")[0], grounds)
    if ground:
        return replace(bare, ground=ground, reason=_BY_KEYWORD)
    shared = settings.supplement.shared.get(line["verify_source_guess"])
    if shared and bare.name in shared.names:
        return replace(bare, disposition=Disposition.SHARE, reason=shared.reason)
    return replace(bare, reason=_STATUTORY)


def _code_of(word: str, grounds: Mapping[str, str]) -> str:
    if word in grounds:
        return word
    return next((code for code, title in grounds.items() if title == word), "")


def _bases(line: Line, standards: Standards) -> Iterator[Basis]:
    """Yield the legal bases of a row: several are parted by semicolons, each with its level or the first."""
    codes = {title: code for code, title in standards.levels.items()}
    levels = [codes.get(title, "") for title in _parts(line["basis_level"])] or [""]
    named = [part.strip() for part in re.split(r"[;；]", line["legal_basis"]) if part.strip()]
    for place, text in enumerate(named):
        match = _ARTICLE.match(text)
        title, article = (match["title"], match["article"]) if match else (text, "")
        yield Basis(title=title, article=article, level=levels[min(place, len(levels) - 1)])


def _parts(text: str) -> Iterable[str]:
    return [part.strip() for part in re.split(r"[、;；,，]", text) if part.strip()]


def _first_kind(text: str) -> str:
    return re.split(r"[/／、]", text)[0].strip()
