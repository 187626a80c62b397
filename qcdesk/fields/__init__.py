"""Field types: each knows how to parse, show, check and limit its own values."""

from qcdesk.fields.base import Field, Unfit
from qcdesk.fields.choice import Check, Choice, Multi, Option
from qcdesk.fields.dates import STARTS, Day, Moment, Month, Period
from qcdesk.fields.lines import Lines, UnfitRows
from qcdesk.fields.numbers import Count, Money, Number
from qcdesk.fields.photos import Photos
from qcdesk.fields.program import Auto, Calc, Printed
from qcdesk.fields.text import Inked, Link, Lookup, Note, Person, Place, Text

__all__ = [
    "STARTS", "Auto", "Calc", "Check", "Choice", "Count", "Day", "Field", "Inked", "Lines", "Link", "Lookup", "Moment",
    "Money", "Month", "Multi", "Note", "Number", "Option", "Period", "Person", "Photos", "Place", "Printed", "Text",
    "Unfit", "UnfitRows",
]  # fmt: skip
