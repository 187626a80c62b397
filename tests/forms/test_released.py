"""A released edition prints for ever as it was."""

from dataclasses import replace
from pathlib import Path

import paper
import pytest

from forms import released
from forms.grid import Form


def test_released_editions_are_as_they_were() -> None:
    assert released.changed(paper.SHELF.forms, released.released()) == []


def test_every_edition_has_its_fingerprint(form: Form) -> None:
    """Run `python -m forms.released --write` for a new form or revision."""
    assert form.kind.edition in released.released()


def test_a_changed_label_changes_the_fingerprint(form: Form) -> None:
    kind = form.kind
    block = kind.blocks[0]
    fields = (replace(block.fields[0], label="别的"), *block.fields[1:])
    other = replace(form, kind=replace(kind, blocks=(replace(block, fields=fields), *kind.blocks[1:])))
    assert released.fingerprint(other) != released.fingerprint(form)


def test_a_changed_row_or_step_changes_the_fingerprint(form: Form) -> None:
    taller = replace(form, rows=(replace(form.rows[0], height=99), *form.rows[1:]))
    workflow = replace(form.kind.workflow, steps=form.kind.workflow.steps[:-1])
    shorter = replace(form, kind=replace(form.kind, workflow=workflow))
    assert len({released.fingerprint(one) for one in (form, taller, shorter)}) == 3


def test_writing_adds_and_never_changes(tmp_path: Path) -> None:
    file = tmp_path / "released.toml"
    file.write_text('"qc_anomaly@A/0" = "old"\n')
    added = released.write(paper.SHELF.forms, file)
    assert "qc_anomaly@A/0" not in added
    assert "rework_record@A/0" in added
    assert released.released(file)["qc_anomaly@A/0"] == "old"
    assert released.changed(paper.SHELF.forms, released.released(file)) == ["qc_anomaly@A/0"]


def test_command_compares_and_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "released.toml"
    monkeypatch.setattr(released.released, "__defaults__", (file,))
    monkeypatch.setattr(released.write, "__defaults__", (file,))
    assert released.main([]) == 0
    assert released.main(["--write"]) == 0
    assert "released qc_anomaly@A/0" in capsys.readouterr().out
    file.write_text(file.read_text("utf-8").replace('= "', '= "0'), "utf-8")
    assert released.main([]) == 1
    assert "give it a new revision" in capsys.readouterr().err
