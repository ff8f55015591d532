"""How a query is given its address: one router for all of them, and for the acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ninja import Router
from ninja.constants import NOT_SET

from nuocheng.kernel.occasion import Role
from nuocheng.site.api.describing import IF_CHANGED, OPEN_TO_ALL, TO_READ, marks, told

router = Router()

View = Callable[..., Any]

#: The kind of file of which an address speaks, by its first word.
TAGS = {
    "items": "edition",
    "cases": "case",
    "papers": "case",
    "tasks": "task",
    "matters": "matter",
    "standing": "integrity",
    "changes": "change",
    "looks": "look",
}


def query(path: str, shape: Any, summary: str, roles: tuple[Role, ...]) -> Callable[[View], View]:
    """Give a query its address; what its docstring says is its description, its posts beside it."""

    def made(view: View) -> View:
        router.add_api_operation(
            path,
            ["GET"],
            view,
            response={200: shape, 304: None, **(TO_READ if roles else OPEN_TO_ALL)},
            auth=NOT_SET if roles else None,
            operation_id=_called(view),
            summary=summary,
            description=told(view.__doc__ or "", roles),
            tags=[TAGS[path.split("/")[1]]],
            openapi_extra={"parameters": [IF_CHANGED], **marks(roles)},
        )
        return view

    return made


def _called(view: View) -> str:
    """Return what a query is called in clients made from the document: list_cases, read_case."""
    name = str(view.__name__)
    return name if name.startswith("list_") else f"read_{name.removeprefix('one_')}"
