"""返工/返修记录表: what is to be reworked and how, what production did, and what re-inspection found."""

from forms.grid import Area, Band, Form, Pair, Sign, Table, row
from qcdesk import workflow as flow
from qcdesk.fields import Calc, Choice, Count, Day, Lines, Link, Lookup, Moment, Note, Number, Person, Text
from qcdesk.kinds import Block, Kind, Slot
from qcdesk.workflow import Step, Workflow

OPERATIONS = (
    ("返工", "Rework"), ("返修", "Repair"), ("挑选", "Sort"), ("改包装", "Repack"), ("改镀/重做表面", "Replate"),
)  # fmt: skip
ORIGINS = (
    ("客户退货", "Customer return"), ("在线不合格", "In process"), ("库存不合格", "Stock"), ("来料不合格", "Incoming"),
    ("其他", "Other"),
)  # fmt: skip
BEARERS = (("本厂", "Factory"), ("供应商", "Supplier"), ("客户", "Customer"), ("无", "None"))
DECISIONS = (
    ("合格入库送货", "Passed to stock"), ("再次返工", "Rework again"), ("报废重做", "Scrap & remake"),
    ("特采", "Concession"),
)  # fmt: skip
VERDICTS = (("合格", "Pass"), ("不合格", "Fail"))

IN_FLOW = (("issued", "已开单"), ("produced", "生产已完成"), ("rechecked", "已重检"))

WORKFLOW = Workflow("rework", (
    Step("issue", "开单", ("draft",), "issued", "merch", signs=("issue_sign",),
         completes=("order", "demand", "method")),
    Step("produce", "执行完成", ("issued",), "produced", "prod", signs=("prod_sign",), completes=("execution",)),
    Step("recheck", "重检", ("produced",), "rechecked", "qcmgr", signs=("qc_sign",), completes=("recheck",),
         apart=("prod_sign",)),
    Step("rework_again", "再次返工", ("rechecked",), "issued", "qcmgr", clears=("prod_sign", "qc_sign"), reason=True,
         guard="to_be_reworked_again"),
    flow.submit("prod", source=("rechecked", "draft")),
    flow.review("qcmgr"),
    flow.approve("pmgr"),
    flow.send_back("prod", ("issued",)),
    Step("return", "退回", ("produced",), "issued", "qcmgr", clears=("prod_sign",), reason=True),
    Step("return", "退回", ("rechecked",), "produced", "qcmgr", clears=("qc_sign",), reason=True),
    flow.send_back("qcmgr", ("submitted",)),
    flow.send_back("pmgr", ("reviewed",)),
    flow.void("merch", ("draft", "issued")),
    flow.void("prod", ("submitted",)),
    flow.void("qcmgr", ("produced", "rechecked")),
    flow.void("pmgr", ("reviewed", "approved")),
), states=IN_FLOW)  # fmt: skip

KIND = Kind(
    code="rework_record", rev="A/0", title="返工/返修记录表", en="Rework / Repair Record", prefix="FG",
    workflow=WORKFLOW,
    blocks=(
        Block("order", "开单", "merch", (
            Link("anomaly_no", "异常单号", "Anomaly no.", to="qc_anomaly"),
            Lookup("customer", "客户", "Customer", required=True, key="customer", of="customer"),
            Day("issue_date", "开单日期", "Issued", required=True, key="day", starts="today"),
            Lookup("product_name", "产品名称", "Product", required=True, key="product", of="product"),
            Text("model_spec", "型号规格", "Model", required=True),
            Text("order_no", "订单号", "Order", limit=60),
            Text("lot_no", "批号/箱号", "Lot", required=True, key="lot"),
            Count("rework_qty", "返工数量", "Qty to rework", required=True, least=1, key="quantity"),
            Text("location", "产品所在地", "Goods at"),
            Moment("required_by", "要求完成时间", "Required by", required=True),
            Choice("cost_bearer", "费用承担", "Cost borne by", options=BEARERS),
        )),
        Block("demand", "品管要求", "qc", (
            Choice("kind", "作业类别", "Kind", required=True, options=OPERATIONS),
            Choice("timing", "返工时机/来源", "Origin", required=True, options=ORIGINS),
            Note("defect_desc", "不良现象/原因描述：", "Defect & reason", required=True),
        )),
        Block("method", "作业指导", "eng", (
            Note("method", "返工/返修方法及标准（作业指导）：", "Method, standard, tools, material", required=True),
        )),
        Block("execution", "执行", "prod", (
            Lines("exec_lines", "返工/返修执行", "Execution", required=True, rows=5, columns=(
                Day("work_date", "日期", "Date"),
                Text("process", "工序", "Process", required=True, limit=40),
                Count("qty_in", "投入数", "In", required=True),
                Count("qty_ok", "合格数", "OK", required=True),
                Count("qty_ng", "不良数", "NG"),
                Count("qty_scrap", "报废数", "Scrap"),
                Count("workers", "人数", "Workers", most=9999),
                Number("hours", "工时(h)", "Hours", most=9999, places=2),
                Person("operator", "返工人", "Operator"),
            )),
            Calc("sum_in", "投入合计", "Total in", how="total_in"),
            Calc("sum_ok", "合格合计", "Total OK", how="total_ok"),
            Calc("sum_scrap", "报废合计", "Total scrap", how="total_scrap"),
        )),
        Block("recheck", "重检", "qc", (
            Lines("recheck", "重检结果", "Re-inspection", required=True, rows=4, columns=(
                Count("round", "次数", "Round", most=99),
                Day("recheck_date", "重检日期", "Date", required=True),
                Count("recheck_sample", "抽检数", "Sample", required=True),
                Count("recheck_ng", "不良数", "NG", required=True),
                Text("recheck_items", "检查项目/不良内容", "Items"),
                Choice("recheck_result", "判定", "Result", required=True, options=VERDICTS),
                Person("inspector", "检验员", "Inspector"),
            )),
            Choice("final", "最终处理", "Final decision", required=True, options=DECISIONS),
        )),
    ),
    slots=(
        Slot("issue_sign", "开单/审核", "Issued / checked", "merch", ("order", "demand", "method")),
        Slot("prod_sign", "生产主管", "Prod. supervisor", "prod", ("execution",)),
        Slot("qc_sign", "品管主管", "QC supervisor", "qcmgr", ("recheck",)),
        Slot("prepared", "编制", "Prepared", "prod"),
        Slot("reviewed", "审核", "Reviewed", "qcmgr"),
        Slot("approved", "核准", "Approved", "pmgr"),
    ),
    checks=("output_balances_input", "recheck_within_sample", "only_passed_goods_enter_stock",
            "work_is_done_by_today"),
)  # fmt: skip

FORM = Form(
    KIND,
    rows=(
        row(7, Pair("anomaly_no", 9), Pair("customer", 8), Pair("issue_date", 7)),
        row(7, Pair("product_name", 9), Pair("model_spec", 8), Pair("order_no", 7)),
        row(7, Pair("lot_no", 9), Pair("rework_qty", 8), Pair("location", 7)),
        row(7, Pair("kind", 12), Pair("timing", 12)),
        row(18, Area("defect_desc")),
        row(22, Area("method")),
        row(7, Pair("required_by", 8, label=4), Pair("cost_bearer", 8), Sign("issue_sign", 8, label=3)),
        row(6, Band("返工/返修执行（生产部门填写）", "Execution – filled by production")),
        row(5.6, Table("exec_lines", (3, 3, 3, 3, 2, 2, 2, 2, 4))),
        row(7, Pair("sum_in", 6), Pair("sum_ok", 6), Pair("sum_scrap", 6), Sign("prod_sign", 6, label=3)),
        row(6, Band("重检结果（品管填写）", "Re-inspection – filled by QC")),
        row(6, Table("recheck", (2, 4, 3, 3, 6, 3, 3))),
        row(8, Pair("final", 16), Sign("qc_sign", 8, label=3)),
        row(12, Sign("prepared", 8), Sign("reviewed", 8), Sign("approved", 8)),
    ),
    notes=(
        ("注：本表由生产部门填写好交营业（跟单）存档，并复印一份交品管。",
         "Filled by production, original to sales (merchandiser), one copy to QC."),
        ("注：返工品须在产品或内部合适位置作返工标记，品管重检合格方可入库。",
         "Mark reworked goods; they enter stock only after QC re-inspection has passed them."),
    ),
)  # fmt: skip
