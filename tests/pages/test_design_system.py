"""The design system: what is pure about it — words, colours, weights, fields, and clean templates."""

from __future__ import annotations

import gzip
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.http import Http404
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from nuocheng.cases.pages.rating import RatingForm
from nuocheng.cases.pages.signing_forms import StrokesForm
from nuocheng.cases.pages.window_forms import ScansForm
from nuocheng.edge import charts, diffs, display, icons, views
from nuocheng.edge.forms import Form
from nuocheng.site import styleguide, styleguide_forms, styleguide_samples
from nuocheng.site.styleguide_components import COMPONENTS

SITE = Path(styleguide.__file__).parent
CSS_FILE = SITE / "static/nuocheng/nuocheng.css"
CSS = CSS_FILE.read_text(encoding="utf-8")
TEMPLATES = sorted((SITE / "templates").rglob("*.html"))
STATIC = [path for path in (SITE / "static").rglob("*") if path.suffix in {".css", ".js", ".svg"}]
TOKENS = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})", CSS.split("}")[0]))
SVG_NAMESPACE = "http://www.w3.org/2000/svg"


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Let templates name static files before anybody collected them."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


# names, numbers, dates, states ------------------------------------------------------------------------------


@pytest.mark.req("S10.4")
@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张建华", "张*华"),
        ("张华", "张*"),
        ("欧阳建华", "欧**华"),
        ("买买提·吐尔逊", "买**·**逊"),
        ("𬭎䶮堃", "𬭎*堃"),
        ("葛\U000e0100建华", "葛\U000e0100*华"),
        ("张", "*"),
        ("", ""),
        ("张*华", "张*华"),
    ],
)
def test_a_persons_name_is_masked(name: str, masked: str) -> None:
    assert display.mask_name(name) == masked


@pytest.mark.req("S10.4")
def test_an_organisation_keeps_its_name_only_when_it_is_said_to_be_one() -> None:
    name = "白银区示例乙理发店"
    assert display.mask_name(name, display.ORGANISATION) == name
    assert display.mask_name(name) != name


@given(st.text(alphabet="张王李赵建国华明晓梅", min_size=2, max_size=8))
def test_no_more_than_two_letters_of_a_name_are_shown(name: str) -> None:
    assert sum(letter != "*" for letter in display.mask_name(name)) <= 2


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("620402199001010017", "620402********0017"),
        ("13812340000", "138****0000"),
        ("G12345678", "*****5678"),
        ("1234", "****"),
        ("", ""),
    ],
)
def test_a_number_is_masked(number: str, masked: str) -> None:
    assert display.mask_number(number) == masked


def test_a_deadline_is_a_date_and_then_the_working_days() -> None:
    day = date(2026, 11, 25)
    assert display.deadline(day, 3) == "11月25日前（还有3个工作日）"
    assert display.deadline(day, 0) == "11月25日前（今天到期）"
    assert display.deadline(day, -2) == "11月25日（已超过2个工作日）"
    assert display.deadline(day) == "11月25日前"
    assert display.deadline(None) == ""
    assert [display.due(left) for left in (-2, 0, 3)] == [
        ("超期2个工作日", "bad"),
        ("今天", "todo"),
        ("还有3个工作日", ""),
    ]


def test_a_day_and_a_moment_are_written_without_leading_noughts() -> None:
    assert display.cn_date(date(2026, 1, 5)) == "2026年1月5日"
    assert display.cn_datetime(datetime(2026, 1, 5, 9, 5)) == "2026年1月5日9:05"  # noqa: DTZ001 - words only
    assert display.cn_date(None) == display.cn_datetime(None) == ""


def test_the_public_reads_only_twelve_states() -> None:
    assert len(display.STATES) == 12
    assert all(display.tone_of_state(word) in {"ok", "bad", "todo", "info", "off"} for word in display.STATES)
    with pytest.raises(ValueError, match="not a public state"):
        display.tone_of_state("驳回")


# colours ----------------------------------------------------------------------------------------------------


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2 between two colours given as #rgb or #rrggbb."""

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(sign * 2 for sign in colour[1:])
        parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXTS = [
    ("ink", "card", 7),
    ("ink", "bg", 7),
    ("ink2", "card", 7),
    ("ink2", "bg", 4.5),
    ("ink", "pl-bg", 7),
    ("brand", "card", 4.5),
    ("brand", "bg", 4.5),
    ("brand", "brand-l", 4.5),
    ("brand-d", "brand-l", 7),
    ("ok", "ok-bg", 4.5),
    ("bad", "bad-bg", 4.5),
    ("bad", "card", 4.5),
    ("todo", "todo-bg", 4.5),
    ("card", "brand-d", 7),
    ("card", "pl-tag", 7),
    ("edge", "card", 4.5),
    ("pl-bd", "card", 3),
    ("pl-bd", "pl-bg", 3),
    ("focus", "brand-d", 4.5),
    ("focus", "ink", 4.5),
    ("seal", "card", 4.5),
]


@pytest.mark.parametrize(("text", "ground", "least"), TEXTS)
def test_the_tokens_can_be_read_on_their_grounds(text: str, ground: str, least: float) -> None:
    assert contrast(TOKENS[text], TOKENS[ground]) >= least


def test_the_contrast_check_can_fail() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast(TOKENS["pl-bd"], TOKENS["card"]) < 7
    assert contrast(TOKENS["line"], TOKENS["card"]) < 3


def rules(css: str) -> list[tuple[str, str]]:
    """Return the innermost rules of a stylesheet as pairs of selector and declarations."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return [(selector.strip(), body) for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", bare)]


def amber_elsewhere(css: str) -> list[str]:
    """Return the selectors that wear amber without being about a pledge."""
    amber = "|".join(["var\\(--pl-", *(TOKENS[name] for name in ("pl-bg", "pl-bd", "pl-tag"))])
    return [
        selector
        for selector, body in rules(css)
        if re.search(amber, body) and "pledge" not in selector and selector != ":root"
    ]


@pytest.mark.req("S5.2")
def test_amber_is_kept_for_the_certificates_a_pledge_replaces() -> None:
    assert amber_elsewhere(CSS) == []
    assert amber_elsewhere(".tag.warn{color:var(--pl-tag)}") == [".tag.warn"]


@pytest.mark.req("S5.2")
def test_a_replaceable_certificate_is_marked_in_words_and_stands_in_its_own_frame() -> None:
    card = styleguide_samples.CARDS[0]
    html = render_to_string("parts/pledge_card.html", {"card": card, "at": 1, "of": 2})
    assert "可以承诺代替" in html
    assert "第1份，共2份" in html
    assert html.count('<section class="pledge"') == 1
    on_screen, on_paper = (
        body for selector, body in rules(CSS) if selector == ".pledge" and "border" in body
    )
    for frame, solid in ((on_screen, "border:2px solid"), (on_paper, "border:2.2pt solid #000")):
        assert solid in frame
        assert "border-left-width" in frame


# the stylesheet and the script ----------------------------------------------------------------------------------

TOO_NEW = (
    ":has(",
    ":is(",
    ":where(",
    "color-mix(",
    "oklch(",
    "clamp(",
    "inset:",
    "@layer",
    "@container",
    "aspect-ratio",
)


def too_new(css: str) -> list[str]:
    """Return what an old kernel would not understand."""
    found = [word for word in TOO_NEW if word in css]
    flex = [
        selector for selector, body in rules(css) if "flex" in body and re.search(r"(?<!grid-)\bgap:", body)
    ]
    return found + flex


def test_the_stylesheet_keeps_to_what_old_kernels_know() -> None:
    older = re.sub(r"/\* newer:.*?/\* :newer \*/", "", CSS, flags=re.DOTALL)
    assert len(CSS) - len(older) < 1000, "what newer kernels get besides stays small"
    assert too_new(re.sub(r"/\*.*?\*/", "", older, flags=re.DOTALL)) == []
    assert too_new("a:has(b){color:red}") == [":has("]
    assert too_new(".row{display:flex;gap:1rem}") == [".row"]


def packed(path: Path) -> int:
    """Return the bytes that go over the wire: the server sends style and script compressed."""
    return len(gzip.compress(path.read_bytes(), 9))


def test_the_stylesheet_and_the_script_stay_small() -> None:
    assert packed(CSS_FILE) <= 10 * 1024
    assert packed(SITE / "static/nuocheng/nuocheng.js") <= 3 * 1024


def test_the_elder_edition_makes_letters_and_targets_large_enough() -> None:
    root = 16 * float(re.search(r"html\.elder\{font-size:([\d.]+)%", CSS)[1]) / 100  # type: ignore[index]
    sizes = dict(re.findall(r"--(text|tap):([\d.]+)rem", CSS.split("}")[0]))
    assert root * float(sizes["text"]) >= 18
    assert root * float(sizes["tap"]) >= 60
    assert 16 * float(sizes["tap"]) >= 44


# templates ------------------------------------------------------------------------------------------------------

INLINE = re.compile(r"\sstyle=|<style|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE)
OUTSIDE = re.compile(r"https?://|[\"'(]//[a-z]", re.IGNORECASE)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SITE)))
def test_a_template_has_no_inline_style_or_script_and_fetches_nothing_from_outside(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not INLINE.search(text)
    assert not OUTSIDE.search(text)


@pytest.mark.parametrize("path", STATIC, ids=lambda path: path.name)
def test_a_static_file_fetches_nothing_from_outside(path: Path) -> None:
    assert not OUTSIDE.search(path.read_text(encoding="utf-8").replace(SVG_NAMESPACE, ""))


@pytest.mark.parametrize(
    "bad", ['<p style="x">', "<script>x</script>", '<a onclick="x">', '<a href="javascript:x">', "<style>"]
)
def test_the_inline_check_can_fail(bad: str) -> None:
    assert INLINE.search(bad)


def test_the_outside_check_can_fail() -> None:
    assert OUTSIDE.search('src="//cdn.example/x.js"')
    assert OUTSIDE.search("url(https://example.com/a.woff)")
    assert not INLINE.search('<script src="a.js" defer></script>')


def test_every_part_is_used_somewhere() -> None:
    tags = Path(styleguide.__file__).parents[1] / "edge/templatetags/nuocheng.py"
    everything = "".join(path.read_text(encoding="utf-8") for path in [*TEMPLATES, tags])
    parts = [path for path in TEMPLATES if path.parent.name == "parts"]
    assert parts
    assert [part.name for part in parts if f'"parts/{part.name}"' not in everything] == []


@pytest.mark.parametrize("name", sorted(path.name for path in (SITE / "templates/errors").glob("[45]*.html")))
def test_an_error_page_needs_no_context_at_all(name: str) -> None:
    html = get_template(f"errors/{name}").render({})
    assert '<html lang="zh-CN"' in html
    assert html.count("<h1>") == 1
    assert "错误" not in html
    assert "！" not in html


# the style guide --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("screen", ["", *styleguide.SCREENS])
def test_every_screen_of_the_style_guide_is_clean(screen: str) -> None:
    response = styleguide.styleguide(RequestFactory().get("/styleguide/"), screen)
    html = response.content.decode()
    assert response.status_code == (422 if screen == "pledge" else 200)
    assert not INLINE.search(html)
    assert html.count("<h1") == 1
    identifiers = re.findall(r'\sid="([^"]+)"', html)
    assert len(identifiers) == len(set(identifiers))
    assert set(re.findall(r'aria-(?:describedby|labelledby)="([^" ]+)"', html)) <= set(identifiers)


LOOKED_AT = [(one.name, look) for one in COMPONENTS for look in one.looks]


@pytest.mark.parametrize(("name", "look"), LOOKED_AT)
def test_every_component_has_a_page_in_every_look(name: str, look: str) -> None:
    html = styleguide.component(RequestFactory().get("/", {"as": look}), name).content.decode()
    assert not INLINE.search(html)
    assert html.count("<h1") == 1
    identifiers = re.findall(r'\sid="([^"]+)"', html)
    assert len(identifiers) == len(set(identifiers))
    assert set(re.findall(r'aria-(?:describedby|labelledby)="([^" ]+)"', html)) <= set(identifiers)
    assert ('<html lang="zh-CN" class="elder"' in html) == (look == "elder")
    assert ("/styleguide/paper.css" in html) == (look == "print")


@pytest.mark.parametrize(
    "name", [one.name for one in COMPONENTS if one.can_fail and one.name != "error_summary"]
)
def test_a_component_that_can_be_filled_in_wrongly_says_so_in_words(name: str) -> None:
    as_usual, wrong = (
        styleguide.component(RequestFactory().get("/", {"as": look}), name).content.decode()
        for look in ("", "error")
    )
    assert 'class="err"' in wrong
    assert 'aria-invalid="true"' in wrong
    assert 'class="err"' not in as_usual


@pytest.mark.parametrize(("name", "look"), [("nothing", ""), ("back", "error"), ("back", "x")])
def test_there_is_no_component_or_look_of_any_other_name(name: str, look: str) -> None:
    with pytest.raises(Http404):
        styleguide.component(RequestFactory().get("/", {"as": look}), name)


def test_the_look_of_paper_is_what_the_stylesheet_says_of_paper() -> None:
    css = styleguide.on_paper(RequestFactory().get("/")).content.decode()
    assert ".print-only{display:block}" in css
    assert "@media" not in css
    assert css.count("{") == css.count("}")


def test_every_part_has_a_component_that_shows_it() -> None:
    pages = [*(SITE / "templates/styleguide").rglob("*.html"), *(SITE / "templates/shells").glob("*.html")]
    shown = "".join(path.read_text(encoding="utf-8") for path in pages)
    tagged = {"steps", "summary_list", "timeline", "version_diff", "chart_bars", "chart_line", "chart_stack"}
    parts = {path.stem for path in (SITE / "templates/parts").glob("*.html")} - tagged
    inner = {"nav_links", "keys", "strip", "masthead", "print_header", "verdict"}
    assert sorted(part for part in parts - inner if f'"parts/{part}.html"' not in shown) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sample", "built"),
    [
        (styleguide_forms.RatingForm, RatingForm),
        (styleguide_forms.StrokesForm, StrokesForm),
        (styleguide_forms.ScansForm, ScansForm),
    ],
)
def test_what_stands_in_the_style_guide_says_what_the_built_form_says(
    sample: type[Form], built: type[Form]
) -> None:
    def says(form: type[Form]) -> list[tuple[Any, ...]]:
        return [
            (one.label, one.help_text, one.required, [word for _, word in getattr(one, "choices", [])])
            for one in form().fields.values()
        ]

    assert says(sample) == says(built)


def test_there_is_no_screen_of_any_other_name() -> None:
    with pytest.raises(Http404):
        styleguide.styleguide(RequestFactory().get("/styleguide/x/"), "../base")


def test_the_title_of_a_page_with_mistakes_begins_with_their_number() -> None:
    html = styleguide.styleguide(RequestFactory().get("/styleguide/pledge/"), "pledge").content.decode()
    assert "<title>有7处没填好：写承诺" in html


# differences and charts -------------------------------------------------------------------------------------------


def test_a_number_that_changed_is_marked_whole() -> None:
    before, after = diffs.compared("作出决定后60日内", "作出决定后30日内")
    assert [piece.text for piece in before if piece.changed] == ["60"]
    assert [piece.text for piece in after if piece.changed] == ["30"]


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_comparison_loses_no_sign(old: str, new: str) -> None:
    before, after = diffs.compared(old, new)
    assert "".join(piece.text for piece in before) == old
    assert "".join(piece.text for piece in after) == new


@given(st.integers(0, 10**9))
def test_the_scale_of_a_chart_holds_its_greatest_value(most: int) -> None:
    top = charts.round_top(most)
    assert top >= most
    assert top % charts.GRID_LINES == 0


def test_bars_share_one_scale_that_begins_at_nought() -> None:
    drawn = charts.bars(
        [{"label": "甲", "value": 200}, {"label": "乙", "value": 50}, {"label": "丙", "value": 0}]
    )
    assert [bar.width for bar in drawn] == [100, 25, 0]
    assert charts.bars([]) == []
    parts = charts.stack([{"label": "甲", "value": 3}, {"label": "乙", "value": 1}])
    assert [(part.left, part.width) for part in parts] == [(0, 75), (75, 25)]


def test_icons_are_our_own_strokes() -> None:
    assert all(re.fullmatch(r"[MmLlHhVvCcSsQqTtAaZz0-9 .,\-]+", path) for path in icons.PATHS.values())


# the switch of the elder edition -----------------------------------------------------------------------------------


def switched(**typed: Any) -> Any:
    return views.look(RequestFactory().post("/look", typed))


def test_the_elder_edition_is_one_cookie_and_one_click_back() -> None:
    answer = switched(elder="1", next="/items/12?page=2")
    assert answer.status_code == 303
    assert answer["Location"] == "/items/12?page=2"
    assert answer.cookies["elder"].value == "1"
    assert answer.cookies["elder"]["httponly"]
    off = switched(elder="0", next="/")
    assert off.cookies["elder"]["max-age"] == 0


def test_high_contrast_is_a_cookie_of_its_own_and_leaves_the_elder_edition_alone() -> None:
    answer = switched(contrast="1", next="/")
    assert answer.cookies["contrast"].value == "1"
    assert "elder" not in answer.cookies
    assert switched(contrast="0", next="/").cookies["contrast"]["max-age"] == 0


def test_high_contrast_is_as_strong_as_can_be_and_given_without_asking_to_whoever_prefers_it() -> None:
    chosen = re.search(r"html\.contrast\{([^}]+)\}", CSS)[1]  # type: ignore[index]
    assert f"@media (prefers-contrast: more){{html{{{chosen}}}}}" in CSS
    strong = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", chosen))
    for token in ("ink", "ink2", "brand", "ok", "bad", "todo", "edge", "pl-bd"):
        assert contrast(strong[token], "#fff") >= 10


@pytest.mark.parametrize(
    "elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)", "", "\\\\example.com"]
)
def test_the_switch_never_leads_to_another_site(elsewhere: str) -> None:
    assert switched(elder="1", next=elsewhere)["Location"] == "/"


def test_the_switch_cannot_be_followed_as_a_link() -> None:
    assert views.look(RequestFactory().get("/look")).status_code == 405
