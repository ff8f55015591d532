"""From a request to an occasion: who is signed in, from which post, now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Protocol, TypeVar

from django.http import HttpRequest

from nuocheng.edge.clock import now
from nuocheng.edge.recognising import recognised
from nuocheng.journal.official import ActBase
from nuocheng.kernel.errors import Malformed, NotInOffice, NotSignedIn
from nuocheng.kernel.occasion import CHINA, ROLE_TITLES, Door, Occasion, Post, Role
from nuocheng.people import queries as people

LONGEST_KEY = 80
#: Under which name a session keeps that its account may act for others.
MAY_ACT = "may_act_for_others"


class Acting(Protocol):
    """For whom an account acts now, and on which mandate."""

    @property
    def party(self) -> str:
        """Return the number of the party."""

    @property
    def mandate(self) -> str:
        """Return the mandate on which it does so."""

    @property
    def name(self) -> str:
        """Return the name of the party."""


F = TypeVar("F", bound="ForWhom")
#: What says for whom a session acts: the office above that keeps mandates says so.
ForWhom = Callable[[Mapping[str, Any], str, date], Acting | None]
_ACTING: list[ForWhom] = []


def acting_by(answer: F) -> F:
    """Let an office above say for whom a session acts."""
    _ACTING[:] = [answer]
    return answer


def acting_for(request: HttpRequest) -> Acting | None:
    """Return for whom whoever is signed in acts, where it is not for themselves.

    Raises:
        NotInOffice: The mandate on which they do so is over.

    """
    session = getattr(request, "session", None)
    if not _ACTING or session is None or not request.user.is_authenticated:
        return None
    return _ACTING[0](session, request.user.number, now().astimezone(CHINA).date())


def has_others(request: HttpRequest) -> bool:
    """Say whether the session was told that its account may act for others too."""
    session = getattr(request, "session", None)
    return bool(session is not None and session.get(MAY_ACT))


def posts_of(request: HttpRequest) -> list[Post]:
    """Return the posts that whoever is signed in holds today, read once per request."""
    if not request.user.is_authenticated:
        return []
    held: list[Post] | None = getattr(request, "nuocheng_posts", None)
    if held is None:
        held = people.posts(request.user, now().astimezone(CHINA).date())
        request.nuocheng_posts = held  # type: ignore[attr-defined]  # kept for this request only
    return held


def occasion(request: HttpRequest, for_: ActBase | Iterable[Role], *, department: str = "") -> Occasion:
    """Make the occasion for an act (or for a choice of roles) out of a request.

    The post is the first one held whose role may do it, one in *department* before any other. Time
    comes from the server's clock, the idempotency key from the request.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: No post held may do it.
        Malformed: The idempotency key is too long, or holds something else than plain signs.

    """
    user = request.user
    if not user.is_authenticated:
        raise NotSignedIn("请先登录，登录后接着办")
    roles = for_.by if isinstance(for_, ActBase) else frozenset(for_)
    fitting = [post for post in posts_of(request) if post.role in roles]
    fitting.sort(key=lambda post: post.department != department)
    if not fitting:
        wanted = "、".join(ROLE_TITLES[role] for role in sorted(roles))
        raise NotInOffice(f"这一步要由{wanted}岗位来办，您的账号没有这个岗位")
    key = request.headers.get("Idempotency-Key", "") or request.POST.get("idempotency_key", "")
    if len(key) > LONGEST_KEY:
        raise Malformed.at("Idempotency-Key", f"请求编号最多{LONGEST_KEY}个字符，请改短")
    if not all("!" <= sign <= "~" for sign in key):
        raise Malformed.at("Idempotency-Key", "请求编号只能用英文字母、数字和符号，不能有空格，请改一个")
    post = fitting[0]
    party, mandate = "", ""
    if post.role is Role.APPLICANT:
        other = acting_for(request)
        party, mandate = (other.party, other.mandate) if other else (user.number, "")
    made = Occasion(user.username, user.name, post, now(), party, _door(request, post), key)
    return replace(made, mandate=mandate, sign_in=recognised(getattr(request, "session", None)))


def system_occasion(door: Door) -> Occasion:
    """Return the occasion of something the system does by itself, now, because of what came in by *door*."""
    return Occasion("system", "系统", Post(Role.SYSTEM), now(), door=door)


def _door(request: HttpRequest, post: Post) -> Door:
    if request.path.startswith("/api/"):
        return Door.API
    return Door.WEB if post.role is Role.APPLICANT else Door.WINDOW


def must_hold(request: HttpRequest, *roles: Role) -> list[Post]:
    """Return the posts held among *roles*: the guard of a page that only some may read.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: None of the posts is held.

    """
    occasion(request, roles)
    return [post for post in posts_of(request) if post.role in roles]
