"""Where one can go from here: the navigation of each shell, by the posts one holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from nuocheng.edge.occasions import acting_for, has_others, posts_of
from nuocheng.kernel.errors import NotInOffice
from nuocheng.kernel.occasion import ROLE_TITLES, Post, Role
from nuocheng.people import queries as people


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of a navigation: its word, its address, and who sees it (nobody named: everyone)."""

    label: str
    url: str
    roles: frozenset[Role] = frozenset()


PUBLIC = (
    Place("事项目录", "/items"),
    Place("不能承诺的证明", "/negative"),
    Place("实施方案", "/programme"),
    Place("我的承诺", "/mine", frozenset({Role.APPLICANT})),
    Place("核验承诺书", "/v"),
)
STAFF = frozenset(Role) - {Role.APPLICANT, Role.SYSTEM}
DESK = (
    Place("受理", "/desk/intake", frozenset({Role.CLERK})),
    Place("授权登记", "/desk/mandates", frozenset({Role.CLERK})),
    Place("账号", "/desk/accounts", frozenset({Role.CLERK})),
    Place("审查决定", "/desk/review", frozenset({Role.REVIEWER})),
    Place("要求交证", "/desk/demands", frozenset({Role.LEGAL})),
    Place("核查", "/desk/verify", frozenset({Role.VERIFIER})),
    Place("抽查", "/desk/draws", frozenset({Role.VERIFIER})),
    Place("批量核查", "/desk/batches", frozenset({Role.VERIFIER})),
    Place("复核", "/desk/rechecks", frozenset({Role.VERIFIER})),
    Place("查询核验", "/desk/query", frozenset({Role.CLERK, Role.REVIEWER, Role.VERIFIER, Role.LEGAL})),
    Place("协查", "/desk/assist", frozenset({Role.VERIFIER, Role.REVIEWER})),
    Place("书面核查", "/desk/written", frozenset({Role.VERIFIER})),
    Place("公示", "/desk/publicity", frozenset({Role.VERIFIER})),
    Place("上门", "/desk/visits", frozenset({Role.VERIFIER})),
    Place("不打招呼的检查", "/desk/visits/leave", frozenset({Role.REVIEWER})),
    Place("现场", "/field/", frozenset({Role.VERIFIER})),
    Place("信件", "/desk/letters", frozenset({Role.CLERK, Role.REVIEWER})),
    Place("不实处理", "/desk/matters", frozenset({Role.VERIFIER, Role.LEGAL, Role.REVIEWER})),
    Place("信用修复", "/desk/repairs", frozenset({Role.LEGAL, Role.BUREAU})),
    Place("异议", "/desk/objections", frozenset({Role.LEGAL, Role.BUREAU})),
    Place("差评回访", "/desk/ratings", frozenset({Role.CLERK, Role.REVIEWER, Role.LEGAL})),
    Place("目录", "/desk/catalogue", frozenset({Role.EDITOR, Role.LEGAL, Role.BUREAU})),
    Place("工作推进", "/desk/programme", frozenset({Role.EDITOR})),
    Place("月报", "/desk/report", frozenset({Role.VERIFIER, Role.REVIEWER, Role.CLERK, Role.EDITOR})),
    Place("监督台", "/lead/", frozenset({Role.BUREAU})),
    Place("要求交证", "/lead/demands", frozenset({Role.BUREAU})),
    Place("协查监督", "/lead/assist", frozenset({Role.BUREAU})),
    Place("复核一致率", "/lead/rechecks", frozenset({Role.BUREAU})),
    Place("查询监督", "/lead/queries", frozenset({Role.BUREAU})),
    Place("上门", "/lead/visits", frozenset({Role.BUREAU})),
    Place("推进情况", "/lead/programme", frozenset({Role.BUREAU})),
    Place("系统", "/sys/", frozenset({Role.ADMINISTRATOR})),
    Place("数据来源", "/sys/sources", frozenset({Role.ADMINISTRATOR})),
    Place("参照库", "/sys/reference-sets", frozenset({Role.ADMINISTRATOR})),
    Place("对接平台", "/sys/webhooks", frozenset({Role.ADMINISTRATOR})),
    Place("接入平台", "/sys/portals", frozenset({Role.ADMINISTRATOR})),
    Place("数据报送", "/sys/handover", frozenset({Role.ADMINISTRATOR})),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the navigation and who is here; a template context processor."""
    user = getattr(request, "user", None)
    held = posts_of(request) if user is not None else []
    inside = request.path.startswith(("/desk", "/lead", "/field", "/sys"))
    places = DESK if inside else _public(held)
    roles = {post.role for post in held}
    seen = [place for place in places if not place.roles or place.roles & roles]
    return {
        "shell_nav": [
            {"label": place.label, "url": place.url, "current": _is_here(request.path, place.url)}
            for place in seen
        ],
        "who": _who(request, held),
        "others": bool(held) and held[0].role is Role.APPLICANT and has_others(request),
        "may_apply": not held or Role.APPLICANT in roles,
    }


def _public(held: list[Post]) -> tuple[Place, ...]:
    staff = next((post for post in held if post.role in STAFF), None)
    return (*PUBLIC, Place("工作台", "/after-sign-in")) if staff else PUBLIC


def _is_here(path: str, url: str) -> bool:
    return path == url or (url not in {"/", "/lead/", "/sys/"} and path.startswith(f"{url.rstrip('/')}/"))


def _for_whom(request: HttpRequest) -> str:
    """Say for whom whoever is signed in acts, where it is not for themselves."""
    try:
        other = acting_for(request)
    except NotInOffice:
        return "（授权已结束，请换身份）"
    return f"（替{other.name}办）" if other else ""


def _who(request: HttpRequest, held: list[Post]) -> str:
    """Return the name of whoever is signed in, with unit and post for staff."""
    if not held:
        return ""
    first = held[0]
    name = getattr(request.user, "name", "")
    if first.role is Role.APPLICANT:
        return f"{name}{_for_whom(request)}"
    unit = people.department(first.department)
    return f"{name}（{unit.short if unit else ''}{ROLE_TITLES[first.role]}岗）"
