"""The credit platform as a real process beside the tests, with the questions one can put to it."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import httpx2
from tests.simulator.rig import TODAY

from nuocheng.verification.channels.credit_platform import CreditPlatform
from nuocheng.verification.channels.line import Endpoint
from nuocheng.verification.channels.protocol import Question
from nuocheng.verification.channels.signing import Proof, Signature

APP = "nuocheng"
#: Who stands on which list in the platform's data.
LISTED = ("唐浩然", "620402197111204375")
ENDED = ("高志远", "620402196208284151")
FINED = ("黄浩然", "620402197402224499")
CLEAN = ("李守信", "620402198503122031")
COMPANY = ("铜城鼎盛建筑劳务有限公司", "91620402MABN2D006M")


@dataclass
class CreditRig:
    """A running platform and the keys to it."""

    url: str
    secret: str
    admin_key: str

    def connect(self, deadline_s: float = 1.0, proof: Proof = Proof.HMAC_SM3) -> CreditPlatform:
        """Open the channel to it."""
        endpoint = Endpoint(url=self.url, deadline_s=deadline_s)
        return CreditPlatform(endpoint, Signature(APP, self.secret, proof))

    def set_fault(self, mode: str, number: str = "all", **measures: int) -> None:
        """Set what goes wrong for everybody, or for one party."""
        with httpx2.Client(base_url=self.url, trust_env=False, timeout=5) as admin:
            document = {"mode": mode, **measures}
            headers = {"X-Admin-Key": self.admin_key}
            admin.put(f"/admin/faults/{number}", json=document, headers=headers).raise_for_status()


@contextmanager
def credit_platform(*options: str) -> Iterator[CreditRig]:
    """Run the platform on a port of its own until the block ends."""
    secret, admin_key = secrets.token_hex(8), secrets.token_hex(8)
    keys = {
        "NUOCHENG_CREDIT_PLATFORM_APP_KEY": APP,
        "NUOCHENG_CREDIT_PLATFORM_SECRET": secret,
        "NUOCHENG_CREDIT_PLATFORM_ADMIN_KEY": admin_key,
    }
    command = [sys.executable, "-m", "nuocheng.simulator.credit_platform", "--today", TODAY, *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, **keys}, cwd=Path(__file__).parents[2]
    )
    assert process.stdout is not None
    # A process that never says where it is must not hang the tests.
    watchdog = threading.Timer(20, process.kill)
    watchdog.start()
    address = process.stdout.readline().strip()
    watchdog.cancel()
    try:
        yield CreditRig(address, secret, admin_key)
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()


def about(who: tuple[str, str], source: str = "serious_dishonesty", **changes: Any) -> Question:
    """Write a proper question about somebody."""
    name, number = who
    proper: dict[str, Any] = {
        "source": source,
        "subject_kind": "person" if len(number) == 18 and number[:17].isdigit() else "organisation",
        "subject_number": number,
        "subject_name": name,
        "fields": ("listed",),
        "purpose": "eligibility_check",
        "basis": "白政办发〔2020〕20号三（二）",
        "request_id": f"X-{secrets.token_hex(8)}",
        "asked_by": "白银区民政局",
        "oldest_acceptable": date(2026, 8, 23),
    }
    return Question(**{**proper, **changes})
