"""What is written in the stories of the sample factory: sound before anybody tells them."""

import json
from typing import Any

import pytest

import resources
from forms import registry
from qcdesk.cases import choices

KINDS = registry.load().kinds
STORIES: list[dict[str, Any]] = [
    story for name in ("cases", "sheets") for story in json.loads(resources.data(f"sample/{name}.json"))
]
LOGINS = {person["login"] for person in resources.toml("sample/people.toml")["person"]}


def values_of(name: str) -> list[Any]:
    """Every value of that name in every story, those in the lines of tables too."""
    sets = [event.get("set", {}) for story in STORIES for event in story["events"]]
    rows = [row for told in sets for value in told.values() if isinstance(value, list) for row in value]
    return [told[name] for told in (*sets, *(row for row in rows if isinstance(row, dict))) if name in told]


def test_each_story_has_its_own_name() -> None:
    names = [story["name"] for story in STORIES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("story", STORIES, ids=[story["name"] for story in STORIES])
def test_a_story_is_told_by_people_of_the_factory_about_sheets_that_were_opened(story: dict[str, Any]) -> None:
    opened: set[str] = set()
    for event in story["events"]:
        assert event["by"] in LOGINS
        assert set(event) <= {"at", "by", "do", "on", "form", "set", "why", "line", "due", "witness", "month"}
        if event["do"] == "open":
            assert KINDS.newest(event["form"])
            opened.add(event["on"])
        assert event.get("on") in {None, *opened}


@pytest.mark.parametrize("story", STORIES, ids=[story["name"] for story in STORIES])
def test_a_story_is_told_in_its_order(story: dict[str, Any]) -> None:
    moments = [(int(day), clock) for day, _, clock in (event["at"].partition(" ") for event in story["events"])]
    assert moments == sorted(moments)


def test_masters_of_the_stories_are_the_sample_factory_s() -> None:
    assert set(values_of("customer")) <= {row["name"] for row in resources.table("sample/customers.csv")}
    assert set(values_of("product_name")) <= {row["name"] for row in resources.table("sample/products.csv")}
    defects = {row["item"] for row in resources.table("starter/defects.csv")}
    assert {item for items in values_of("defect_codes") for item in items} <= defects


def test_no_day_is_written_out() -> None:
    """It would grow old."""
    assert "2026-" not in json.dumps(STORIES, ensure_ascii=False)


def test_photos_are_there() -> None:
    names = [name for story in STORIES for event in story["events"] for key, value in event.get("set", {}).items()
             if key.endswith("_photos") for name in value]  # fmt: skip
    assert len(names) > 10
    assert all(resources.path(f"sample/{name}").is_file() for name in names)


def test_every_kind_of_case_is_told() -> None:
    assert set(values_of("case_kind")) == {choices.COMPLAINT, choices.FEEDBACK, choices.IN_HOUSE}
