"""What the page on connecting a platform tells people to type is typed here, and works."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests import builders
from tests.api.rig import machine
from tests.house.plans import ROOT

from nuocheng.edge.clock import now
from nuocheng.kernel.occasion import Role
from nuocheng.platforms import official

PAGE = ROOT / "docs" / "how-to" / "connect-a-platform.md"


def blocks() -> list[str]:
    """Return what the page tells people to type at a platform."""
    return re.findall(r"^```bash\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def typed(script: str, folder: Path, **known: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **known}
    command = ["bash", "-euo", "pipefail", "-c", script]
    return subprocess.run(
        command, env=env, cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.req("S6.4")
@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:No directory at")
def test_what_the_page_tells_people_to_type_works(live_server: Any, tmp_path: Path) -> None:
    known = {"BASE": live_server.url, "KEY": machine(Role.CLERK).key, "ITEM": builders.a_published_item()}
    official.lay_out(now())
    assert len(blocks()) >= 6
    done = typed("\n".join(blocks()), tmp_path, **known)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "notice.pdf").read_bytes().startswith(b"%PDF")
    wrong = typed("\n".join(blocks()), tmp_path, **{**known, "KEY": "wrong"})
    assert wrong.returncode != 0
