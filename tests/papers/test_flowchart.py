"""The flow chart: nothing overlaps, words stay in their boxes, two ways part and join, black on white, light to send."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont
from tests.papers import annexes
from tests.papers.seeing import contrast, strip

from nuocheng.papers import flowchart
from nuocheng.papers.composing import Composer
from nuocheng.papers.flowchart import FlowStep, Placed, cuts, draw, figure, pieces, plan, tell, width_of, wrap

STEPS = tuple(FlowStep(one.title, one.who, one.workdays, one.path) for one in annexes.STEPS)
LONG = "核查承诺的内容（比对不动产登记和房屋租赁备案数据；查不到的，到现场查看）ABCDEFGH@example.gov.cn，再作决定"
MANY = tuple(
    FlowStep(
        f"第{n}步：{LONG[: 6 + 3 * n]}",
        "申请人" if n % 3 == 0 else "白银市白银区住房和城乡建设局行政审批服务股",
        n,
        path,
    )
    for n, path in enumerate((*["both"] * 3, *["pledge", "ordinary"] * 5, *["both"] * 4, *["ordinary"] * 3))
)
TEXTS = st.text(st.sampled_from("核查承诺，。；：（）《》的内容abcWM 0123@-"), min_size=1, max_size=60)
ANY_STEPS = st.lists(
    st.builds(
        FlowStep,
        TEXTS,
        st.sampled_from(["申请人", "窗口", "白银市白银区住房和城乡建设局行政审批服务股"]),
        st.integers(0, 60),
        st.sampled_from(["both", "pledge", "ordinary"]),
    ),
    max_size=20,
)


def overlapping(boxes: list[Placed]) -> list[tuple[Placed, Placed]]:
    return [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.bottom
        and other.top < one.bottom
    ]


def running_over(boxes: list[Placed]) -> list[str]:
    """Return the lines that are wider than their box, and those of boxes too low for their lines."""
    found = []
    for box in boxes:
        for place, line in enumerate(box.lines):
            size = flowchart.SMALL if place >= len(box.lines) - box.fine else flowchart.TITLE
            if width_of(line, size) > box.width - 2 * 6:
                found.append(line)
        if len(box.lines) * flowchart.LEAD > box.height:
            found.append(f"{len(box.lines)} lines in {box.height}")
    return found


@pytest.mark.req("S6.2")
@pytest.mark.parametrize("steps", [(), STEPS[:1], STEPS, MANY], ids=["none", "one", "usual", "twenty"])
def test_no_two_boxes_overlap_and_no_word_runs_out_of_its_box(steps: tuple[FlowStep, ...]) -> None:
    chart = plan(steps)
    assert len(chart.boxes) == len(steps) + 2 + sum(box.shape == "choice" for box in chart.boxes)
    assert overlapping(chart.boxes) == []
    assert running_over(chart.boxes) == []
    assert all(box.left >= 0 and box.left + box.width <= flowchart.WIDTH for box in chart.boxes)
    assert all(box.bottom <= chart.height for box in chart.boxes)


@settings(max_examples=60, deadline=None)
@given(ANY_STEPS)
def test_no_steps_whatever_overlap_or_run_over(steps: list[FlowStep]) -> None:
    chart = plan(steps)
    assert overlapping(chart.boxes) == []
    assert running_over(chart.boxes) == []
    ET.fromstring(draw(steps, "办理流程图"))


def test_the_checks_see_boxes_that_overlap_and_words_that_run_over() -> None:
    box = Placed("square", 0, 0, 100, 40, ("很长很长很长很长的一行字",))
    assert overlapping([box, Placed("square", 90, 30, 100, 40, ())]) != []
    assert running_over([box]) == [box.lines[0]]


def test_words_are_reckoned_wider_than_the_typeface_sets_them(composer: Composer) -> None:
    path = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"
    try:
        face = ImageFont.truetype(path, 100)
    except OSError:
        pytest.skip("needs Noto Sans CJK to measure with")
    for step in (*STEPS, *MANY):
        assert face.getlength(step.title) <= width_of(step.title, 100) + 1


def test_lines_break_where_chinese_may_break() -> None:
    lines = wrap("看完告知书（共2页），签署告知承诺书；不会写字的，按手印。", 15, 120)
    assert len(lines) > 3
    assert not any(line[0] in "，。；（）》"[:3] + "）" for line in lines)
    assert not any(line.endswith("（") for line in lines)
    assert "".join(lines) == "看完告知书（共2页），签署告知承诺书；不会写字的，按手印。"
    assert wrap("发到abc@example.gov.cn邮箱", 15, 200)[0] == "发到"
    assert [len(one) for one in wrap("一二三四五六七八九十甲", 10, 100)] == [6, 5], "no line of one character"


def test_the_ways_part_and_join_and_each_step_stands_on_its_own() -> None:
    chart = plan(STEPS)
    sides = {
        re.sub(r"^\d+\. ", "", "".join(box.lines[: len(box.lines) - box.fine])): box.middle
        for box in chart.boxes
    }
    for step in STEPS:
        place = {"both": flowchart.MIDDLE, "pledge": flowchart.SIDES[0], "ordinary": flowchart.SIDES[1]}[
            step.path
        ]
        assert sides[step.title] == place
    assert [name for _, _, name in chart.names] == ["写承诺，不交证明", "交证明"] * 2
    joined = [line for line in chart.lines if line.endswith(f"H{flowchart.MIDDLE}")]
    assert len(joined) == 4, "each of two ways comes back twice"


@pytest.mark.req("S6.2")
def test_the_drawing_names_itself_and_says_where_the_words_are() -> None:
    tree = ET.fromstring(draw(STEPS, "办理流程图", key="chart"))
    space = "{http://www.w3.org/2000/svg}"
    assert tree.get("role") == "img"
    named = (tree.get("aria-labelledby") or "").split()
    found = {one.get("id"): one.text for one in tree if one.tag in {f"{space}title", f"{space}desc"}}
    assert [found[one] for one in named] == ["办理流程图", "共9步，旁边的清单逐步说明。"]


def test_who_acts_is_told_by_shape_and_by_word_never_by_colour() -> None:
    svg = draw(STEPS, "办理流程图")
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", svg)) <= {"#fff", "#000"}
    chart = plan(STEPS)
    for box in chart.boxes:
        if box.shape in {"round", "square"}:
            assert (box.shape == "round") is any(line.startswith("申请人") for line in box.lines)


def test_the_list_tells_the_same_steps_with_way_who_and_time() -> None:
    told = tell(STEPS)
    assert len(told) == len(STEPS)
    assert told[0] == "申请人：提交申请，或者到窗口递交"
    assert told[5] == "交证明的，窗口：查看材料是否齐全（5个工作日内）"
    assert figure(STEPS, "图").steps == told


def test_twenty_steps_weigh_at_most_ten_kilobytes() -> None:
    steps = [
        FlowStep(f"第{n}步要做的事情，写得清清楚楚，一共三十个字左右，不再长", "白银区卫生健康局", n)
        for n in range(20)
    ]
    assert len(draw(steps, "办理流程图").encode()) <= 10_240


def test_a_title_is_never_read_as_markup() -> None:
    evil = '<script>"&\'</text><g onload="x()">'
    steps = [FlowStep(evil, evil)]
    tree = ET.fromstring(draw(steps, evil))
    assert not [one for one in tree.iter() if "script" in one.tag or one.get("onload")]
    whole = "".join(one.text or "" for one in tree.iter("{http://www.w3.org/2000/svg}text"))
    assert "<script>" in whole


def test_a_tall_chart_is_cut_between_boxes_and_loses_no_word() -> None:
    chart = plan(MANY)
    at = cuts(chart)
    assert at
    assert not [box for box in chart.boxes for cut in at if box.top < cut < box.bottom]
    drawn = figure(MANY, "图")
    parts = pieces(drawn.svg, drawn.cuts)
    assert len(parts) == len(at) + 1
    said = [one["text"] for _, words in parts for one in words]
    assert sorted(said) == sorted(
        [line for box in chart.boxes for line in box.lines] + [n for _, _, n in chart.names]
    )
    assert cuts(plan(STEPS[:2])) == ()


def test_the_chart_in_pixels_is_black_on_white(bare: Composer) -> None:
    (png,) = bare.pictures(figure(STEPS[:3], "图"))
    grey = strip(png)
    low, high = grey.getextrema()
    assert isinstance(low, int)
    assert isinstance(high, int)
    assert contrast(low, high) > 20
    dark = sum(grey.histogram()[:100]) / (grey.width * grey.height)
    assert 0.01 < dark < 0.3, "lines and letters, no blot"
