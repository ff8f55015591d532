"""The same life over the API: each step one request with a machine key, through the whole stack, in process."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import date
from typing import Any

from django.test import Client
from django.utils import timezone

from bench.life import DEPARTMENT, resident_number
from nuocheng.cases.papers import required_statements
from nuocheng.kernel.occasion import Role
from nuocheng.people.models import Account, MachineKey, PostHeld
from nuocheng.verification import acts as verification
from nuocheng.verification import queries as tasks


class Machines:
    """Accounts of a clerk, a reviewer and a verification officer, each with a machine key."""

    def __init__(self, stage: Any) -> None:
        self.stage = stage
        self.client = Client()
        self.keys = {role: self._key(role) for role in (Role.CLERK, Role.REVIEWER, Role.VERIFIER)}

    def _key(self, role: Role) -> str:
        account = Account.objects.create(username=f"bench-{role}", password=None, name=f"{role}")
        PostHeld.objects.create(account=account, role=role, department_id=DEPARTMENT, since=date(2026, 1, 1))
        key = os.urandom(24).hex()
        digest = hashlib.sha256(key.encode()).hexdigest()
        MachineKey.objects.create(digest=digest, account=account, label="bench", made_at=timezone.now())
        return key

    def post(self, role: Role, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Send one act; anything but success ends the run."""
        answer = self.client.post(
            f"/api/v1{path}",
            data=json.dumps(body or {}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.keys[role]}", "Idempotency-Key": os.urandom(12).hex()},
        )
        if answer.status_code not in {200, 201}:
            raise SystemExit(f"{path}: {answer.status_code} {answer.content.decode()}")
        return dict(answer.json())

    def life(self) -> None:
        """Live one life: nine requests, and the answer of the source recorded by the job."""
        self.stage.serial += 1
        party = {"number": resident_number(self.stage.serial), "kind": "person", "name": "张建华"}
        reference = self.post(Role.CLERK, "/cases", {"item_code": "BENCH", "party": party})["reference"]
        here = f"/cases/{reference}"
        self.post(Role.CLERK, f"{here}/check-eligibility")
        self.post(Role.CLERK, f"{here}/serve-notice")
        read = self.client.get(f"/api/v1{here}", headers={"Authorization": f"Bearer {self.keys[Role.CLERK]}"})
        shown = read.json()["notice_digest"]
        self.post(Role.CLERK, f"{here}/acknowledge-notice", {"shown": shown})
        given = {
            "shown": shown,
            "statements": sorted(required_statements(date(2026, 11, 23))),
            "signed_as": "张建华",
            "facts": {"premises": {"address": "公园路18号"}},
        }
        self.post(Role.CLERK, f"{here}/sign-pledge", {"given": given})
        self.post(Role.REVIEWER, f"{here}/grant")
        task = tasks.tasks_of(reference)[0].reference
        heard = verification.Heard(
            "data_exchange", "real_estate", "consistent", "公园路18号", "一致", b"{}",
            hashlib.sha256(b"{}").hexdigest(), "R1", None, self.stage.at, self.stage.at, 3,
        )  # fmt: skip
        verification.record_answer(self.stage.occasion("system"), task, heard=heard)
        self.post(Role.VERIFIER, f"/tasks/{task}/record-finding", {"verdict": "confirm"})
        self.post(Role.VERIFIER, f"{here}/close")
