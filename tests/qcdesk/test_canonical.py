"""One text for one content."""

import pytest

from qcdesk import canonical


def test_order_of_keys_and_blanks_do_not_matter() -> None:
    assert canonical.dump({"b": [1, "断"], "a": None}) == '{"a":null,"b":[1,"断"]}'
    assert canonical.load(canonical.dump({"批号": "B261017-02"})) == {"批号": "B261017-02"}


@pytest.mark.parametrize("text", ["[]", '"a"', "3", "null"])
def test_payload_is_an_object(text: str) -> None:
    with pytest.raises(ValueError, match="a payload is a JSON object"):
        canonical.load(text)


def test_digest_is_of_the_utf8_bytes() -> None:
    assert canonical.digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert canonical.digest("断裂") != canonical.digest("断 裂")


def test_differences_name_what_was_added_changed_and_removed() -> None:
    assert canonical.differences({"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 5, "d": 4}) == {
        "b": {"from": 2, "to": 5},
        "c": {"from": 3, "to": None},
        "d": {"from": None, "to": 4},
    }
