"""How an edition stands in time, told to the public: to come, in force, out of use, or gone for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from nuocheng.catalogue import queries
from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.queries import history
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.display import cn_date
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Malformed, NotFound
from nuocheng.people import queries as people

GONE = 410
_IN_THE_FUTURE = "只能看今天和今天以前的目录，请改日期"

ItemPage = Callable[..., HttpResponse]


def unless_gone(page: ItemPage) -> ItemPage:
    """Let the page of an item answer also where nothing is in force: by what is to come, or why it is gone."""

    @wraps(page)
    def answered(request: HttpRequest, code: str, version: int | None = None) -> HttpResponse:
        try:
            return page(request, code, version)
        except NotFound:
            instead = _instead(request, code) if version is None else None
            if instead is None:
                raise
            return instead

    return answered


def _instead(request: HttpRequest, code: str) -> HttpResponse | None:
    """Return what is shown at the address of an item of which no edition is in force."""
    gone, coming = history.cancelled(code), history.coming(code)
    if gone is None:
        return SeeOther(reverse("item-edition", args=[code, coming.version])) if coming else None
    context = {
        "gone": gone,
        "department": people.department_name(gone.edition.department),
        "editions": queries.versions(code),
        "coming": told_coming(coming),
    }
    return render(request, "catalogue/gone.html", context, status=GONE)


def told_coming(coming: Edition | None) -> dict[str, str] | None:
    """Return what the page of an item says of the edition that is to come: a sentence, and where it is read."""
    if coming is None or coming.takes_effect is None:
        return None
    text = f"第{coming.version}版从{cn_date(coming.takes_effect)}起施行"
    return {"text": text, "url": reverse("item-edition", args=[coming.code, coming.version])}


def told(edition: Edition) -> dict[str, Any]:
    """Return what the page of an edition says of its time: whether it holds, since when, and what is to come."""
    holds = edition.state in queries.IN_FORCE
    return {
        "holds": holds,
        "since": history.since(edition),
        "suspended_since": history.suspended_since(edition),
        "notice": None if holds else _notice(edition),
        "coming": told_coming(history.coming(edition.code)) if holds else None,
    }


def _notice(edition: Edition) -> dict[str, str]:
    """Return what stands over an edition under which one cannot apply."""
    here = reverse("item", args=[edition.code])
    if edition.state == EditionState.CANCELLED:
        text = f"这个事项从{cn_date(history.until(edition))}起取消，不能再申请。"
        return {"title": "这个事项已经取消", "text": text, "url": here, "link": "看取消的原因和依据"}
    if edition.state == EditionState.SCHEDULED:
        text = f"第{edition.version}版从{cn_date(edition.takes_effect)}起施行。"
        now = queries.reference_in_force(edition.code)
        more = {"url": here, "link": "看现在用的版本"} if now else {}
        return {"title": "这一版还没有施行", "text": text, **more}
    text = f"第{edition.version}版，{cn_date(history.until(edition))}起停用。"
    return {"title": "这是旧版", "text": text, "url": here, "link": "看现在用的版本"}


class DayForm(edge.Form):
    """Which day of the catalogue one wants to see, and of which unit."""

    day = edge.DateParts(label="哪一天的目录", help_text="例如2026年5月1日")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every unit."""
        super().__init__(*args, **kwargs)
        unit = edge.Pick(label="单位", choices=(), required=False)
        unit.choices = [("", "全部单位"), *((one.code, one.name) for one in people.departments())]
        self.fields["department"] = unit

    def clean_day(self) -> date:
        """Return the day, if it has come.

        Raises:
            ValidationError: It lies ahead.

        """
        day: date = self.cleaned_data["day"]
        if day > today():
            raise ValidationError(_IN_THE_FUTURE, code="future")
        return day


@require_safe
def on_any_day(request: HttpRequest) -> HttpResponse:
    """Ask for a day, and lead to the catalogue as it was then."""
    if "day_year" not in request.GET:
        return _show(request, today(), None)
    form = DayForm(request.GET)
    if not form.is_valid():
        return _show(request, today(), form)
    unit = form.cleaned_data["department"]
    return SeeOther(_address(form.cleaned_data["day"], department=unit))


@require_safe
def on_day(request: HttpRequest, day: str) -> HttpResponse:
    """Show the catalogue as it was at the end of a day (目录在某一天的样子)."""
    return _show(request, day_of(day), None)


def day_of(text: str) -> date:
    """Return a day written in ISO 8601 that has come.

    Raises:
        Malformed: There is no such day, or it lies ahead.

    """
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise Malformed.at("on", "请把日期写成2026-05-01这样")
    if day > today():
        raise Malformed.at("on", _IN_THE_FUTURE)
    return day


def _show(request: HttpRequest, day: date, wrong: DayForm | None) -> HttpResponse:
    unit = request.GET.get("department", "")
    found = history.as_of(day, department=unit, after=request.GET.get("after", ""))
    suspended = history.suspended_on(day, found.rows)
    errors = wrong.summary() if wrong else []
    context = {
        "day": day,
        "form": wrong or DayForm(initial={"day": day, "department": unit}),
        "rows": [_row(one, suspended=one.reference in suspended) for one in found.rows],
        "first": _address(day, department=unit),
        "pager": {"next_url": _address(day, department=unit, after=found.next) if found.next else ""},
        "later": "after" in request.GET,
        "errors": errors,
    }
    return render(request, "catalogue/on.html", context, status=422 if errors else 200)


def _address(day: date, **asked: str) -> str:
    said = urlencode({name: value for name, value in asked.items() if value})
    return reverse("catalogue-on", args=[day.isoformat()]) + (f"?{said}" if said else "")


def _row(one: Edition, *, suspended: bool) -> dict[str, Any]:
    return {
        "name": one.name,
        "url": reverse("item-edition", args=[one.code, one.version]),
        "version": f"第{one.version}版，{cn_date(history.since(one))}起施行",
        "department": people.department_name(one.department),
        "pledge": "" if suspended or not one.pledgeable else f"{one.pledgeable}份证明可以承诺代替",
        "suspended": suspended,
        "code": one.code,
    }
