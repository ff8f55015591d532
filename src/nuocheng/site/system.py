"""The administrator's page: how the data sources answer, and whether this installation runs as it should."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.conf import settings
from django.contrib import messages
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

import nuocheng
from nuocheng.edge.clock import now, today
from nuocheng.edge.occasions import must_hold
from nuocheng.edge.views import SeeOther
from nuocheng.holdings import queries as holdings
from nuocheng.holdings.channels import scanning
from nuocheng.journal import queries as journal
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.occasion import Role
from nuocheng.law import loading
from nuocheng.law import queries as law
from nuocheng.letters.channels import at_hand as outside
from nuocheng.papers import official as papers
from nuocheng.papers.rendering import NotPrinted, typefaces
from nuocheng.site import health
from nuocheng.verification.channels.at_hand import channels
from nuocheng.verification.queries import sources

LONGEST_WAIT_S = 2.0
ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
PARTS = {"title": "标题", "body": "正文", "kai": "楷体", "head": "黑体"}


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence about the installation, and whether somebody has to see to it."""

    label: str
    text: str
    good: bool = True


@require_GET
def system(request: HttpRequest) -> HttpResponse:
    """Show the data sources and the state of the installation."""
    must_hold(request, Role.ADMINISTRATOR)
    ways = channels()
    context = {
        "ways": [{"key": key, "title": way.title} for key, way in ways.items()],
        "said": [
            *_sources(),
            *_database(),
            *_outside(),
            *_law(),
            *_papers(),
            *_scanner(),
            *_stamp(),
            *_journal(),
            Said("版本", f"诺成{nuocheng.__version__}"),
        ],
    }
    return render(request, "system/system.html", context)


@require_POST
def try_channel(request: HttpRequest, key: str) -> HttpResponse:
    """Ask a channel now whether the other side can be reached, without asking about anybody.

    Raises:
        NotFound: This installation has no such channel.

    """
    must_hold(request, Role.ADMINISTRATOR)
    way = channels().get(key)
    if way is None:
        raise NotFound("没有这个数据来源，请核对")
    found = way.check()
    tell = messages.success if found.ok else messages.warning
    tell(request, f"{way.title}：{found.note}。用时{found.latency_ms}毫秒")
    return SeeOther("/sys/")


@require_GET
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer a watchdog: whether the database can be read, and the law is there; nothing about anybody."""
    try:
        ok = bool(law.provisions("term.", today())) and journal.leaves_waiting() >= 0
    except DatabaseError:
        ok = False
    return JsonResponse({"ok": ok}, status=200 if ok else 503)


def _sources() -> Iterator[Said]:
    """Say what is wrong with the data sources; how each is stands on a page of its own."""
    against = [f"{one.title}：{text}" for one in sources.overview(now()) for text in one.alerts]
    if not against:
        yield Said("数据来源", "没有要处理的")
    for text in against:
        yield Said("数据来源", text, good=False)


def _database() -> Iterator[Said]:
    engine = ENGINES.get(connection.vendor, connection.vendor)
    yield Said("数据库", f"用的是{engine}")
    settings = "，".join(f"{name} = {value}" for name, value in health.state(connection).items())
    yield Said("数据库设置", settings)
    against = health.objections(connection)
    if not against:
        yield Said("断电保护", "已经答复的办件，断电也不会丢")
    for text in against:
        yield Said("断电保护", text, good=False)


def _outside() -> Iterator[Said]:
    ready = outside.ways()
    for key in ("sms", "email"):
        text = "已经接通" if key in ready else "没有接通。消息仍在当事人的账号里，没有账号的寄信"
        yield Said(outside.TITLES[key], text)


def _stamp() -> Iterator[Said]:
    keys = list(papers.public_keys())
    if not papers.signs():
        yield Said("防伪密钥", "没有密钥，文书二维码里没有签名。运行 nuocheng setup 生成", good=False)
        return
    yield Said("防伪密钥", f"文书二维码已签名，公钥编号{'、'.join(keys)}")


def _scanner() -> Iterator[Said]:
    scanner = scanning.at_hand()
    if scanner is None:
        yield Said(
            "病毒查杀", "没有配置查毒程序，上传的文件没有查毒。设置 NUOCHENG_SCANNER 后生效", good=False
        )
        return
    found = replace(scanner, deadline_s=LONGEST_WAIT_S).check()
    later = "先收下，恢复后补查" if settings.NUOCHENG_SCANNER_DOWN == "accept" else "不收文件"
    text = "正常" if found.ok else f"没有回应：{found.note}。这段时间{later}"
    yield Said("病毒查杀", f"{text}。还有{holdings.waiting_to_be_scanned()}个文件等着查", good=found.ok)
    bad = holdings.infected()
    if bad:
        yield Said("查出病毒", f"{bad}个文件收下以后查出病毒，已经封存，不能下载", good=False)


def _law() -> Iterator[Said]:
    for name in loading.preset_names():
        head = loading.document_of(name)["preset"]
        own = [
            one
            for one in law.provisions("", today(), jurisdiction=head["jurisdiction"]).values()
            if one.jurisdiction == head["jurisdiction"]
        ]
        unsure = sum(not one.is_confirmed for one in own)
        text = (
            f"{head['title']}：现行{len(own)}条，其中{unsure}条的原文还没有核对"
            if own
            else f"{head['title']}：没有录入"
        )
        yield Said("规定", text)
    held = Counter(day.year for day in law.calendar().days)
    for year in sorted(held):
        if year in law.calendar().known_years:
            yield Said("工作日日历", f"{year}年：按国务院办公厅通知")
        else:
            yield Said("工作日日历", f"{year}年：放假安排还没有公布，期限暂定")


def _papers() -> Iterator[Said]:
    try:
        faces = typefaces()
    except (NotPrinted, OSError) as problem:
        yield Said("文书字体", f"文书现在排不出来：{problem}", good=False)
        return
    told = "，".join(f"{PARTS.get(part, part)}用{names[0]}" for part, names in faces.items() if names)
    yield Said("文书字体", told)


def _journal() -> Iterator[Said]:
    waiting = journal.leaves_waiting()
    yield Said("公开日志", f"还有{waiting}条等着写进公开日志" if waiting else "没有等着写进公开日志的")
