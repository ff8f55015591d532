"""Machines that speak to the API over HTTP, each with the key of somebody who holds a post."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from tests import builders

from nuocheng.kernel.occasion import Role
from nuocheng.people import official as people
from nuocheng.people.models import Account

API = "/api/v1"
PROBLEM = "application/problem+json"


@dataclass
class Machine:
    """A machine with a key; every answer it gets that is a refusal must be a problem document."""

    key: str
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def get(self, path: str, **query: str) -> Any:
        return self._checked(self.client.get(f"{API}{path}", query, headers=self._headers()))

    def post(self, path: str, body: Mapping[str, Any] | None = None, *, once: str = "") -> Any:
        headers = {**self._headers(), **({"Idempotency-Key": once} if once else {})}
        if body is None:
            return self._checked(self.client.generic("POST", f"{API}{path}", headers=headers))
        sent = json.dumps(body)
        return self._checked(self.client.post(f"{API}{path}", sent, "application/json", headers=headers))

    def done(self, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Do an act that must succeed, and return its receipt."""
        answer = self.post(path, body)
        assert answer.status_code in (200, 201), answer.content.decode()
        receipt: dict[str, Any] = answer.json()
        return receipt

    def read(self, path: str, **query: str) -> Any:
        """Read what must be readable."""
        answer = self.get(path, **query)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"} if self.key else {}

    def _checked(self, answer: Any) -> Any:
        if answer.status_code >= 400:
            is_problem(answer)
        return answer


def is_problem(answer: Any) -> dict[str, Any]:
    """Return a problem document, which has a stable code, the status it came with, and Chinese words."""
    assert answer["Content-Type"] == PROBLEM, answer["Content-Type"]
    said: dict[str, Any] = answer.json()
    assert said["status"] == answer.status_code
    assert said["type"].startswith("urn:nuocheng:")
    assert any("\u4e00" <= sign <= "\u9fff" for sign in said["detail"])
    assert any("\u4e00" <= sign <= "\u9fff" for sign in said["title"])
    assert isinstance(said["errors"], list)
    return said


def machine_of(account: Account) -> Machine:
    """Return a machine with a new key of an account."""
    return Machine(people.make_key(account, "测试", builders.MORNING))


def machine(role: Role, department: str = builders.DEPARTMENT) -> Machine:
    """Return a machine of somebody new who holds a post."""
    return machine_of(builders.an_account(role, department))


def nobody() -> Machine:
    """Return a machine without a key."""
    return Machine("")
