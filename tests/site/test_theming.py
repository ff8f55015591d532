"""The colours of a region: chosen by the administrator, never unreadable, each version kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.site.test_system import administrator, text

from nuocheng.edge import theme
from nuocheng.edge.models import Theme
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Role

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
OWN = theme.colours_of(None)
GREEN = {"brand": "#1b6e3c", "brand-d": "#0f4a27", "brand-l": "#e6f4ea"}


@pytest.fixture(autouse=True)
def _nothing_known(settings: Any, tmp_path: Path) -> Iterator[None]:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path
    theme.forget()
    yield
    theme.forget()


def test_the_colours_that_come_along_can_be_read() -> None:
    assert theme.unreadable(OWN) == []


def test_a_pale_colour_is_refused_with_its_ratio_and_what_to_do() -> None:
    with pytest.raises(Malformed) as refused:
        theme.keep({"brand": "#6fa8dc"}, "admin", AT)
    assert refused.value.text == "主色：链接和按钮：这个颜色配白底只有2.5:1，看不清，请选深一点"
    assert not Theme.objects.exists()


@given(st.tuples(*(st.integers(0, 255) for _ in range(3))))
def test_whatever_is_kept_can_be_read(parts: tuple[int, int, int]) -> None:
    colour = "#{:02x}{:02x}{:02x}".format(*parts)
    found = theme.unreadable(OWN | {"brand": colour})
    assert (theme.contrast(colour, "#ffffff") < 4.5) <= bool(found)


@pytest.mark.parametrize("wrong", ["red", "#12345", "#gggggg", "url(x)", "#123456;}body{display:none"])
def test_what_is_no_colour_never_reaches_the_stylesheet(wrong: str) -> None:
    with pytest.raises(Malformed, match="颜色要写成#加6位"):
        theme.keep({"brand": wrong}, "admin", AT)


def test_the_newest_version_is_in_force_and_an_empty_one_brings_our_own_back() -> None:
    first = theme.keep(GREEN, "admin", AT)
    assert theme.in_force() == first.pk
    assert theme.stylesheet(first).startswith("html:not(.contrast){--brand:#1b6e3c;")
    theme.keep({}, "admin", AT)
    assert theme.in_force() == 0
    assert Theme.objects.count() == 2


def test_every_page_wears_the_colours_and_high_contrast_does_not(client: Client) -> None:
    assert b"/theme/" not in client.get("/sign-in").content
    made = theme.keep(GREEN, "admin", AT)
    page = client.get("/sign-in").content.decode()
    assert f'href="/theme/{made.pk}.css"' in page
    css = client.get(f"/theme/{made.pk}.css")
    assert css["Content-Type"].startswith("text/css")
    assert "immutable" in css["Cache-Control"]
    assert client.get("/theme/999.css").status_code == 404


def test_the_administrator_changes_the_colours_and_takes_them_back() -> None:
    client = administrator()
    assert client.get("/sys/theme").status_code == 200
    assert client.post("/sys/theme", OWN | GREEN).status_code == 303
    assert Theme.objects.get().colours == GREEN
    refused = client.post("/sys/theme", OWN | {"brand": "#cccccc"})
    assert refused.status_code == 422
    assert "看不清，请选深一点" in text(refused)
    assert 'value="#cccccc"' in text(refused)
    assert client.post("/sys/theme", {"back_to": "0"}).status_code == 303
    assert theme.in_force() == 0
    first = Theme.objects.order_by("pk")[0].pk
    assert client.post("/sys/theme", {"back_to": str(first)}).status_code == 303
    assert theme.version(theme.in_force()).colours == GREEN


@pytest.mark.parametrize("role", [Role.CLERK, Role.EDITOR, Role.BUREAU])
def test_nobody_else_changes_them(role: Role) -> None:
    client = administrator(role)
    assert client.get("/sys/theme").status_code == 403
    assert client.post("/sys/theme", {"back_to": "0"}).status_code == 403
    assert not Theme.objects.exists()
