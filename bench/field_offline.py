"""Without a network in the field: twenty rounds of twenty saves with photographs, and nothing lost, nothing there twice.

    python -m bench.field_offline http://127.0.0.1:8000 [rounds] [saves]

Asks a demonstration that runs already. Each round is a phone that was never here before: it signs in, waits until the page
says that it can do without a network, loses it, saves, loads the page again right after a save, comes back and uploads.
In every third round the first requests never arrive, in every third the first replies never come back. Then the
controls: scripts that break a promise each must lose something, or nothing here can be believed.
"""

from __future__ import annotations

import sys

from playwright.sync_api import Browser, sync_playwright
from tests.browser.afield import BROKEN, Faults, go_round
from tests.browser.conftest import FLAGS, chromium_at
from tests.browser.line import Line, laid

FAULTS = (Faults(), Faults(drops=3), Faults(loses=5))


def main(house: str, rounds: int = 20, saves: int = 20) -> int:
    """Go all rounds and the controls; return 1 if anything was lost or doubled, or a control lost nothing."""
    with sync_playwright() as driver, laid(house) as line:
        browser = driver.chromium.launch(executable_path=chromium_at(), args=list(FLAGS))
        wrong = _rounds(browser, line, rounds, saves)
        wrong += _controls(browser, line)
        browser.close()
    return int(wrong > 0)


def _rounds(browser: Browser, line: Line, rounds: int, saves: int) -> int:
    wrong, posts = 0, 0
    for number in range(1, rounds + 1):
        before = line.posts
        done = go_round(browser, line, saves, f"轮{number}：", FAULTS[number % 3])
        posts += line.posts - before
        wrong += not done.whole
        said = "whole" if done.whole else f"LOST {done.lost} DOUBLED {done.doubled}"
        print(
            f"round {number}: {done.saves} saves, {FAULTS[number % 3]}, {done.seconds:.0f} s: {said}",
            flush=True,
        )
    print(
        f"{rounds} rounds, {rounds * saves} saves, {posts} requests sent: {wrong} rounds went wrong",
        flush=True,
    )
    return wrong


def _controls(browser: Browser, line: Line) -> int:
    wrong = 0
    for name, change in BROKEN.items():
        line.doctored = {"verification/field": change}
        done = go_round(browser, line, 5, f"坏{len(name)}：", Faults(drops=1))
        line.doctored = {}
        wrong += not done.lost
        print(
            f"control “{name}”: lost {len(done.lost)} of {done.saves}{'' if done.lost else ', NOTHING LOST'}",
            flush=True,
        )
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *(int(one) for one in sys.argv[2:])))
