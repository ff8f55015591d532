"""A batch as a file that somebody carries: a table, a list of contents with digests, and the receipt to be filled in."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import Any

from nuocheng.catalogue.channels.table_file import rows_as_csv
from nuocheng.handover.rules.columns import Table

#: Every packet of the same batch has the same bytes: the clock of whoever made it stays out.
EPOCH = (2020, 1, 1, 0, 0, 0)
RECEIPT_HEADINGS = ("编号", "结果", "原因")
TAKEN, BACK = "收", "退"


def packet(table: Table, content: bytes) -> bytes:
    """Return the packet of a batch: data.csv, receipt.csv, manifest.json."""
    said = json.loads(content)
    data = b"".join(rows_as_csv(_rows(table, said["rows"])))
    receipt = b"".join(rows_as_csv([RECEIPT_HEADINGS, *([row["key"], "", ""] for row in said["rows"])]))
    manifest = {
        name: said[name] for name in ("protocol", "source", "batch", "number", "table", "region", "made_at")
    }
    manifest |= {"title": table.title, "rows": len(said["rows"])}
    manifest["files"] = {"data.csv": hashlib.sha256(data).hexdigest()}
    listed = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, made in (("data.csv", data), ("receipt.csv", receipt), ("manifest.json", listed)):
            packed.writestr(zipfile.ZipInfo(name, EPOCH), made, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def keys(content: bytes) -> list[str]:
    """Return the numbers of the rows of a batch."""
    return [str(row["key"]) for row in json.loads(content)["rows"]]


def _rows(table: Table, rows: list[dict[str, Any]]) -> list[list[str]]:
    """Return the table with a row of headings: the platform's own names where it has any, else ours."""
    codes = list(rows[0]["data"]) if rows else []
    titles = {column.code: column.title for column in table.columns}
    return [
        [titles.get(code, code) for code in codes],
        *([row["data"][code] for code in codes] for row in rows),
    ]
