"""Where reference sets and the working papers of runs lie on disk; only this system's own account may read them."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings

from nuocheng.verification.channels.batch.wording import MISSING_EXTRA

#: What matching needs, by the names under which it is imported.
NEEDED = ("ibis", "duckdb", "pyarrow")


def missing() -> str:
    """Return what to say where the extra for whole sets is not installed; nothing where it is."""
    return "" if all(find_spec(one) for one in NEEDED) else MISSING_EXTRA


def of_snapshot(reference: str) -> Path:
    """Return the folder of a snapshot."""
    return _made(Path(settings.NUOCHENG_DATA) / "reference" / reference)


def of_batch(reference: str) -> Path:
    """Return the folder of a run."""
    return _made(Path(settings.NUOCHENG_DATA) / "batch" / reference)


def incoming(reference: str) -> Path:
    """Return where the file lies from which a snapshot is laid out."""
    return of_snapshot(reference) / "incoming"


def content(reference: str) -> Path:
    """Return where the columns of a snapshot lie."""
    return of_snapshot(reference) / "content.parquet"


def discard(kind: str, reference: str) -> None:
    """Delete the folder of a snapshot or a run, if it is there."""
    shutil.rmtree(Path(settings.NUOCHENG_DATA) / kind / reference, ignore_errors=True)


def there(kind: str) -> list[str]:
    """Return the references that have a folder."""
    root = Path(settings.NUOCHENG_DATA) / kind
    return sorted(one.name for one in root.iterdir()) if root.is_dir() else []


def _made(path: Path) -> Path:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path
