"""What 核对 says of a paper: one verdict, and all that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qcdesk.canonical import Json
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.sheets.differing import Difference

SAME, AMENDED, CHANGED, ENDED, FOREIGN, UNKNOWN, BROKEN = (
    "same", "amended", "changed", "ended", "foreign", "unknown", "broken",
)  # fmt: skip
SEAL_WHOLE, SEAL_BROKEN, FOREIGN_SEAL, NAMESAKE_SEAL = "seal whole", "seal broken", "foreign seal", "namesake seal"
SEAL_UNREAD, RECORD_ALTERED, IN_TRAIL = "seal unread", "record altered", "in the trail"
PACKAGE_WHOLE, PACKAGE_BROKEN, FOREIGN_PACKAGE = "package whole", "package broken", "foreign package"
NAMESAKE_PACKAGE = "namesake package"
DISPOSED = "disposed"

GOOD, OLD, BAD, OPEN = "good", "old", "bad", "open"


@dataclass(frozen=True)
class Verdict:
    """In two words, how it is felt, and what to do."""

    label: str
    tone: str
    advice: str


VERDICTS: Mapping[str, Verdict] = {
    SAME: Verdict("码一致", GOOD, "与记录逐格对照后再照办。"),
    AMENDED: Verdict("已改版，纸上是旧的", OLD, "不要再照这张纸办：把它收回作废，另打现在的一份。"),
    CHANGED: Verdict("内容改过", OLD, "不要再照这张纸办：看清下面哪里不同，另打现在的一份重新签。"),
    ENDED: Verdict("已作废", OLD, "这张纸不再有效，请收回；要照它办，先问打印它的人。"),
    DISPOSED: Verdict("已处置", OLD, "不要再照它办。本厂留的应当已经销毁：请收回，照销毁清单销毁。"),
    FOREIGN: Verdict("不是本办公室的单", OPEN, "请交给发出它的办公室核对；确实是本厂的，看看有没有抄错、拿错。"),
    UNKNOWN: Verdict("查不到", OPEN, "请对着纸再输一次，或把纸扫描、拍照后拖进来。"),
    SEAL_WHOLE: Verdict("盖章 PDF，完好", GOOD, "文件可以当作原件；单子现在怎样，看下面。"),
    SEAL_BROKEN: Verdict("盖章 PDF，盖章后改动过", BAD, "文件请留好，它是证据；请向发件的人要原来的那一份。"),
    FOREIGN_SEAL: Verdict("别处盖的章", OPEN, "请交给盖章的一方核对；说是本办公室盖的，就不能当真。"),
    NAMESAKE_SEAL: Verdict(
        "写着本厂名字的章，不是本办公室的", BAD,
        "不能当作原件，文件请留好：可能有人冒名，也可能是本厂别的办公室盖的，请向发件的人问清。",
    ),
    SEAL_UNREAD: Verdict("盖章读不出来", BAD, "文件不能当作原件；请向发件的人要原来的那一份。"),
    RECORD_ALTERED: Verdict(
        "文件完好，记录被改过", BAD, "文件请留好，它才是原件；被改的是记录：请系统管理员做“核对数据”，并从备份查清。",
    ),
    IN_TRAIL: Verdict("链码与经过相符", GOOD, "链码只证明这一条经过还在、没有被换过；要核对一张纸，请用它的短码。"),
    PACKAGE_WHOLE: Verdict("归档包，完好", GOOD, "包里的每个文件都还是做包时的那一个，可以当作归档的原件。"),
    PACKAGE_BROKEN: Verdict("归档包，对不上", BAD, "文件请留好，它是证据；需要时从本办公室重新做一份归档包。"),
    FOREIGN_PACKAGE: Verdict("别处做的归档包", OPEN, "请交给盖章的办公室核对；说是本办公室做的，就不能当真。"),
    NAMESAKE_PACKAGE: Verdict(
        "写着本厂名字的归档包，不是本办公室的", BAD,
        "不能当作原件，文件请留好：可能有人冒名，也可能是本厂别的办公室做的，请向给它的人问清。",
    ),
    BROKEN: Verdict("与记录对不上", BAD, "纸请留好，它是证据；请系统管理员做“核对数据”，并从备份查清。"),
}  # fmt: skip

UNREAD = "纸面上的字没有逐字比对，请与原样对照"
LOOK_AGAIN = "请先对着纸把链码再看一遍，抄错了就重输；没有抄错、又确是本办公室的单，就是有人动过数据库："
"""Before what is said of evidence, where a mark was typed by hand."""

VALID, SPOILT, LAPSED, LATER, IN_INK = "valid", "spoilt", "lapsed", "later", "in ink"
STRANGER, NAMESAKE = "stranger", "namesake"
STANDINGS: Mapping[str, str] = {
    VALID: "有效", SPOILT: "签后有改动", LAPSED: "已失效：印出以后退回或改版", LATER: "印出以后才签，纸上没有印",
    IN_INK: "就签在这一份上", STRANGER: "不是本办公室的证书",
    NAMESAKE: "写着本厂的名字，却不是本办公室的证书",
}  # fmt: skip
MODES: Mapping[str, str] = {"pin": "PIN 签名", "ink": "纸上笔签"}


@dataclass(frozen=True)
class Signed:
    """A signature on the paper or on the record; `standing` is a word of STANDINGS."""

    label: str
    name: str
    at: str
    mode: str
    standing: str

    @property
    def how(self) -> str:
        return MODES.get(self.mode, self.mode)

    @property
    def stands(self) -> str:
        return STANDINGS[self.standing]

    @property
    def sentence(self) -> str:
        return f"{self.label}　{self.name}　{self.at}　{self.how}　{self.stands}"


@dataclass(frozen=True)
class Checked:
    """`copy` is None where the paper could not be told, or only by its chain mark. `chain` says of the mark what fits
    or what to compare it with; `chain_fits` is None where nobody has typed it."""

    verdict: str
    sentence: str
    copy: CopyView | None = None
    number: str = ""
    title: str = ""
    edition: str = ""
    state: str = ""
    record: int | None = None
    pages: tuple[int, ...] = ()
    printed: str = ""
    whereabouts: str = ""
    differences: tuple[Difference, ...] = ()
    signed: tuple[Signed, ...] = ()
    chain: str = ""
    chain_fits: bool | None = None
    place: str = ""
    """Where in a file it was seen first."""
    more: tuple[tuple[str, str], ...] = ()
    findings: tuple[str, ...] = ()
    """Of an archive package: what else is known of it, and what is wrong with it, a sentence each."""
    old: int | None = None
    """The edition that it bears, where another has replaced it."""
    todo: str = ""
    """What to do, where that is another thing than of every paper with this verdict."""

    @property
    def label(self) -> str:
        return VERDICTS[self.verdict].label

    @property
    def advice(self) -> str:
        typed = self.verdict == BROKEN and self.chain_fits is False
        return (LOOK_AGAIN if typed else "") + (self.todo or VERDICTS[self.verdict].advice)

    @property
    def fits(self) -> bool:
        return self.verdict in (SAME, SEAL_WHOLE, IN_TRAIL, PACKAGE_WHOLE)

    @property
    def shown_as_printed(self) -> bool:
        """Whether the record can still show what it bears."""
        if self.old is not None:
            return True
        changed = self.differences or self.findings or self.verdict in (SEAL_BROKEN, RECORD_ALTERED)
        return not changed

    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is known of the paper, each with its name; nothing that is not."""
        pages = "、".join(map(str, self.pages))
        many = f"，共 {self.copy.pages} 页" if self.copy else ""
        told = (
            ("单", f"《{self.title}》{self.number}" if self.title else ""),
            ("纸上的版本", self.edition), ("单子现在", self.state),
            ("这一份", self.copy.remark if self.copy else ""), ("页", f"第 {pages} 页{many}" if pages else ""),
            ("打印", self.printed), ("在哪里", self.whereabouts), ("链码", self.chain), *self.more,
        )  # fmt: skip
        return tuple((name, words) for name, words in told if words)

    def as_json(self) -> dict[str, Json]:
        return {
            "place": self.place, "verdict": self.verdict, "label": self.label, "sentence": self.sentence,
            "advice": self.advice, "record": self.record, "number": self.number, "title": self.title,
            "edition": self.edition,
            "state": self.state, "copy": self.copy.position if self.copy else None, "pages": list(self.pages),
            "printed": self.printed, "whereabouts": self.whereabouts, "chain": self.chain,
            "chain_fits": self.chain_fits, "findings": list(self.findings),
            "differences": [{"label": one.label, "from": one.before, "to": one.after} for one in self.differences],
            "signatures": [{"label": one.label, "name": one.name, "at": one.at, "mode": one.mode,
                            "standing": one.standing} for one in self.signed],
        }  # fmt: skip
