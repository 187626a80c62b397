"""What the office calls the columns that a finding names without telling what stands in them; the others have their
captions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ROW = {"id": "序号"}
SEARCHED = {**ROW, "search": "检索文字"}

BESIDE: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "record": {**ROW, "form": "表单", "revision": "版次", "number": "编号", "state": "状态", "version": "第几版",
               "payload": "内容", "created_by": "建立人", "created_at": "建立时间", "updated_by": "最后改动的人",
               "updated_at": "最后改动的时间", "case_id": "属于哪个案件", "amended": "改版次数"},
    "line": {"record_id": "哪张单", "field": "哪个表格", "position": "第几行", "content": "这一行的内容"},
    "clock": {"record_id": "哪个案件", "position": "第几个时限", "rule": "按哪条规则", "label": "要做什么",
              "due_at": "到期时间", "running": "还在计时"},
    "problem": {"record_id": "哪个案件", "item": "不良项目", "family": "产品族", "day": "日期"},
    "signature": {"record_id": "哪张单", "event_seq": "写下它的经过"},
    "signature_end": {"signature_id": "哪个签名", "event_seq": "使它失效的经过"},
    "event": {"seq": "第几个事件", "at": "时间", "person": "谁做的", "name": "姓名", "pc": "哪台电脑",
              "action": "做了什么", "record_id": "哪张单", "from_state": "原来的状态", "to_state": "后来的状态",
              "reason": "原因", "detail": "经过的内容", "prev": "前一个事件的校验码", "hash": "校验码"},
    "head": {**ROW, "seq": "最后是第几个事件", "hash": "最后一个事件的校验码"},
    "person": {"login": "登录名", "pin_hash": "PIN 的校验码", "failed": "连续输错几次", "locked_at": "锁定的时间",
               "search": "检索文字"},
    "person_role": {"login": "登录名", "role": "角色"},
    "role": {"code": "代号", "label": "名称", "en": "英文名称", "position": "排列次序"},
    "sequence": {"prefix": "编号的字头", "period": "哪一期", "last": "最后一号"},
    "working": {"record_id": "哪张单", "person": "谁填的", "base_version": "从第几版填起", "content": "填的内容",
                "at": "时间"},
    "saved_view": {"person": "谁的", "page": "哪一页", "name": "名称", "content": "筛选的条件"},
    "attachment": {"sha256": "校验码"},
    "attachment_bytes": {"sha256": "校验码", "content": "附件的内容"},
    "rule": {**ROW, "kind": "哪一类规则", "code": "代号", "version": "第几版", "content": "规则的内容",
             "valid_from": "从哪天生效", "valid_to": "到哪天为止", "made_by": "谁改的", "made_at": "改的时间"},
    "calendar_day": {"day": "日期"},
    "setting": {"key": "哪一组设置", "value": "设置的内容"},
    "customer": SEARCHED, "product": SEARCHED, "defect": SEARCHED,
    "department": {"position": "排列次序", "search": "检索文字"},
    "schema_version": {"version": "结构版本"},
    **dict.fromkeys(("copy", "copy_move", "scan", "filing", "deputy", "deputy_end", "hand", "keeping", "custody"), ROW),
})  # fmt: skip
"""By table the columns as the database calls them."""

REFERRING: Mapping[str, str] = MappingProxyType(
    {"record_id": "record", "copy_id": "copy", "scan_id": "scan", "sample_id": "sample", "deputy_id": "deputy"}
)
"""Columns that the database calls otherwise than the program does."""
