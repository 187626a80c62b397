"""E0.3: each cause goes to its own people, who alone fill in its analysis."""

import pytest

from qcdesk.cases import turns
from qcdesk.cases.kind import KIND

ALWAYS = {"duty", "qcmgr"}


@pytest.mark.parametrize(
    ("branch", "theirs"),
    [
        ("加工装配不良", {"pemgr"}), ("结构工艺不良", {"eng", "engmgr"}), ("物料问题", {"iqc", "purch"}),
        ("用户使用不当", {"sales"}),
    ],
)  # fmt: skip
def test_analysis_is_filled_in_by_those_to_whom_its_cause_goes(branch: str, theirs: set[str]) -> None:
    found = set(turns.roles(KIND, KIND.block_of("cause"), {"branch": branch}))
    assert found - ALWAYS == theirs
    assert set(turns.analysts(KIND, {"branch": branch})) >= theirs


def test_countermeasure_is_of_all_who_answer_and_of_sales_where_it_was_used_wrongly() -> None:
    own, misused = (
        set(turns.roles(KIND, KIND.block_of("plan"), {"branch": name})) for name in ("物料问题", "用户使用不当")
    )
    assert (misused - own, "eng" in own) == ({"sales"}, True)


def test_block_without_steps_of_a_cause_is_of_its_own_roles() -> None:
    block = KIND.block_of("handled")
    assert turns.roles(KIND, block, {}) == (block.role, *block.also)
