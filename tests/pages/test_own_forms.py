"""An office's own Word template at the desk: checked, tried with a real item, put to use, switched off again."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import builders as b
from tests.builders import MORNING, an_occasion
from tests.papers.offices import a_template, lacking, with_line

from nuocheng.cases import papers as papers_of
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge.clock import today
from nuocheng.journal import queries as journal
from nuocheng.journal.models import Entry
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import Malformed, NotInOffice, OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.papers import acts, queries
from nuocheng.papers.models import Template
from nuocheng.papers.rendering import check_template, starting_template
from nuocheng.papers.template_words import EACH, MANDATORY, MOST_PACKED, ONCE

pytestmark = pytest.mark.django_db

OWN = "本局自己的版面"
ANOTHER = "620402-wjj"
ADDRESS = "/desk/own-forms"
FORM = f"/items/{b.ITEM.code}/form.docx"
SEEN = {"step": "confirm", "item": b.ITEM.code, "seen": "on"}
EDITOR = an_occasion(Role.EDITOR)
BUREAU = an_occasion(Role.BUREAU)


@pytest.fixture(autouse=True)
def nothing_collected(settings: Any, tmp_path: Path) -> None:
    """Do without collected static files."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path


def seated(role: Role, department: str = b.DEPARTMENT, name: str = "") -> Client:
    client = Client()
    account = b.an_account(role, department, name=name)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def upload(client: Client, raw: bytes, name: str = "本局告知承诺书.docx") -> Any:
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, raw)})


def words(raw: bytes) -> str:
    """Return every word of the body of a Word file."""
    made = docx.Document(BytesIO(raw))
    return "".join(one.text or "" for one in made.element.iter() if one.tag.endswith("}t"))


def own_template() -> bytes:
    return with_line(OWN)


def in_use(on: Occasion = EDITOR, raw: bytes | None = None) -> str:
    """Return the number of a template that is in use."""
    b.some_departments()
    reference = acts.take_in_template(on, filename="甲.docx", raw=raw or own_template()).reference
    acts.confirm_template(on, reference, tried=b.ITEM.code)
    return reference


# ---- the walk


@pytest.mark.req("S7.1", "S7.2", "S15.4")
def test_an_editor_brings_a_template_tries_it_puts_it_to_use_and_goes_back() -> None:
    b.a_published_item()
    client = seated(Role.EDITOR)
    ours = Client().get(FORM).content
    assert OWN not in words(ours)
    raw = own_template()  # made once: python-docx writes the time of day into the archive
    sent = upload(client, raw)
    assert sent.status_code == 303, sent.content.decode()
    place = sent["Location"]
    page = client.get(place).content.decode()
    assert "查过了，待确认" in page
    assert "用真的事项试填" in page
    assert b.ITEM.name in page
    assert OWN in page, "what it says is on the page before it counts"
    assert b.LOW_INCOME.name in page
    assert words(Client().get(FORM).content) == words(ours), "nothing changes before it is confirmed"
    tried = client.get(f"{place}/filled.docx?item={b.ITEM.code}")
    assert OWN in words(tried.content)
    assert client.get(f"{place}/original.docx").content == raw
    assert client.post(place, SEEN).status_code == 303
    answer = Client().get(FORM)
    text = words(answer.content)
    assert OWN in text
    assert all(one in text for one in papers_of.statements(today()).values() if one[-1] == "。")
    assert answer["Cache-Control"] == "public, max-age=600"
    assert OWN not in words(Client().get(f"{FORM}?large=1").content), "the large edition is ours"
    assert client.post(place, {"step": "withdraw", "reason": "格式要改"}).status_code == 303
    assert words(Client().get(FORM).content) == words(ours)
    assert client.get(f"{place}/original.docx").content == raw, "earlier versions stay readable"
    page = client.get(place).content.decode()
    assert "格式要改" in page
    reference = place.rpartition("/")[2]
    verbs = [one.verb for one in journal.history("template", reference)]
    assert verbs == ["template.take_in", "template.confirm", "template.withdraw"]
    assert [str(one) for one in faults()] == []


@pytest.mark.req("S7.2")
def test_the_statements_of_the_law_in_force_stand_in_a_form_in_an_own_template() -> None:
    b.a_published_item()
    in_use()
    text = words(Client().get(FORM).content)
    said = papers_of.statements(today())
    assert len(said) >= 4
    assert [one for one in said.values() if one not in text] == []
    content = papers_of.blank(catalogue.in_force(b.ITEM.code), today())
    terms = content["terms"]
    assert [one for one in terms.values() if one and one not in text] == []


BAD: dict[str, tuple[bytes, str, str]] = {
    "nothing": (b"", "空.docx", "文件是空的"),
    "an old Word file": (b"\xd0\xcf\x11\xe0", "旧.doc", "请另存为.docx"),
    "too large": (b"x" * (MOST_PACKED + 1), "大.docx", "超过2MB"),
    "no Word file": (b"%PDF-1.7", "假.docx", "打不开"),
    "an unknown placeholder": (with_line("〔事项名字〕"), "甲.docx", "是不是〔事项名称〕？"),
    "no signature": (lacking("申请人签名"), "甲.docx", "少了〔申请人签名〕"),
    "no liability": (lacking("不实责任"), "甲.docx", "少了〔不实责任〕"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_what_to_do_and_nothing_is_kept(name: str) -> None:
    raw, filename, said = BAD[name]
    answer = upload(seated(Role.EDITOR), raw, filename)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Template.objects.count() == 0
    assert Entry.objects.count() == 0


def test_several_faults_are_all_said_at_once_and_what_is_uploaded_is_never_markup() -> None:
    raw = a_template(more=lambda made: made.add_paragraph("〔<b>x</b>〕〔乙〕"), row="")
    page = upload(seated(Role.EDITOR), raw).content.decode()
    assert "有3处要改" in page
    assert "〔&lt;b&gt;x&lt;/b&gt;〕" in page


def test_it_is_not_put_to_use_before_somebody_looked_at_it() -> None:
    b.a_published_item()
    client = seated(Role.EDITOR)
    place = upload(client, own_template())["Location"]
    answer = client.post(place, {"step": "confirm", "item": b.ITEM.code})
    assert answer.status_code == 422
    assert "请下载看过再勾选" in answer.content.decode()
    assert client.post(place, {"step": "discard"}).status_code == 303
    assert client.post(place, SEEN).status_code == 409
    assert queries.template_for(b.DEPARTMENT) is None


def test_without_an_item_to_try_it_with_nothing_is_put_to_use() -> None:
    client = seated(Role.EDITOR)
    place = upload(client, own_template())["Location"]
    assert "请先公布一个事项" in client.get(place).content.decode()
    answer = client.post(place, SEEN)
    assert answer.status_code == 422
    assert "请先选一个事项" in answer.content.decode()


# ---- whose it is


def test_a_department_has_its_own_before_the_jurisdictions_and_others_do_not_see_it() -> None:
    b.a_published_item()
    in_use(BUREAU, with_line("全区的版面"))
    assert "全区的版面" in words(Client().get(FORM).content)
    own = in_use()
    assert OWN in words(Client().get(FORM).content)
    other = seated(Role.EDITOR, ANOTHER, name="other")
    assert other.get(f"{ADDRESS}/{own}").status_code == 403
    assert own not in other.get(ADDRESS).content.decode()
    assert "全区各单位" in other.get(ADDRESS).content.decode()
    assert seated(Role.BUREAU).get(f"{ADDRESS}/{own}").status_code == 200
    assert seated(Role.LEGAL).get(f"{ADDRESS}/{own}").status_code == 200
    assert seated(Role.CLERK).get(ADDRESS).status_code == 403
    assert Client().get(ADDRESS).status_code in {302, 401}


def test_who_may_not_is_refused_and_the_bureau_may_switch_off_a_departments() -> None:
    b.some_departments()
    waiting = acts.take_in_template(EDITOR, filename="甲.docx", raw=own_template()).reference
    with pytest.raises(NotInOffice):
        acts.confirm_template(an_occasion(Role.EDITOR, ANOTHER), waiting, tried="x")
    with pytest.raises(NotInOffice, match="由那个单位办理"):
        acts.confirm_template(BUREAU, waiting, tried="x")
    with pytest.raises(NotInOffice):
        acts.take_in_template(an_occasion(Role.CLERK), filename="甲.docx", raw=own_template())
    everybodys = in_use(BUREAU)
    for refused in (acts.withdraw_template,):
        with pytest.raises(NotInOffice, match="由司法局停用"):
            refused(EDITOR, everybodys, reason="不想用")
    acts.confirm_template(EDITOR, waiting, tried=b.ITEM.code)
    acts.withdraw_template(BUREAU, waiting, reason="和范本不一致")
    assert queries.template_for(b.DEPARTMENT).reference == everybodys  # type: ignore[union-attr]


def test_a_newer_one_supersedes_the_one_before_and_only_so() -> None:
    first, second = in_use(), in_use()
    assert Template.load(first).state == "superseded"
    assert queries.template_for(b.DEPARTMENT).reference == second  # type: ignore[union-attr]
    for act, what in (
        (acts.supersede_template, {"by": first}),
        (acts.confirm_template, {"tried": "x"}),
        (acts.discard_template, {}),
    ):
        with pytest.raises(OutOfOrder):
            act(EDITOR, second, **what)  # type: ignore[operator]
    with pytest.raises(Malformed, match="为什么停用"):
        acts.withdraw_template(EDITOR, second, reason=" ")
    with pytest.raises(Malformed, match="400个字以内"):
        acts.withdraw_template(EDITOR, second, reason="长" * 401)
    assert [str(one) for one in faults()] == []


# ---- whatever happens, everybody gets a form


def test_a_template_that_lacks_what_the_law_asks_for_since_is_set_aside() -> None:
    b.a_published_item()
    in_use(EDITOR, lacking("救济途径"))  # let in past the page, as if the list had grown since
    answer = Client().get(FORM)
    assert answer.status_code == 200
    assert OWN not in words(answer.content)
    assert "证明事项告知承诺书" in words(answer.content)


def test_an_item_of_which_nothing_may_be_pledged_gets_our_layout() -> None:
    nothing = replace(b.ITEM, code="MZ-009", name="户口登记", certificates=(b.HOUSEHOLD,))
    b.a_published_item(nothing, MORNING)
    in_use()
    answer = Client().get("/items/MZ-009/form.docx")
    assert answer.status_code == 200
    assert OWN not in words(answer.content)


# ---- help


@pytest.mark.req("S7.1")
def test_the_starting_template_may_be_used_as_it_is_and_the_help_names_every_placeholder() -> None:
    b.a_published_item()
    client = seated(Role.EDITOR)
    raw = client.get(f"{ADDRESS}/start.docx").content
    assert raw == starting_template()
    assert check_template(raw) == ()
    assert upload(client, raw).status_code == 303
    page = client.get(f"{ADDRESS}/guide").content.decode()
    assert [name for name in (*ONCE, *EACH) if f"〔{name}〕" not in page] == []
    assert page.count("必须有</td>") == len(MANDATORY)
    said = words(raw)
    assert [name for name in MANDATORY if f"〔{name}〕" not in said] == []
