"""The areas beside the catalogue's desk: superior lists, the watch, laws, the stock; and who sees how much of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from nuocheng.edge.occasions import must_hold
from nuocheng.kernel.occasion import Role
from nuocheng.people import queries as people

READERS = (Role.EDITOR, Role.LEGAL, Role.BUREAU)
_AREAS = (
    ("catalogue-desk", "目录"),
    ("superior-lists", "上级清单"),
    ("catalogue-watch", "监测"),
    ("statutes", "设定依据"),
    ("catalogue-stock", "底数"),
    ("own-forms", "文书模板"),
)
LONGEST_WORDS = 60


def areas(current: str) -> list[dict[str, Any]]:
    """Return the areas as tabs, one of them current."""
    return [{"label": label, "url": reverse(name), "current": name == current} for name, label in _AREAS]


def units_seen(request: HttpRequest) -> list[str] | None:
    """Return the departments whose part whoever is signed in sees; nothing means all of them.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: No post held reaches the catalogue's desk.

    """
    held = must_hold(request, *READERS)
    if any(post.role is Role.BUREAU for post in held):
        return None
    return sorted({post.department for post in held})


def chosen_unit(request: HttpRequest) -> str | None:
    """Return the one department a page is about: asked for by the Bureau, one's own for everybody else."""
    seen, asked = units_seen(request), request.GET.get("unit", "")
    if seen is None:
        return asked if people.department(asked) else None
    return asked if asked in seen else seen[0]


def unit_filter(request: HttpRequest) -> dict[str, Any]:
    """Return the choice of a department, nothing for whoever has none to make."""
    seen, chosen = units_seen(request), chosen_unit(request)
    if seen is not None and len(seen) < 2:
        return {}
    codes = [one.code for one in people.departments()] if seen is None else seen
    options = [(code, people.department_name(code), code == chosen) for code in codes]
    if seen is None:
        options.insert(0, ("", "全部单位", chosen is None))
    return {"selects": [{"name": "unit", "label": "单位", "options": options}]}
