"""A package whose manifest was made anew over changed files is held against what its own events tell."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import archives
import factory
import pytest

from forms import archiving
from qcdesk.errors import Refused
from qcdesk.services.keeping import package, zip_check

Files = dict[str, bytes]
Change = Callable[[dict[str, Any]], object]
MANIFEST, EVENTS = "manifest.json", "events.jsonl"


@pytest.fixture
def files(tmp_path: Path) -> Files:
    desk = factory.make("sqlite", tmp_path / "home")
    case = archives.filled(desk)
    path = tmp_path / "包.zip"
    archiving.save(desk, factory.shelf(), package.of_case(desk, case.case), path)
    desk.close()
    with zipfile.ZipFile(path) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def findings(files: Files, tmp_path: Path, change: Change = dict.copy) -> tuple[str, ...]:
    """Of the files with a manifest that fits them."""
    told = json.loads(files[MANIFEST])
    told["files"] = [
        {**file, "size": len(files[file["name"]]), "sha256": hashlib.sha256(files[file["name"]]).hexdigest()}
        for file in told["files"] if file["name"] in files
    ]  # fmt: skip
    change(told)
    made = tmp_path / "改.zip"
    with zipfile.ZipFile(made, "w") as opened:
        for name, content in {**files, MANIFEST: json.dumps(told).encode()}.items():
            opened.writestr(name, content)
    return zip_check.check(made).findings


def test_a_manifest_made_anew_over_the_same_files_says_nothing(files: Files, tmp_path: Path) -> None:
    assert findings(files, tmp_path) == ()


def test_a_byte_of_the_zip_s_own_list_is_told_as_a_broken_file(files: Files, tmp_path: Path) -> None:
    """Python's zipfile has errors of its own for each, which no list of errors named."""
    content = (tmp_path / "包.zip").read_bytes()
    version, name = content.rindex(b"PK\1\2") + 6, content.rindex("清单.txt".encode())
    for at in (version, name):
        (tmp_path / "改.zip").write_bytes(content[:at] + b"\xff" + content[at + 1 :])
        with pytest.raises(Refused) as told:
            zip_check.check(tmp_path / "改.zip")
        assert told.value.sentence == zip_check.NO_ZIP.format(name="改.zip")


def test_a_changed_photo_is_found_by_the_payload_that_names_it(files: Files, tmp_path: Path) -> None:
    photo = next(name for name in files if name.startswith("photos/"))
    files[photo] += b"1"
    assert any("所写的照片" in one and "不见了或被换过" in one for one in findings(files, tmp_path))


def test_a_cut_event_is_found_by_the_versions_that_do_not_follow(files: Files, tmp_path: Path) -> None:
    lines = files[EVENTS].splitlines(keepends=True)
    saved = [at for at, line in enumerate(lines) if '"payload' in json.loads(line)["detail"]]
    files[EVENTS] = b"".join(line for at, line in enumerate(lines) if at != saved[0])
    assert any("的经过少了一段" in one for one in findings(files, tmp_path))


def test_a_dropped_record_is_found_by_its_events(files: Files, tmp_path: Path) -> None:
    def drop(said: dict[str, Any]) -> None:
        del said["records"][-1]

    assert any(one.endswith("包里却没有它") for one in findings(files, tmp_path, drop))


def test_another_case_s_number_is_found(files: Files, tmp_path: Path) -> None:
    def rename(said: dict[str, Any]) -> None:
        said["case"] = said["records"][0]["number"] = "TS-202611-099"

    assert any("的编号写着 TS-202611-099" in one for one in findings(files, tmp_path, rename))


def test_nonsense_for_a_head_or_a_sequence_stops_nothing(files: Files, tmp_path: Path) -> None:
    first, *others = files[EVENTS].splitlines(keepends=True)
    files[EVENTS] = b"".join([first.replace(b'"seq":', b'"seq":1e400,"s":'), *others])
    assert any("无法核对经过" in one for one in findings(files, tmp_path))
    for head in ([1], {"seq": "x"}, None):
        with pytest.raises(Refused, match=r"清单 .* 被改坏了"):
            findings(files, tmp_path, lambda said, head=head: said.update(head=head))  # type: ignore[misc]
