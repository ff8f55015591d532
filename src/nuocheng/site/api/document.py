"""The API itself: its description, its errors, and its routers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

import nuocheng
from nuocheng.edge.answers import problem_response
from nuocheng.kernel.errors import Malformed, NotFound, NotSignedIn, Objection, Refusal
from nuocheng.site.api.access import ACCESS
from nuocheng.site.api.acts import add_acts
from nuocheng.site.api.queries import router

DESCRIPTION = """每个地址只办一件事：一项行为（POST），或者一次查询（GET）。

* 行为都可以带请求头 `Idempotency-Key`：同一个请求发两次，只办一次，答复一字不差。
* 时间由服务器给，不接受调用方给的时间。
* 不能办的，返回 RFC 9457 问题文档：稳定的代码、中文说明、触及的规则和条款。
"""

#: What pydantic complains of, in words that say what to do.
COMPLAINTS = {
    "missing": "缺少这一项，请补上",
    "string_type": "要填文字",
    "int_type": "要填整数",
    "int_parsing": "要填整数",
    "bool_type": "要填true或false",
    "bool_parsing": "要填true或false",
    "date_parsing": "要填日期，例如2027-06-30",
    "date_from_datetime_parsing": "要填日期，例如2027-06-30",
    "json_invalid": "请求内容不是正确的JSON，请检查格式",
    "extra_forbidden": "没有这一项，请去掉",
    "enum": "不在可选的范围内",
    "list_type": "要填列表",
    "dict_type": "要填对象",
    "frozen_set_type": "要填列表",
    "mapping_type": "要填对象",
    "dataclass_type": "要填对象",
    "dataclass_args_type": "要填对象",
    "model_attributes_type": "要填对象",
}

api = NinjaAPI(
    title="诺成 API",
    version=nuocheng.__version__,
    description=DESCRIPTION,
    auth=ACCESS,
    urls_namespace="api",
    docs_url="/docs",
)
api.add_router("", router)
add_acts(api)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer a refusal with its problem document."""
    return problem_response(refusal)


@api.exception_handler(AuthenticationError)
def nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Answer somebody whom we do not know."""
    return problem_response(NotSignedIn("请先登录，或者在请求头里带上机器密钥"))


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """Answer a question about something that is not there."""
    return problem_response(NotFound())


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer a request that cannot be read, field by field."""
    objections = tuple(_objection(one) for one in error.errors)
    refusal = Malformed("；".join(f"{one.field}：{one.text}" for one in objections), objections=objections)
    return problem_response(refusal)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer a body that is no JSON."""
    return problem_response(Malformed("请求内容读不出来，请检查是不是正确的JSON"))


def _objection(complaint: dict[str, Any]) -> Objection:
    where = ".".join(str(part) for part in complaint.get("loc", ())[1:])
    text = COMPLAINTS.get(str(complaint.get("type")), "内容不对，请核对")
    return Objection(rule="well_formed", text=text, field=where)
