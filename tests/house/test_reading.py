"""A GET cannot write: the guard holds for every reading request, and only for those."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from nuocheng.kernel.errors import DirtyRead
from nuocheng.people.models import Account, Department, PostHeld
from nuocheng.site.reading import ReadingOnly, only_reading

CODE = "of-this-test-only"
WRITES = [
    "INSERT INTO people_department (code) VALUES ('1')",
    "UPDATE people_department SET name = 'x'",
    "DELETE FROM people_department",
    "  delete from people_department",
    "DROP TABLE people_department",
    "REPLACE INTO people_department (code) VALUES ('1')",
    "TRUNCATE people_department",
    "WITH one AS (SELECT 1) DELETE FROM people_department",
    "WITH one AS (SELECT 1)\nDELETE FROM people_department",
    "WITH one AS (DELETE FROM people_department RETURNING code) SELECT * FROM one",
    "EXPLAIN ANALYZE DELETE FROM people_department",
    "SELECT 1; DELETE FROM people_department",
    "PRAGMA writable_schema = 1",
]
READS = [
    "SELECT 1",
    "select code from people_department where name = 'DELETE this'",
    "WITH one AS (SELECT 1) SELECT * FROM one",
    "SAVEPOINT s1",
    "RELEASE SAVEPOINT s1",
    "EXPLAIN QUERY PLAN SELECT 1",
]


def through(method: str, view: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """Send a request of that method through the guard to a view."""
    answer = ReadingOnly(view)(RequestFactory().generic(method, "/"))
    assert isinstance(answer, HttpResponse)
    return answer


def found_a_department(request: HttpRequest) -> HttpResponse:
    """Write, as a careless view might."""
    Department.objects.create(code=CODE, name="某局", short="某局", mark="某")
    return HttpResponse("written")


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_a_reading_request_that_writes_is_stopped(method: str) -> None:
    with pytest.raises(DirtyRead), transaction.atomic():
        through(method, found_a_department)
    assert not Department.objects.filter(code=CODE).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_the_same_view_may_write_when_asked_to(method: str) -> None:
    assert through(method, found_a_department).content == b"written"
    assert Department.objects.filter(code=CODE).exists()


@pytest.mark.django_db
def test_the_guard_is_gone_after_the_request() -> None:
    through("GET", lambda _: HttpResponse(str(Department.objects.count())))
    assert only_reading not in connection.execute_wrappers
    Department.objects.create(code=CODE, name="某局", short="某局", mark="某")


@pytest.mark.parametrize("sql", WRITES)
def test_a_statement_that_writes_is_seen_as_one(sql: str) -> None:
    with pytest.raises(DirtyRead):
        only_reading(lambda *_: "done", sql, None, False, {})


@pytest.mark.parametrize("sql", READS)
def test_a_statement_that_reads_is_let_through(sql: str) -> None:
    assert only_reading(lambda *_: "done", sql, None, False, {}) == "done"


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Yield every address of the house that needs nothing filled in."""
    for one in resolver.url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one, here)
        elif isinstance(one, URLPattern) and not set("<>^$()") & set(here):
            yield f"/{here}"


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore:No directory at")
@pytest.mark.parametrize("signed_in", [False, True], ids=["a stranger", "somebody with every post"])
def test_no_page_of_the_house_writes_when_it_is_read(signed_in: bool, settings: Any) -> None:
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    client = Client(raise_request_exception=False)
    if signed_in:
        client.force_login(_everybody(), backend="django.contrib.auth.backends.ModelBackend")
    dirty: list[str] = []

    def look(**what: object) -> None:
        if isinstance(sys.exc_info()[1], DirtyRead):
            dirty.append(str(getattr(what["request"], "path", "")))

    got_request_exception.connect(look)
    try:
        asked = sorted(set(addresses(get_resolver())))
        opened = [address for address in asked if client.get(address).status_code == 200]
    finally:
        got_request_exception.disconnect(look)
    assert len(opened) >= (10 if signed_in else 5)
    assert dirty == []


def _everybody() -> Account:
    """Return an account that holds every post, so that every page opens."""
    department = Department.objects.create(code=CODE, name="某局", short="某局", mark="某")
    account = Account.objects.create("everybody", "x" * 12, name="某人", number="620402199001010017")
    for role, _ in PostHeld._meta.get_field("role").choices or []:
        PostHeld.objects.create(account=account, role=role, department=department, since="2020-01-01")
    return account
