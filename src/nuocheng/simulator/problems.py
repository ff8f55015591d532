"""What the exchange says when it cannot answer: RFC 9457 problem documents in Chinese."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

TITLES: Mapping[int, str] = {
    400: "请求不是有效的JSON",
    401: "没有有效的密钥",
    403: "该用途不在共享范围内",
    404: "没有这个地址",
    405: "该地址不支持这种方法",
    408: "请求没有在规定时间内发完",
    409: "请求编号已被另一次查询使用",
    411: "请求没有写明长度",
    413: "请求超过大小限制",
    414: "地址过长",
    415: "请求的内容类型不是application/json",
    422: "请求的内容不符合要求",
    429: "查询过于频繁",
    431: "请求头过长",
    500: "数据来源内部出错",
    501: "不支持这种请求方法",
    503: "数据来源暂时不能提供服务",
    505: "不支持这个HTTP版本",
}


@dataclass(frozen=True)
class Complaint:
    """One thing wrong with a request, and where (RFC 6901 pointer)."""

    pointer: str
    detail: str


class Problem(Exception):
    """A request that cannot be answered as asked."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: tuple[Complaint, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Say which status, why, and what exactly is wrong."""
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = dict(headers or {})

    def document(self) -> dict[str, Any]:
        """Write the problem document."""
        written: dict[str, Any] = {
            "type": f"urn:nuocheng:exchange:{HTTPStatus(self.status).name.lower()}",
            "title": TITLES.get(self.status, HTTPStatus(self.status).phrase),
            "status": self.status,
            "detail": self.detail,
        }
        if self.errors:
            written["errors"] = [{"pointer": error.pointer, "detail": error.detail} for error in self.errors]
        return written
