"""Word templates as offices bring them, good and bad, for the tests of the placeholder grammar."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx

FOUR = ("知晓告知声明", "符合条件声明", "承担责任声明", "真实意思声明")
#: What the law has the office tell: a paragraph of the template for each.
TOLD = (
    "自愿选择",
    "承诺方式",
    "证明义务",
    "核查说明",
    "配合核查",
    "不实责任",
    "信用影响",
    "不适用情形",
    "撤回承诺",
    "公开范围",
    "个人信息",
    "救济途径",
    "其他材料",
    "告知签收",
)
#: A line of a template that is cut in the middle of its placeholder, as Word does when a letter was corrected.
SPLIT = ("办理事项：〔事项", "名", "称〕（编码〔事项编码〕）")


def a_template(
    *, row: str = "可以承诺代替", more: Callable[[docx.document.Document], None] | None = None
) -> bytes:
    """Return a template with all that it must have, made by python-docx from Word's own default file."""
    made = docx.Document()
    made.add_heading("证明事项告知承诺书（本局用）", 0)
    made.sections[0].header.paragraphs[0].text = "编号：〔编号〕"
    line = made.add_paragraph()
    for part in SPLIT:
        line.add_run(part)
    made.add_paragraph("告知单位：〔行政机关〕")
    for name in TOLD:
        made.add_paragraph(f"〔{name}〕")
    made.add_paragraph("依据国办发〔2020〕42号，这〔证明份数〕份证明可以用承诺代替。")
    table = made.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("证明", "要证明什么", "承诺的事实"), strict=True):
        cell.text = text
    for cell, text in zip(
        table.rows[1].cells,
        (
            f"{row}〔序号〕〔证明名称〕",
            "〔证明内容〕",
            "〔承诺事实〕\n〔所选办法〕\n〔设定依据〕\n〔核查办法〕",
        ),
        strict=True,
    ):
        cell.text = text
    for name in (*FOUR, "其他声明"):
        made.add_paragraph(f"〔{name}〕")
    made.add_paragraph("申请人：〔申请人签名〕　〔签名时间〕")
    if more is not None:
        more(made)
    raw = BytesIO()
    made.save(raw)
    return raw.getvalue()


def with_line(text: str) -> bytes:
    """Return the template with one more paragraph."""
    return a_template(more=lambda made: made.add_paragraph(text))


def without(text: str) -> bytes:
    """Return the template with a text taken out of its body."""
    return changed(a_template(), "word/document.xml", text.encode(), b"")


def changed(raw: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return the file with a text in one of its members replaced."""

    def change(members: dict[str, bytes]) -> None:
        assert old in members[name], f"{name} has no {old!r}"
        members[name] = members[name].replace(old, new)

    return repacked(raw, change)


def added(raw: bytes, name: str, body: bytes) -> bytes:
    """Return the file with one more member."""
    return repacked(raw, lambda members: members.update({name: body}))


def repacked(raw: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return the file with its members changed."""
    with ZipFile(BytesIO(raw)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return packed.getvalue()


def in_body(xml: str) -> bytes:
    """Return the template with a piece of XML before its first paragraph."""
    return changed(a_template(), "word/document.xml", b"<w:body>", b"<w:body>" + xml.encode())


def related(kind: str, target: str, *, outside: bool = False) -> bytes:
    """Return the template with one more relationship."""
    mode = ' TargetMode="External"' if outside else ""
    one = f'<Relationship Id="rId99" Type="http://x/{kind}" Target="{target}"{mode}/></Relationships>'
    return changed(a_template(), "word/_rels/document.xml.rels", b"</Relationships>", one.encode())


def lacking(name: str) -> bytes:
    """Return the template without a placeholder, wherever Word may have cut it."""
    if name == "事项名称":
        return changed(a_template(), "word/document.xml", "〔事项".encode(), b"(")
    return without(f"〔{name}〕")


def styled(name: str, properties: str) -> bytes:
    """Return the template with one placeholder in letters of certain properties."""
    run = f"<w:r><w:t>〔{name}〕</w:t></w:r>"
    new = f"<w:r><w:rPr>{properties}</w:rPr><w:t>〔{name}〕</w:t></w:r>"
    return changed(a_template(), "word/document.xml", run.encode(), new.encode())


def white_by_style(name: str) -> bytes:
    """Return the template with one placeholder in a style that is based on a white one."""
    base = '<w:style w:type="character" w:styleId="Pale"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
    own = '<w:style w:type="character" w:styleId="Own"><w:basedOn w:val="Pale"/></w:style></w:styles>'
    there = changed(a_template(), "word/styles.xml", b"</w:styles>", (base + own).encode())
    rest = f"申请人：〔{name}〕　〔签名时间〕"
    run = f"<w:r><w:t>{rest}</w:t></w:r>"
    new = f'<w:r><w:rPr><w:rStyle w:val="Own"/></w:rPr><w:t>{rest}</w:t></w:r>'
    return changed(there, "word/document.xml", run.encode(), new.encode())


def in_fallback(name: str) -> bytes:
    """Return the template with a placeholder only in what no present-day program shows."""
    run = f"<w:r><w:t>〔{name}〕</w:t></w:r>"
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    new = f"<w:r><mc:AlternateContent {space}><mc:Fallback><w:t>〔{name}〕</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    return changed(a_template(), "word/document.xml", run.encode(), new.encode())


def in_header_only(name: str) -> bytes:
    """Return the template with a placeholder in its header instead of its body."""

    def more(made: docx.document.Document) -> None:
        made.sections[0].header.paragraphs[0].text += f"〔{name}〕"

    return changed(a_template(more=more), "word/document.xml", f"〔{name}〕".encode(), b"")
