"""What may be inside an office's own Word template: a closed list; all else is refused with where and why.

Nothing of the upload is believed: sizes are counted while unpacking, and no part is read as XML that names a DOCTYPE.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from posixpath import basename
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree  # type: ignore[import-untyped]

from nuocheng.papers.template_words import MOST_PACKED, TOO_LARGE, Finding

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_UNPACKED, MOST_MEMBERS = 16_000_000, 200
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
CONTENT_TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif"})
RELATIONS = frozenset(
    {
        "officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail", "styles",
        "stylesWithEffects", "settings", "webSettings", "fontTable", "theme", "numbering", "header", "footer",
        "footnotes", "endnotes", "image", "customXml", "customXmlProps",
    }
)  # fmt: skip
ACTIVE: Mapping[str, str] = {
    "object": "有嵌入的对象，请删去，或者换成图片",
    "OLEObject": "有嵌入的对象，请删去，或者换成图片",
    "control": "有控件，请删去",
    "altChunk": "引入了另一份文件，请把内容直接粘贴进来",
    "subDoc": "引入了另一份文件，请把内容直接粘贴进来",
    "ins": "有没处理的修订，请先接受或者拒绝全部修订",
    "del": "有没处理的修订，请先接受或者拒绝全部修订",
    "moveFrom": "有没处理的修订，请先接受或者拒绝全部修订",
    "moveTo": "有没处理的修订，请先接受或者拒绝全部修订",
    "dataBinding": "有绑定数据的控件，打开时会自己换字，请改成普通文字",
    "attachedTemplate": "挂着另一个模板，请在“开发工具—文档模板”里取消",
    "mailMerge": "带着邮件合并，请取消后另存",
    "frameset": "分了框架，请另存为普通文档",
}
FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)")


class Unsafe(Exception):
    """A template cannot even be looked at; it carries the one finding that says why."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}：{why}")
        self.finding = Finding(where, why)


def unpack(raw: bytes) -> dict[str, bytes]:
    """Return the members of the archive in their order.

    Raises:
        Unsafe: it is no archive, too large, or has members that no document has.

    """
    if len(raw) > MOST_PACKED:
        raise Unsafe(TOO_LARGE.where, TOO_LARGE.why)
    try:
        with ZipFile(BytesIO(raw)) as archive:
            return _members(archive)
    except (
        BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
    ) as broken:
        raise Unsafe("整个文件", "打不开，请用Word或者WPS另存为.docx再上传") from broken


def _members(archive: ZipFile) -> dict[str, bytes]:
    entries = [one for one in archive.infolist() if not one.is_dir()]
    if len(entries) > MOST_MEMBERS:
        raise Unsafe("整个文件", "里面的部件太多，请另存为新文件再上传")
    members: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for entry in entries:
        _look_at(entry, members)
        with archive.open(entry) as stream:
            # The size written in the archive is only a claim; what comes out is counted.
            body = stream.read(left + 1)
        left -= len(body)
        if left < 0:
            raise Unsafe("整个文件", "解开以后太大，请把图片缩小")
        members[entry.filename] = body
    return members


def _look_at(entry: ZipInfo, members: Mapping[str, bytes]) -> None:
    name = entry.filename
    parts = name.split("/")
    if name in members or name.startswith("/") or "\\" in name or ".." in parts or "\0" in name:
        raise Unsafe(f"部件{name}", "名称不对，请用Word或者WPS另存后再上传")
    if entry.flag_bits & 1:
        raise Unsafe("整个文件", "加了密码，请去掉密码")
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise Unsafe("整个文件", "打不开，请用Word或者WPS另存为.docx再上传")


def objections(members: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield what the members may not have: programs, outside references, embedded things, fields, hidden words."""
    if DOCUMENT not in members or CONTENT_TYPES not in members:
        yield Finding("整个文件", "不是Word文档（.docx）")
        return
    for name, body in members.items():
        yield from _kind_of_member(name)
        if _ending(name) in {".xml", ".rels"}:
            yield from _text_of_member(name, body)
    yield from _hidden(members)


def _ending(name: str) -> str:
    """Return how a name ends; `_rels/.rels` ends in .rels, which splitext would not say."""
    return f".{name.rpartition('.')[2].lower()}"


def _kind_of_member(name: str) -> Iterator[Finding]:
    ending = _ending(name)
    if "vbaProject" in name or "vbaData" in name:
        yield Finding(f"部件{name}", "带着宏，请另存为不带宏的.docx")
    elif "/embeddings/" in name or "/activeX/" in name:
        yield Finding(f"部件{name}", "有嵌入的对象，请删去，或者换成图片")
    elif ending not in {".xml", ".rels", *PICTURES}:
        yield Finding(f"部件{name}", "不是文字也不是PNG、JPG图片，请删去")
    elif name.startswith("word/") and "comments" in basename(name):
        yield Finding(f"部件{name}", "有批注，请先删去全部批注")


def _text_of_member(name: str, body: bytes) -> Iterator[Finding]:
    tree = parsed(name, body)
    if isinstance(tree, Finding):
        yield tree
    elif name == CONTENT_TYPES:
        yield from _types(tree)
    elif name.endswith(".rels"):
        yield from _relations(name, tree)
    else:
        yield from _active(name, tree)


def parsed(name: str, body: bytes) -> Any:
    """Return the tree of an XML member, or the finding why it is not read."""
    declared = _DECLARED.match(body.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in {b"utf-8", b"utf8"}:
        return Finding(f"部件{name}", "不是UTF-8编码，请用Word或者WPS另存后再上传")
    if b"\0" in body or _DOCTYPE.search(body):
        return Finding(f"部件{name}", "带着DOCTYPE或者实体，文档里不该有，请另存后再上传")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        return Finding(f"部件{name}", "内容损坏，请用Word或者WPS另存后再上传")


def _types(tree: Any) -> Iterator[Finding]:
    named = {one.get("PartName"): one.get("ContentType", "") for one in tree}
    if named.get(f"/{DOCUMENT}") != MAIN:
        yield Finding("整个文件", "不是普通的Word文档（.docx），可能带宏或者是模板（.dotx），请另存为.docx")
    for part, kind in named.items():
        if "macroEnabled" in kind or "vba" in kind.lower() or "activeX" in kind:
            yield Finding(f"部件{part or ''}", "带着宏，请另存为不带宏的.docx")


def _relations(name: str, tree: Any) -> Iterator[Finding]:
    for one in tree:
        kind = one.get("Type", "").rsplit("/", 1)[-1]
        if one.get("TargetMode") == "External" or "://" in one.get("Target", ""):
            yield Finding(
                f"部件{name}", f"连到了外面（{one.get('Target', '')[:60]}），请去掉超链接和外部引用"
            )
        elif kind == "officeDocument" and one.get("Target", "").lstrip("/") != DOCUMENT:
            yield Finding(f"部件{name}", "正文不在平常的地方，请用Word或者WPS另存后再上传")
        elif kind not in RELATIONS:
            yield Finding(f"部件{name}", f"连着不许有的部件（{kind[:40]}），请另存为新文件再上传")


def _active(name: str, tree: Any) -> Iterator[Finding]:
    seen: set[str] = set()
    for one in tree.iter(etree.Element):
        local = etree.QName(one).localname
        why = ACTIVE.get(local, "") if _is_on(one) else ""
        if local in {"fldSimple", "instrText"}:
            why = _field(one.get(f"{W}instr", "") if local == "fldSimple" else one.text or "")
        if why and why not in seen:
            seen.add(why)
            yield Finding(place_of(name, one), why)


def _hidden(members: Mapping[str, bytes]) -> Iterator[Finding]:
    """Object to words that are printed but not seen, hidden by themselves or by their style."""
    styles = parsed(STYLES, members[STYLES]) if STYLES in members else None
    hiding: set[str] = set()
    if styles is not None and not isinstance(styles, Finding):
        marks = (one for one in styles.iter(f"{W}vanish") if _is_on(one))
        hiding = {style.get(f"{W}styleId", "") for one in marks for style in one.iterancestors(f"{W}style")}
    for name, body in members.items():
        tree = parsed(name, body) if TEXT_PARTS.fullmatch(name) else None
        if tree is None or isinstance(tree, Finding):
            continue
        for one in tree.iter(f"{W}vanish", f"{W}rStyle", f"{W}pStyle"):
            mark = one.tag == f"{W}vanish"
            # The mark at the end of a paragraph may be hidden: it has no words.
            own = mark and _is_on(one) and one.getparent().getparent().tag == f"{W}r"
            if own or (not mark and one.get(f"{W}val") in hiding):
                yield Finding(place_of(name, one), "有隐藏的文字，请显示出来或者删去")


def _is_on(one: Any) -> bool:
    """Tell whether a toggle such as w:vanish is on; an element without a value is."""
    return one.get(f"{W}val") not in {"0", "false", "off"}


def _field(instruction: str) -> str:
    words = instruction.split()
    if not words or words[0].upper() in FIELDS:
        return ""
    return f"有域代码（{words[0][:20]}），只许有页码，请换成普通文字"


def place_of(name: str, element: Any) -> str:
    """Say where an element stands, as a person finds it in Word."""
    part = _part_title(name)
    cell = next(element.iterancestors(f"{W}tc"), None)
    if cell is not None:
        row = cell.getparent()
        table = row.getparent()
        tables = list(element.getroottree().iter(f"{W}tbl"))
        return (
            f"{part}第{tables.index(table) + 1}张表第{_number(row, f'{W}tr')}行第{_number(cell, f'{W}tc')}格"
            if table in tables
            else part
        )
    above = [element, *element.iterancestors()]
    para = next((one for one in above if one.tag == f"{W}p"), None)
    if para is None:
        return part
    loose = [
        one for one in element.getroottree().iter(f"{W}p") if next(one.iterancestors(f"{W}tc"), None) is None
    ]
    return f"{part}第{loose.index(para) + 1}段" if para in loose else part


def _number(element: Any, tag: str) -> int:
    return 1 + sum(1 for one in element.itersiblings(tag, preceding=True))


def _part_title(name: str) -> str:
    plain = basename(name).rstrip("0123456789.xml")
    titles = {"document": "正文", "header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
    return next((title for key, title in titles.items() if plain.startswith(key)), f"部件{name}")
