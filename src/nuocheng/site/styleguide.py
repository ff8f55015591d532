"""The style guide: every component with lifelike content, and one sample screen for each shell."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from nuocheng.edge import display, icons
from nuocheng.site import styleguide_samples as samples

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
SCREENS = ("notice", "pledge", "done", "queue", "overview", "visit", "stop")


def styleguide(request: HttpRequest, screen: str = "") -> HttpResponse:
    """Show all components, or one sample screen.

    Raises:
        Http404: There is no such screen.

    """
    if not screen:
        return render(request, "styleguide.html", {**_everything(), **_nav(PUBLIC_NAV, 0)})
    if screen not in SCREENS:
        raise Http404
    contents = {**_everything(), **_of(screen)}
    return render(
        request, f"styleguide/{screen}.html", contents, status=422 if contents.get("errors") else 200
    )


def _everything() -> dict[str, Any]:
    """Return the sample contents under the names the templates use."""
    named = {name.lower(): value for name, value in vars(samples).items() if name.isupper()}
    return {
        **named,
        "screens": SCREENS,
        "states": list(display.STATES),
        "table": samples.queue(),
        "every": samples.EveryField(),
        "rating": samples.RatingForm(),
        "pager": {"previous_url": "#prev", "next_url": "#next", "text": "本页15件"},
        "deadlines": [3, 0, -2],
        "day": date(2026, 11, 25),
        "icon_names": list(icons.PATHS),
        "name_examples": ["张建华", "张华", "买买提·吐尔逊"],
    }


def _of(screen: str) -> dict[str, Any]:
    """Return what one sample screen shows besides."""
    if screen == "pledge":
        return {**_blank_pledge(), **_nav(PUBLIC_NAV, 1)}
    if screen == "visit":
        return {"form": samples.VisitForm(), "who": "陈晓（区卫生健康局核查岗）"}
    if screen in ("queue", "stop"):
        nav = [
            {"label": label, "url": "#", "count": count, "current": label == "核查"}
            for label, count in DESK_NAV
        ]
        return {"shell_nav": nav, "who": "陈晓（区卫生健康局核查岗）"}
    if screen == "overview":
        return {**_nav(LEAD_NAV, 0), "who": "区司法局监督岗"}
    return {"form": samples.WayForm(), **_nav(PUBLIC_NAV, 1)}


def _blank_pledge() -> dict[str, Any]:
    """Return the pledge as it comes back when nothing was filled in."""
    facts, ticks = samples.PledgeForm({}), samples.TicksForm({})
    return {"form": facts, "ticks": ticks, "errors": facts.summary() + ticks.summary()}


def _nav(labels: tuple[str, ...], current: int) -> dict[str, Any]:
    """Return the navigation of a shell with one place current."""
    return {
        "shell_nav": [
            {"label": label, "url": "#", "current": place == current} for place, label in enumerate(labels)
        ]
    }
