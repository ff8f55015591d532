"""The web process asks, the press works: small memory here, no secrets there, and it comes back when it has gone."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from tests.papers import samples

from nuocheng.papers import rendering
from nuocheng.papers.composing import Composer
from nuocheng.papers.rendering import NotPrinted, Press, docx, preview, render, typefaces
from nuocheng.papers.typefaces import shelf_of_this_machine

CONTENT = samples.DECISION.as_json()
ORDER = {"ask": "paper", "form": "decision", "content": CONTENT, "large": False}


@pytest.fixture
def press() -> Iterator[Press]:
    press = Press()
    yield press
    press.close()


def until(true: object, seconds: float = 10) -> bool:
    assert callable(true)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("large", [False, True])
def test_the_press_makes_the_same_bytes_as_typesetting_in_place(large: bool) -> None:
    here = Composer(shelf_of_this_machine())
    for paper in (samples.SIGNED, samples.DECISION, samples.INTENDED):
        assert render(paper.form, paper.as_json(), large=large) == here.compose(
            paper.form, paper.as_json(), large=large
        )


def test_an_unknown_form_is_refused_before_the_press_hears_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "_THE_PRESS", None)
    for form in ("", "house", "../content", "decision.typ"):
        with pytest.raises(ValueError, match="no such form"):
            render(form, CONTENT)


def test_content_that_lacks_a_part_or_has_one_too_many_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="remedy"):
        render("decision", {key: value for key, value in CONTENT.items() if key != "remedy"})
    with pytest.raises(ValueError, match="seal"):
        render("decision", CONTENT | {"seal": "公章.png"})


def test_content_broken_inside_is_refused_and_the_press_goes_on() -> None:
    with pytest.raises(NotPrinted):
        render("decision", CONTENT | {"facts": 3})
    with pytest.raises(NotPrinted):
        render("decision", CONTENT | {"dated": "明天"})
    assert render("decision", CONTENT).startswith(b"%PDF-")


MEMORY = (
    "import sys; sys.path[:0] = sys.argv[1:]\n"
    "from nuocheng.papers.rendering import check_template, docx, preview, render\n"
    "from tests.papers import samples\n"
    "paper = samples.SIGNED\n"
    "rss = lambda: int(open('/proc/self/statm').read().split()[1]) * 4\n"
    "before = rss()\n"
    "assert render(paper.form, paper.as_json()).startswith(b'%PDF-')\n"
    "assert docx(paper.form, paper.as_json()).startswith(b'PK')\n"
    "assert '可以承诺代替' in preview(paper.form, paper.as_json())\n"
    "assert check_template(b'PK')\n"
    "after = rss()\n"
)


def test_the_web_process_loads_neither_the_typesetter_nor_word_nor_the_reader_of_uploads() -> None:
    loaded = "print(sorted({'typst', 'segno', 'docx', 'lxml', 'PIL'} & set(sys.modules)), after - before)"
    names, grown = in_a_new_process(MEMORY + loaded).rsplit(" ", 1)
    assert names == "[]"
    assert int(grown) < 5000, "kB that a letter, a Word file and a preview cost the web process"


def test_a_process_that_loads_them_is_caught() -> None:
    names = in_a_new_process("import sys, docx\nprint(sorted({'docx', 'lxml'} & set(sys.modules)))")
    assert names == "['docx', 'lxml']"


def in_a_new_process(code: str) -> str:
    """Return what a program prints."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", code, str(root / "src"), str(root)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_a_press_that_only_prints_does_not_load_word(press: Press) -> None:
    maps = Path(f"/proc/{press.pid}/maps") if press.make(ORDER) and press.pid else Path("/")
    assert "lxml" not in maps.read_text()
    press.make(
        {"ask": "docx", "form": "notice_and_pledge", "content": samples.SIGNED.as_json(), "large": False}
    )
    assert "lxml" in maps.read_text(), "the check sees what is loaded"


def test_word_and_preview_refuse_what_is_no_form_of_theirs() -> None:
    for make in (docx, preview):
        with pytest.raises(ValueError, match="no such form"):
            make("../content", CONTENT)
        with pytest.raises(ValueError, match="PDF only"):
            make("intended_measures", samples.INTENDED.as_json())
        with pytest.raises(ValueError, match="lacks"):
            make("notice_and_pledge", CONTENT)


def test_the_press_goes_home_when_idle_and_comes_back_when_asked(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUOCHENG_PRESS_IDLE", "0.2")
    first = press.make(ORDER)
    assert until(lambda: press.pid is None)
    assert press.make(ORDER) == first


def test_a_press_that_dies_is_replaced_unseen(press: Press) -> None:
    first = press.make(ORDER)
    old = press.pid
    assert old is not None
    os.kill(old, 9)
    assert press.make(ORDER) == first
    assert press.pid != old


def test_a_press_that_takes_too_long_is_stopped_and_said_so() -> None:
    hasty = Press(patience=0.001)
    with pytest.raises(NotPrinted, match="longer than"):
        hasty.make(ORDER)
    assert until(lambda: hasty.pid is None)
    hasty.close()


def test_a_press_that_cannot_start_is_said_so(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering.sys, "executable", "/bin/false")
    with pytest.raises(NotPrinted, match="fell over"):
        press.make(ORDER)


@pytest.mark.skipif(
    not Path("/proc/self/environ").exists(), reason="reads the environment of a process from /proc"
)
def test_no_secret_of_the_web_process_reaches_the_press(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUOCHENG_SECRET_KEY", "do-not-tell")
    monkeypatch.setenv("DATABASE_URL", "do-not-tell")
    monkeypatch.setenv("NUOCHENG_PRINT_SYSTEM_FONTS", "no")
    press.make(ORDER)
    told = Path(f"/proc/{press.pid}/environ").read_bytes()
    assert b"do-not-tell" not in told
    assert b"NUOCHENG_PRINT_SYSTEM_FONTS=no" in told


def test_many_threads_share_one_press(press: Press) -> None:
    orders = [
        ORDER | {"content": replace(samples.DECISION, number=f"白区卫许准〔2026〕{n}号").as_json()}
        for n in range(8)
    ]
    alone = [press.make(order) for order in orders]
    pid = press.pid
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(press.make, orders)) == alone
    assert press.pid == pid


def test_no_press_is_left_behind_when_the_web_process_ends() -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from nuocheng.papers import rendering\n"
        "rendering.typefaces(); print(rendering._THE_PRESS.pid)"
    )
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", code, str(root / "src")], capture_output=True, text=True, check=True
    )
    assert until(lambda: not Path(f"/proc/{int(ran.stdout)}").exists())


def test_the_typefaces_in_use_can_be_shown_on_a_health_page() -> None:
    faces = typefaces()
    assert set(faces) == {"title", "body", "kai", "head"}
    assert all(faces.values())
