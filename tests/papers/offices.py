"""Word templates as offices bring them, good and bad, for the tests of the placeholder grammar."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx

FOUR = ("知晓告知声明", "符合条件声明", "承担责任声明", "真实意思声明")
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
    made.add_paragraph("依据国办发〔2020〕42号，这〔证明份数〕份证明可以用承诺代替。")
    table = made.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("证明", "要证明什么", "承诺的事实"), strict=True):
        cell.text = text
    for cell, text in zip(
        table.rows[1].cells, (f"{row}〔序号〕〔证明名称〕", "〔证明内容〕", "〔承诺事实〕"), strict=True
    ):
        cell.text = text
    for name in FOUR:
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
