"""Reading pages as somebody: anybody, or an account with posts."""

from __future__ import annotations

from django.test import Client
from tests.catalogue.office import JUSTICE, LAWYER, changed, published, someone

from nuocheng.kernel.occasion import Role

PUBLIC_BUDGET, DESK_BUDGET = 30 * 1024, 60 * 1024
ITEM = f"/items/{LAWYER.code}"


def get(address: str, client: Client | None = None, status: int = 200) -> str:
    answer = (client or Client()).get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    text = answer.content.decode()
    assert len(answer.content) <= (DESK_BUDGET if address.startswith("/desk") else PUBLIC_BUDGET)
    return text


def seated(username: str, *roles: Role, department: str = JUSTICE) -> Client:
    client = Client()
    account = someone(username, *roles, department=department)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def many(count: int) -> None:
    for number in range(count):
        published(changed(code=f"620402-sfj-m{number:03}", name=f"第{number:03}个事项"))
