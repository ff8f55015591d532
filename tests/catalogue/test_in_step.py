"""Search and lists stay in step with the catalogue, whatever is done with it, and are mended if somebody broke them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import transaction
from tests.catalogue.office import DIPLOMA, EDITOR, LAWYER, LEGAL, changed, edition, published, reviewed
from tests.catalogue.stock import BANK, BATHS, in_force, names, supersede

from nuocheng.catalogue import acts
from nuocheng.catalogue.models import CertificateName, Edition, ItemInForce, Listing, ListingInForce, in_step
from nuocheng.catalogue.queries.asking import negative
from nuocheng.catalogue.queries.reindexing import reindex
from nuocheng.catalogue.queries.search import certificate_names, search

pytestmark = [pytest.mark.django_db, pytest.mark.req("S4")]


def test_an_edition_is_found_from_the_moment_it_is_published_and_no_earlier() -> None:
    reference = reviewed()
    assert names("律师执业") == []
    acts.publish(EDITOR, reference)
    assert names("律师执业") == [LAWYER.name]
    assert [one.name for one in certificate_names("犯罪记录")] == ["无犯罪记录证明"]


def test_an_edition_in_the_making_changes_nothing_of_what_is_found() -> None:
    published()
    second = acts.draft_edition(EDITOR, item=changed(name="律师换证")).reference
    acts.amend(EDITOR, second, item=changed(name="律师换发证书"))
    assert names("律师") == [LAWYER.name]


def test_a_superseded_edition_is_gone_at_once_and_its_successor_there() -> None:
    first = published()
    second = supersede(changed(name="律师执业证书核发", certificates=(DIPLOMA,)))
    assert [one.reference for one in search("律师").rows] == [second]
    assert certificate_names("犯罪记录") == []
    assert set(ListingInForce.objects.values_list("edition", flat=True)) == {second}
    assert first != second


def test_a_cancelled_item_is_gone_at_once() -> None:
    reference = published()
    acts.cancel(EDITOR, reference, reason="依据已经废止", basis="关于取消一批事项的决定")
    assert names("律师") == []
    assert negative().rows == []
    assert ListingInForce.objects.count() == ItemInForce.objects.count() == 0


def test_a_suspended_item_is_still_found_and_counts_as_nothing_to_pledge() -> None:
    reference = published()
    acts.suspend(EDITOR, reference, reason="数据来源停用")
    assert names("律师") == [LAWYER.name]
    assert names("律师", pledgeable=True) == names("", pledgeable=True) == []
    assert names("律师", published=True) == names("", published=True) == []
    acts.resume(EDITOR, reference)
    assert names("律师", pledgeable=True) == names("", pledgeable=True) == [LAWYER.name]


def test_what_happens_to_an_edition_in_force_without_changing_it_writes_nothing_anew() -> None:
    reference = published()
    before = list(ItemInForce.objects.values_list("number", flat=True))
    acts.take_on_file(replace(LEGAL, post=replace(LEGAL.post, role="bureau", department="")), reference)
    assert list(ItemInForce.objects.values_list("number", flat=True)) == before


def test_a_row_taken_out_of_the_database_is_gone_from_the_search_as_well() -> None:
    in_force(BATHS, BANK)
    Listing.objects.filter(edition__code=BATHS.code).delete()
    Edition.objects.filter(code=BATHS.code).delete()
    assert names("公共") == []
    assert certificate_names("健康") == []
    assert names("银行") == [BANK.name]


def test_a_deed_that_fails_leaves_the_search_as_it_was() -> None:
    published()
    point = transaction.savepoint()
    supersede(changed(name="律师换发证书"))
    assert names("律师") == ["律师换发证书"]
    transaction.savepoint_rollback(point)
    assert names("律师") == [LAWYER.name]


@pytest.mark.django_db(transaction=True)
def test_the_index_is_empty_once_the_tables_are(transactional_db: None) -> None:
    in_force(BATHS)
    Listing.objects.all().delete()
    Edition.objects.all().delete()
    CertificateName.objects.all().delete()
    in_force(BANK)
    assert names("卫生") == []
    assert names("银行") == [BANK.name]


# --- put right ------------------------------------------------------------------------------------


def test_every_trigger_stands() -> None:
    assert {name for each in in_step.TRIGGERS.values() for name in each} <= in_step.standing()


def test_an_index_that_is_right_is_left_alone() -> None:
    published()
    before = list(ItemInForce.objects.values_list("number", flat=True))
    assert reindex().mended == 0
    assert list(ItemInForce.objects.values_list("number", flat=True)) == before


@pytest.mark.parametrize("broken", ["words", "item", "listings", "stranger"])
def test_an_index_that_somebody_broke_is_mended(broken: str) -> None:
    reference = published()
    if broken == "words":
        Edition.objects.filter(pk=reference).update(words="")
        assert names("律师") == []
    elif broken == "item":
        ItemInForce.objects.all().delete()
    elif broken == "listings":
        ListingInForce.objects.all().delete()
    else:
        row = ItemInForce.objects.get()
        other = reviewed(changed(code="other", name="还没公布的"))
        row.pk, row.number, row.edition_id = row.pk + 1, row.number + 1, other
        row.save(force_insert=True)
        assert len(search("律师").rows) == 2
    assert reindex().mended == 1
    assert names("律师") == [LAWYER.name]
    assert [one.name for one in certificate_names("犯罪记录")] == ["无犯罪记录证明"]
    assert reindex().mended == 0
    edition(reference).seal()  # the words lie outside the seal: what mends them is no act
