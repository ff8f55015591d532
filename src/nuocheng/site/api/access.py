"""Who may use the API: a machine with its key, or whoever is signed in on the pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from nuocheng.people import queries as people


class MachineKey(HttpBearer):
    """A key given to a machine, which then acts for one account from that account's posts."""

    openapi_description = "机器密钥：由管理员用命令 nuocheng people key 生成，只显示一次"

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return the account for which the key acts, or nothing."""
        account = people.holder(token)
        if account is not None:
            request.user = account
        return account


class SignedIn(SessionAuth):
    """The session of somebody signed in on the pages; writing needs the form token too."""

    openapi_description = "网页登录后的会话；办理时要在请求头里带上X-CSRFToken"

    def __call__(self, request: HttpRequest) -> Any:
        """Return the account; somebody who is not signed in at all is not asked for a form token.

        Raises:
            HttpError: The form token is missing, or is another session's.

        """
        if not request.user.is_authenticated:
            return None
        return super().__call__(request)


ACCESS = [MachineKey(), SignedIn()]
