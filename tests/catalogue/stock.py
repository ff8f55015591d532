"""Items in force in bulk, as the tests of the search need them."""

from __future__ import annotations

from typing import Any

from tests.catalogue.office import AT, EDITOR, JUSTICE, LEGAL, departments

from nuocheng.catalogue import acts
from nuocheng.catalogue.models import Edition, Listing
from nuocheng.catalogue.queries import grams
from nuocheng.catalogue.queries.search import Only, search
from nuocheng.catalogue.rules.content import Certificate, Disposition, Item, ItemKind
from nuocheng.journal.files import new_id


def item(name: str, *certificates: str, **what: Any) -> Item:
    asked = tuple(
        Certificate(f"k{at}", one, Disposition.SUBMIT, issuer="有关单位")
        for at, one in enumerate(certificates)
    )
    code = what.pop("code", f"x-{grams.fold(name)[:6].encode().hex()[:30]}-{len(name)}")
    return Item(code, name, ItemKind.LICENSE, what.pop("department", JUSTICE), asked, **what)


def in_force(*items: Item) -> None:
    """Put items in force as a release before this one would have left them: no act, only rows."""
    departments()
    for one in items:
        row = Edition.objects.create(
            reference=f"{one.code}-v1", code=one.code, version=1, name=one.name, item_kind=one.kind,
            content="{}", digest="0" * 64, department=one.department, state="published", opened_at=AT,
            moved_at=AT, published_at=AT, pledgeable=len(one.pledgeable), yearly=one.yearly,
            words=grams.words_of(one, ("白银区司法局",)),
        )  # fmt: skip
        Listing.objects.bulk_create(
            Listing(id=new_id(), edition=row, position=at, key=c.key, certificate=c.name, disposition=c.disposition,
                    issuer=c.issuer, ground=c.ground, reason=c.reason)
            for at, c in enumerate(one.certificates)
        )  # fmt: skip


def names(words: str, **only: Any) -> list[str]:
    return [one.name for one in search(words, only=Only(**only)).rows]


def supersede(becomes: Item) -> str:
    reference = acts.draft_edition(EDITOR, item=becomes).reference
    acts.send_to_review(EDITOR, reference)
    acts.pass_review(LEGAL, reference)
    acts.publish(EDITOR, reference)
    return reference


BATHS = item("公共场所卫生许可证核发", "营业场所使用权证明", "从业人员健康证明")
LAW_FIRM = item("律师事务所（分所）设立许可", "无犯罪记录证明", "身份证复印件")
BANK = item("银行业金融机构设立", "验资报告", aliases=("开银行",))
SMOKE = item("烟草专卖零售许可证（ＡＢ类）", "身份证", "场地证明")
TWINS = (BATHS, LAW_FIRM, BANK, SMOKE)
