"""Who may look at what of the programme of work, and from which post they do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest

from nuocheng.edge.occasions import must_hold
from nuocheng.journal.files import File
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.occasion import Role
from nuocheng.programme import queries
from nuocheng.programme.models import Round

F = TypeVar("F", bound=File)

#: Posts of a department that read its programme of work; editors write it.
READERS = (Role.EDITOR, Role.LEGAL, Role.REVIEWER)


@dataclass(frozen=True, slots=True)
class Here:
    """From which department somebody looks, and whether they may write for it."""

    department: str
    may_write: bool


def here(request: HttpRequest) -> Here:
    """Return from which department somebody looks: an editor's post before any other.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: No post is held from which this is read.

    """
    held = must_hold(request, *READERS)
    post = next((one for one in held if one.role is Role.EDITOR), held[0])
    return Here(post.department, may_write=post.role is Role.EDITOR)


def writer(request: HttpRequest) -> str:
    """Return the department for which somebody writes.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: No editor's post is held.

    """
    return must_hold(request, Role.EDITOR)[0].department


def own(request: HttpRequest, load: Callable[[str], F], reference: str) -> tuple[F, Here]:
    """Return a file of one's own department; who asks comes before what is asked for.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: No post is held from which this is read.
        NotFound: There is no such file, or it is another department's.

    """
    seen = here(request)
    file = load(reference)
    if file.department != seen.department:
        raise NotFound("没有这一份，请回到“工作推进”重新选")
    return file, seen


def open_round() -> Round:
    """Return the round that is open.

    Raises:
        NotFound: None is.

    """
    found = queries.current_round()
    if found is None:
        raise NotFound("现在没有部署的工作，等区司法局部署后再办")
    return found
