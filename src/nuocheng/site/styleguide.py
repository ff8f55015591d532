"""The style guide: every component on a page of its own and in every look, and one sample screen for each shell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from nuocheng.edge import display, forms, icons
from nuocheng.edge.context import LOOKS
from nuocheng.site import styleguide_forms as shown
from nuocheng.site import styleguide_samples as samples
from nuocheng.site.styleguide_components import BY_NAME, COMPONENTS

PUBLIC_NAV = ("事项目录", "我要办", "我的承诺", "核验承诺书", "失信公示", "投诉反映")
DESK_NAV = (
    ("受理", 0),
    ("审查决定", 3),
    ("核查", 60),
    ("协查", 6),
    ("不实处理", 2),
    ("目录", 0),
    ("统计", 0),
)
LEAD_NAV = ("总览", "月报", "专项检查", "投诉", "失信", "考核")
SCREENS = {
    "notice": "告知",
    "pledge": "写承诺（没填好）",
    "done": "已提交",
    "queue": "核查队列",
    "overview": "监督台",
    "visit": "现场",
    "stop": "停一停",
}
FORMS = {
    "way": shown.WayForm,
    "sides": shown.SidesForm,
    "words": shown.TextForm,
    "day_form": shown.DayForm,
    "money_form": shown.MoneyForm,
    "number_form": shown.NumberForm,
    "upload_form": shown.UploadForm,
    "sign_form": shown.SignatureForm,
    "rating": shown.RatingForm,
    "pad_form": shown.StrokesForm,
    "scans_form": shown.ScansForm,
}


@dataclass(frozen=True, slots=True)
class Said:
    """A message as the flash shows it."""

    level_tag: str
    text: str

    def __str__(self) -> str:
        """Return its words."""
        return self.text


MESSAGES = [
    Said("success", "白区诺〔2026〕01043号已准予，决定书已送达申请人"),
    Said("warning", "告知内容更新了，请打印新的告知书"),
]


def styleguide(request: HttpRequest, screen: str = "") -> HttpResponse:
    """Show all components, or one sample screen.

    Raises:
        Http404: There is no such screen.

    """
    if not screen:
        contents = {**_everything(), "components": COMPONENTS, **_nav(PUBLIC_NAV, 0)}
        return render(request, "styleguide.html", contents)
    if screen not in SCREENS:
        raise Http404
    contents = {**_everything(), **_of(screen)}
    return render(
        request, f"styleguide/{screen}.html", contents, status=422 if contents.get("errors") else 200
    )


def component(request: HttpRequest, name: str) -> HttpResponse:
    """Show one component in one look: as usual, filled in wrongly, 长辈版, high contrast, or as it prints.

    Raises:
        Http404: There is no such component, or it has no such look.

    """
    found, look = BY_NAME.get(name), request.GET.get("as", "")
    if found is None or look not in found.looks:
        raise Http404
    wrong = look == "error"
    contents = {**_everything(wrong=wrong), **_nav(PUBLIC_NAV, 0), "component": found, "look": look}
    if look in LOOKS:
        contents |= {look: True, "looks": look}
    shell = "shells/desk.html" if found.desk else "shells/public.html"
    more = {"shell": shell, "wrong": wrong, "look_links": list(found.looks.items())}
    return render(request, "styleguide/component.html", contents | more)


def on_paper(request: HttpRequest) -> HttpResponse:
    """Serve what the stylesheet says about paper as if the screen were one: the look “打印” of the style guide."""
    return HttpResponse(_paper_rules(), content_type="text/css; charset=utf-8")


@cache
def _paper_rules() -> str:
    """Return the rules inside ``@media print`` of our stylesheet."""
    text = Path(str(finders.find("nuocheng/nuocheng.css"))).read_text(encoding="utf-8")
    inside = text[text.index("@media print{") + len("@media print{") : text.rindex("}")]
    return re.sub(r"@page\s*\{[^}]*\}", "", inside)


def _everything(*, wrong: bool = False) -> dict[str, Any]:
    """Return the sample contents under the names the templates use; *wrong*, with every form filled in badly."""
    named = {name.lower(): value for name, value in vars(samples).items() if name.isupper()}
    drawn: dict[str, forms.Form] = {
        name: form(shown.MISTAKES, {}) if wrong else form() for name, form in FORMS.items()
    }
    return {
        **named,
        **drawn,
        "screens": SCREENS,
        "states": list(display.STATES),
        "table": samples.queue(),
        "pager": {"previous_url": "#prev", "next_url": "#next", "text": "本页15件"},
        "deadlines": [3, 0, -2],
        "day": date(2026, 11, 25),
        "icon_names": list(icons.PATHS),
        "name_examples": ["张建华", "张华", "买买提·吐尔逊"],
        "sample_messages": MESSAGES,
        "sample_errors": [
            ("id_signed_as", "签名要和您的实名一致，请填写“张建华”"),
            ("id_phone", "手机号应为11位，请核对"),
        ],
    }


def _of(screen: str) -> dict[str, Any]:
    """Return what one sample screen shows besides."""
    if screen == "pledge":
        return {**_blank_pledge(), **_nav(PUBLIC_NAV, 1)}
    if screen == "visit":
        return {"form": shown.VisitForm(), "who": "陈晓（区卫生健康局核查岗）"}
    if screen in ("queue", "stop"):
        nav = [
            {"label": label, "url": "#", "count": count, "current": label == "核查"}
            for label, count in DESK_NAV
        ]
        return {"shell_nav": nav, "who": "陈晓（区卫生健康局核查岗）"}
    if screen == "overview":
        return {**_nav(LEAD_NAV, 0), "who": "区司法局监督岗"}
    return {"form": shown.WayForm(), **_nav(PUBLIC_NAV, 1)}


def _blank_pledge() -> dict[str, Any]:
    """Return the pledge as it comes back when nothing was filled in."""
    facts, ticks = shown.PledgeForm({}), shown.TicksForm({})
    return {"form": facts, "ticks": ticks, "errors": facts.summary() + ticks.summary()}


def _nav(labels: tuple[str, ...], current: int) -> dict[str, Any]:
    """Return the navigation of a shell with one place current."""
    return {
        "shell_nav": [
            {"label": label, "url": "#", "current": place == current} for place, label in enumerate(labels)
        ]
    }
