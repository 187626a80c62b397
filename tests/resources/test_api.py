import pytest

import resources


def test_path_finds_files_and_folders() -> None:
    assert resources.path("fonts/OFL.txt").is_file()
    assert resources.path("fonts").is_dir()


@pytest.mark.parametrize("name", ["../pyproject.toml", "/etc/hostname", "fonts/../../README.md"])
def test_path_stays_inside_resources(name: str) -> None:
    with pytest.raises(ValueError, match="not a resource name"):
        resources.path(name)


def test_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"fonts/none\.ttf"):
        resources.data("fonts/none.ttf")


def test_text_is_the_decoded_data() -> None:
    assert resources.text("fonts/OFL.txt") == resources.data("fonts/OFL.txt").decode("utf-8")
