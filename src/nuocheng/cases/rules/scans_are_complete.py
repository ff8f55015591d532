"""The rule that objects when a paper signed at the window is not wholly on file."""

from __future__ import annotations

from datetime import date

from nuocheng.cases.rules.facts import ScannedPaper
from nuocheng.cases.rules.sources import NOTICE_SIGNED
from nuocheng.kernel.rulings import rule


@rule(title="签字的纸扫描齐全", cites=(NOTICE_SIGNED,), since=date(2020, 4, 3))
def scans_are_complete(facts: ScannedPaper) -> str | None:
    """Object when a signed page is missing, came twice, belongs nowhere yet, or seems to lack its signature."""
    if not facts.required:
        return None
    if facts.unplaced:
        return f"有{facts.unplaced}页没认出二维码，请手工选页，或标记不用"
    if not facts.pages:
        return "签了字的纸还没有扫描，请扫描或上传，再提交"
    missing = [page for page in range(1, facts.of + 1) if page not in facts.pages]
    if missing:
        return f"第{'、'.join(map(str, missing))}页还没扫，请补扫"
    twice = sorted({page for page in facts.pages if facts.pages.count(page) > 1})
    if twice:
        return f"第{'、'.join(map(str, twice))}页扫了两次，请选留哪一张"
    return _unsigned(facts)


def _unsigned(facts: ScannedPaper) -> str | None:
    """Object to an empty place to sign; who pledges nothing signs the notice only."""
    enough = facts.empty < facts.places if facts.notice_only else not facts.empty
    if enough or not facts.unsigned:
        return None
    return f"第{'、'.join(map(str, facts.unsigned))}页的签名区好像是空的，请看一眼原件，确认签了再提交"
