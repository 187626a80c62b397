"""Whether a contact says that the customer agrees with the answer; what is in doubt does not."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qcdesk.canonical import Json
from qcdesk.cases.lists import GRUMBLE

AGREEMENT = "同意|认可|接受|满意|赞同|无异议|无意见|已确认|确认无误|没问题|可以结案"
YES = re.compile(f"{AGREEMENT}|(?:没有?|无)(?:其他|其它|别的|再|任何|新的)*(?:意见|异议|要求|问题|疑问|诉求)")
NOT_YET = re.compile(
    "(?:[不未没难无待等拟请]|尚未|没有|是否|能否|可否|拒绝|如果|若|希望|争取)"
    f"(?:[能会予太肯愿再够曾完全十分法以客户对方明确表示、]|回复)*(?:{AGREEMENT})"
)
"""不同意, 未能接受, 待客户确认, 是否认可: said of agreement, and none."""


def agrees(contact: Mapping[str, Json]) -> bool:
    said = NOT_YET.sub("", "".join(str(contact.get("said") or "").split()))
    return contact.get("way") != GRUMBLE and bool(YES.search(said))
