"""A hand on a pad: strokes are kept, the picture is ours, and a dot is no name."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from tests.methods.asking import ASKED, COMPANY

from nuocheng.cases.methods import handwriting
from nuocheng.cases.rules.ceremony import Evidence
from nuocheng.edge import pads
from nuocheng.kernel.errors import Malformed

NAME = [[[60, 60], [300, 60], [300, 180]], [[350, 40], [350, 200]], [[400, 100], [520, 130]]]


def verify(strokes: Any) -> handwriting.Verified:
    """Verify some strokes as a browser sends them."""
    content = strokes if isinstance(strokes, bytes) else json.dumps(strokes).encode()
    return handwriting.METHOD.verify(ASKED, [Evidence("strokes", content)])


def test_a_written_name_is_kept_as_strokes_and_as_a_picture_drawn_from_them() -> None:
    done = verify(NAME)
    strokes, picture = done.kept
    assert done.name == COMPANY
    assert json.loads(strokes.content) == NAME
    assert Image.open(BytesIO(picture.content)).size == (600, 240)
    assert picture.content == pads.draw(pads.read(strokes.content))


@pytest.mark.parametrize(
    ("strokes", "says"),
    [
        ([], "还是空的"),
        ([[]], "还是空的"),
        (b"", "还是空的"),
        ([[[300, 100]]], "只有很少几笔"),
        ([[[300, 100], [301, 101], [300, 100]]], "只有很少几笔"),
        ([[[300, 100], [310, 110]] * 40], "只有很少几笔"),
        (b"not json", "没有传过来"),
        ({"a": 1}, "没有传过来"),
        ([[["x", 1]]], "没有传过来"),
        ([[[float("nan"), 1]]], "没有传过来"),
        ([[[1]]], "没有传过来"),
        (7, "没有传过来"),
        ([[[0, 0], [600, 240]] * 20_000], "没有传过来"),
        (b"[" * 100_000, "没有传过来"),
    ],
)
def test_what_is_no_name_is_refused(strokes: Any, says: str) -> None:
    with pytest.raises(Malformed, match=says):
        verify(strokes)


def test_ink_beyond_the_pad_is_brought_back_to_its_edge() -> None:
    (strokes, _) = verify([[[-9999, -5], [99999, 99999]]]).kept
    assert json.loads(strokes.content) == [[[0.0, 0.0], [600.0, 240.0]]]
