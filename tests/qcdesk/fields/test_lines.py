"""Line tables and photos: lists whose rows are checked one by one."""

import pytest

from qcdesk.fields import Auto, Calc, Count, Day, Lines, Number, Photos, Printed, Text, Unfit, UnfitRows

TABLE = Lines("exec_lines", "返工/返修执行", most=3, columns=(
    Auto("seq", "序号", what="row"), Day("work_date", "日期"), Text("process", "工序", limit=6),
    Count("qty_in", "投入数"),
    Number("hours", "工时(h)", places=2),
))  # fmt: skip
PHOTOS = Photos("description_photos", "不良照片", most=2)
SHA = "ab" * 32


def faults(raw: object) -> list[str]:
    with pytest.raises(UnfitRows) as told:
        TABLE.parse(raw)
    return [str(fault) for fault in told.value.faults]


def test_rows_are_parsed_cell_by_cell() -> None:
    raw = [{"work_date": "2026/11/5", "process": "拆片", "qty_in": "１６３", "hours": "3.50", "seq": 9}]
    assert TABLE.parse(raw) == [{"work_date": "2026-11-05", "process": "拆片", "qty_in": 163, "hours": "3.5"}]


def test_empty_rows_at_the_end_go_and_those_between_stay() -> None:
    assert TABLE.parse([{"process": "拆片"}, {}, {"process": None}]) == [{"process": "拆片"}]
    assert TABLE.parse([{}, {"process": "拆片"}]) == [{}, {"process": "拆片"}]
    assert (TABLE.parse(None), TABLE.parse([]), TABLE.parse([{}])) == (None, None, None)


def test_every_wrong_cell_is_named_with_its_row() -> None:
    raw = [{"qty_in": "很多", "process": "拆下反光片重上"}, {"work_date": "昨天", "weight": 1}, "拆片"]
    assert faults(raw) == [
        "第 1 行 投入数：“很多”不是数字，这里要填数字",
        "第 1 行 工序：最多 6 个字，现在有 7 个，请删去 1 个",
        "第 2 行 日期：“昨天”不是日期，例如 2026-11-03",
        "第 2 行 返工/返修执行：没有“weight”这一列",
        "第 3 行 返工/返修执行：这一行不是对象",
    ]


@pytest.mark.parametrize(
    ("raw", "sentence"), [("拆片", "要填一个列表，每行一个对象"), ([{}] * 4, "最多 3 行，现在有 4 行")]
)
def test_what_is_no_table_is_refused(raw: object, sentence: str) -> None:
    with pytest.raises(Unfit) as told:
        TABLE.parse(raw)
    assert str(told.value) == sentence


def test_table_is_told_by_its_rows() -> None:
    assert (TABLE.show([{}, {}]), TABLE.show(None)) == ("2 行", "")


def test_photos_are_named_by_their_bytes() -> None:
    assert PHOTOS.parse([{"sha256": SHA, "name": "断口.jpg"}]) == [{"sha256": SHA, "name": "断口.jpg"}]
    assert PHOTOS.parse([{"sha256": SHA}]) == [{"sha256": SHA, "name": "照片"}]
    assert (PHOTOS.parse([]), PHOTOS.show([{}, {}]), PHOTOS.show(None)) == (None, "2 张照片", "")


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("断口.jpg", "要填照片文件的列表"),
        (["断口.jpg"], "照片还没有存入附件库"),
        ([{"sha256": "../../etc/passwd"}], "照片还没有存入附件库"),
        ([{"sha256": SHA}] * 3, "最多 2 张照片，现在有 3 张"),
    ],
)
def test_what_is_no_stored_photo_is_refused(raw: object, sentence: str) -> None:
    with pytest.raises(Unfit) as told:
        PHOTOS.parse(raw)
    assert str(told.value) == sentence


def test_program_fills_its_own_fields() -> None:
    for field in (Calc("defect_rate", "不良率"), Auto("no", "编号")):
        assert field.filled_by_program
        assert field.parse("3 %") is None


def test_lines_with_printed_words_keep_their_places() -> None:
    places = Printed("where", "位置", "Where", words=(("在途", "In transit"), ("成品仓", "Stock")))
    table = Lines("containment", "", rows=2, most=2, columns=(places, Count("qty", "数量")))
    assert table.parse([{}, {"qty": 5, "where": "在途"}]) == [{}, {"qty": 5}]
    assert (places.word(0), places.word(1, "zh-en"), places.word(2)) == ("在途", "成品仓 Stock", "")
    assert table.keeps_places
    assert not TABLE.keeps_places
    assert len(table.longest()) == 2
