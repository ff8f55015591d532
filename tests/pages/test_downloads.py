"""The blank form for everybody as a Word file: the same words as the PDF, with a name that people can read."""

from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import docx
import pytest
from django.test import Client
from tests import builders

from nuocheng.cases.pages import downloads
from nuocheng.papers.rendering import NotPrinted


@pytest.fixture(autouse=True)
def nothing_collected(settings: Any, tmp_path: Path) -> None:
    """Do without collected static files."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path


@pytest.mark.django_db
@pytest.mark.req("S6.3", "S7.3", "S15.4")
def test_anybody_takes_the_blank_form_home_to_fill_in_on_a_machine() -> None:
    builders.a_published_item()
    code = builders.ITEM.code
    answer = Client().get(f"/items/{code}/form.docx")
    assert answer.status_code == 200
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert f"{builders.ITEM.name}第1版.docx" in unquote(answer["Content-Disposition"])
    made = docx.Document(BytesIO(answer.content))
    assert made.paragraphs[0].text == "证明事项告知承诺书"
    assert made.paragraphs[0].style.name == "Title"
    large = Client().get(f"/items/{code}/form.docx?large=1")
    assert large.content != answer.content
    assert Client().get("/items/NONE/form.docx").status_code == 404


@pytest.mark.django_db
def test_when_the_press_is_down_the_page_says_that_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    builders.a_published_item()

    def fallen(*_: object, **__: object) -> bytes:
        raise NotPrinted("gone")

    monkeypatch.setattr(downloads, "docx", fallen)
    answer = Client().get(f"/items/{builders.ITEM.code}/form.docx")
    assert answer.status_code == 503
    assert "内容都在" in answer.content.decode()
