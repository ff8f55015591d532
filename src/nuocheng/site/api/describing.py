"""How operations describe themselves: their roles, their refusals, and the document made of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ninja import NinjaAPI, Schema
from ninja.openapi.schema import OpenAPISchema
from pydantic import ConfigDict

from nuocheng.kernel.occasion import ROLE_TITLES, Role
from nuocheng.site.api.protocol import JSON, PROBLEM

KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "请求编号：同一个请求发两次，只办一次，答复一字不差",
    "schema": {"type": "string", "maxLength": 80, "pattern": "^[!-~]*$"},
}

IF_CHANGED = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "上次答复的ETag：没有变化就只答304，不再发内容",
    # Without a pattern: what is no mark of ours matches nothing, and is answered in full (RFC 9110, 13.1.2).
    "schema": {"type": "string"},
}


class ProblemObjection(Schema):
    """One reason: the rule, the field it speaks of, what to do, and the clauses it rests on."""

    rule: str
    field: str
    text: str
    clauses: list[str]


class Problem(Schema):
    """A refusal (RFC 9457): nothing was written."""

    model_config = ConfigDict(title="Problem")

    type: str
    title: str
    status: int
    detail: str
    errors: list[ProblemObjection]


#: What may be answered instead, by the kind of operation.
OPEN_TO_ALL: dict[int, Any] = {404: Problem, 422: Problem, 503: Problem}
TO_READ: dict[int, Any] = {401: Problem, 403: Problem, **OPEN_TO_ALL}
TO_ACT: dict[int, Any] = {**TO_READ, 409: Problem}
WITH_BODY: dict[int, Any] = {**TO_ACT, 413: Problem, 415: Problem}

ANYBODY = "不用登录"


def told(text: str, roles: Iterable[Role]) -> str:
    """Return a description that ends with the posts that may do it."""
    return f"{text}\n\n可以办的岗位：{titles(roles)}"


def titles(roles: Iterable[Role]) -> str:
    """Return the words for some posts."""
    return "、".join(ROLE_TITLES[role] for role in sorted(roles)) or ANYBODY


def marks(roles: Iterable[Role]) -> dict[str, Any]:
    """Return what the document says of an operation besides: who may do it, for programs."""
    return {"x-roles": sorted(str(role) for role in roles)}


class Api(NinjaAPI):
    """An API whose document says of a refusal what it is: a problem document."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Return the OpenAPI document."""
        document = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for operations in document["paths"].values():
            for operation in operations.values():
                _name_problems(operation["responses"])
        for schema in document["components"]["schemas"].values():
            _leave_out_whole_defaults(schema.get("properties", {}))
        return document


def _name_problems(responses: dict[Any, dict[str, Any]]) -> None:
    for status, response in responses.items():
        if response.get("content", {}).get(JSON, {}).get("schema", {}).get("format") == "binary":
            response["content"] = {"application/pdf": response["content"][JSON]}
        elif int(status) >= 400 and JSON in response.get("content", {}):
            response["content"] = {PROBLEM: response["content"][JSON]}


def _leave_out_whole_defaults(properties: dict[str, dict[str, Any]]) -> None:
    """Leave out defaults that are whole objects: generators of clients cannot read them, and nobody needs them."""
    for said in properties.values():
        if isinstance(said.get("default"), dict):
            del said["default"]
