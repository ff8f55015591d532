"""What the shared checks assert is shown as fully as what a test asserts itself."""

import pytest

pytest.register_assert_rewrite("tests.acts.standard", "tests.rules.hearing")
