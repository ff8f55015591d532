"""What every test of the law office needs: no copy left over from the test before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nuocheng.law.queries import invalidate


@pytest.fixture(autouse=True)
def _nothing_left_over() -> Iterator[None]:
    invalidate()
    yield
    invalidate()
