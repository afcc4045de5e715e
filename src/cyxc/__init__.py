"""cyxc (创业型城): Chinese government plans for entrepreneurial cities as objects, and places judged by them.

A `Scheme` is one document; `scheme.evaluate(data)` judges a place and returns an `Evaluation`, a tree of
`Verdict`s that says what was asked, what is there, by how much it falls short, who answers for it, and where
the document says so. See the README for the first steps.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cyxc.benefits.amount import AmountAnswer
    from cyxc.benefits.answer import BenefitAnswer
    from cyxc.benefits.case import Case
    from cyxc.benefits.conditions import Eligibility
    from cyxc.benefits.readings import BenefitReading
    from cyxc.changes.compare import diff
    from cyxc.changes.diff import Diff, VerdictChange
    from cyxc.changes.seen import FromTo
    from cyxc.comparing.comparison import SchemeComparison, compare
    from cyxc.consistency.finding import Finding
    from cyxc.data.files import read_data
    from cyxc.data.observation import Data, Observation
    from cyxc.data.records import Event, EventLog, Judgement
    from cyxc.errors import (
        CyxcError,
        DataError,
        Location,
        Problem,
        SchemeError,
        UnknownNameError,
        UsageError,
    )
    from cyxc.evaluate.comparison import Compared
    from cyxc.evaluate.duty_verdict import DutyVerdict
    from cyxc.evaluate.evaluation import Evaluation
    from cyxc.evaluate.pivots import Pivot
    from cyxc.evaluate.sheet import Sheet
    from cyxc.evaluate.shortfall import Increment
    from cyxc.evaluate.target_verdict import TargetVerdict
    from cyxc.evaluate.totals import Totals
    from cyxc.evaluate.verdict import Verdict
    from cyxc.examples import example, example_names
    from cyxc.html.choice import set_display_language
    from cyxc.language import Text
    from cyxc.levels.count import Count, count_places
    from cyxc.levels.disagreements import Disagreement, compare_totals
    from cyxc.levels.many import Evaluations
    from cyxc.levels.places import Place, Places
    from cyxc.levels.rollup import RolledUp, rollup
    from cyxc.levels.trace import Trace
    from cyxc.model.benefit import Benefit, Fact
    from cyxc.model.duty import Phase
    from cyxc.model.entries import Entries
    from cyxc.model.entry import Concept, Jurisdiction, Party, Responsibility
    from cyxc.model.indicator import Indicator
    from cyxc.model.question import Question, Reading
    from cyxc.model.scheme import Scheme
    from cyxc.model.target import Target
    from cyxc.numbers.pint_bridge import pint_registry
    from cyxc.numbers.quantity import Figure, Quantity
    from cyxc.numbers.units import Unit, unit
    from cyxc.planning.catchup import CatchUp
    from cyxc.rules.dates import SchemeDate, Window
    from cyxc.rules.formula import Formula
    from cyxc.rules.line import Line, Op
    from cyxc.rules.status import Outcome, Status
    from cyxc.schemefile.load import PACKAGED, concepts, from_dict, load, loads

_HOMES = {
    "cyxc.benefits.amount": ("AmountAnswer",),
    "cyxc.benefits.answer": ("BenefitAnswer",),
    "cyxc.benefits.case": ("Case",),
    "cyxc.benefits.conditions": ("Eligibility",),
    "cyxc.benefits.readings": ("BenefitReading",),
    "cyxc.changes.compare": ("diff",),
    "cyxc.changes.diff": ("Diff", "VerdictChange"),
    "cyxc.changes.seen": ("FromTo",),
    "cyxc.comparing.comparison": ("SchemeComparison", "compare"),
    "cyxc.consistency.finding": ("Finding",),
    "cyxc.data.files": ("read_data",),
    "cyxc.data.observation": ("Data", "Observation"),
    "cyxc.data.records": ("Event", "EventLog", "Judgement"),
    "cyxc.errors": (
        "CyxcError", "DataError", "Location", "Problem", "SchemeError", "UnknownNameError", "UsageError",
    ),
    "cyxc.evaluate.comparison": ("Compared",),
    "cyxc.evaluate.duty_verdict": ("DutyVerdict",),
    "cyxc.evaluate.evaluation": ("Evaluation",),
    "cyxc.evaluate.pivots": ("Pivot",),
    "cyxc.evaluate.sheet": ("Sheet",),
    "cyxc.evaluate.shortfall": ("Increment",),
    "cyxc.evaluate.target_verdict": ("TargetVerdict",),
    "cyxc.evaluate.totals": ("Totals",),
    "cyxc.evaluate.verdict": ("Verdict",),
    "cyxc.examples": ("example", "example_names"),
    "cyxc.html.choice": ("set_display_language",),
    "cyxc.language": ("Text",),
    "cyxc.levels.count": ("Count", "count_places"),
    "cyxc.levels.disagreements": ("Disagreement", "compare_totals"),
    "cyxc.levels.many": ("Evaluations",),
    "cyxc.levels.places": ("Place", "Places"),
    "cyxc.levels.rollup": ("RolledUp", "rollup"),
    "cyxc.levels.trace": ("Trace",),
    "cyxc.model.benefit": ("Benefit", "Fact"),
    "cyxc.model.entries": ("Entries",),
    "cyxc.model.duty": ("Phase",),
    "cyxc.model.entry": ("Concept", "Jurisdiction", "Party", "Responsibility"),
    "cyxc.model.indicator": ("Indicator",),
    "cyxc.model.question": ("Question", "Reading"),
    "cyxc.model.scheme": ("Scheme",),
    "cyxc.model.target": ("Target",),
    "cyxc.numbers.pint_bridge": ("pint_registry",),
    "cyxc.numbers.quantity": ("Figure", "Quantity"),
    "cyxc.numbers.units": ("Unit", "unit"),
    "cyxc.planning.catchup": ("CatchUp",),
    "cyxc.rules.dates": ("SchemeDate", "Window"),
    "cyxc.rules.formula": ("Formula",),
    "cyxc.rules.line": ("Line", "Op"),
    "cyxc.rules.status": ("Outcome", "Status"),
    "cyxc.schemefile.load": ("PACKAGED", "concepts", "from_dict", "load", "loads"),
}  # fmt: skip
"""Where each public name lives: imported when first used, so that `import cyxc` costs little."""

_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "PACKAGED", "AmountAnswer", "Benefit", "BenefitAnswer", "BenefitReading", "Case",
    "CatchUp", "Compared",
    "Concept", "Count", "CyxcError", "Data", "DataError", "Diff", "Disagreement", "DutyVerdict",
    "Eligibility", "Entries", "Evaluation", "Evaluations", "Event", "EventLog", "Fact", "Figure",
    "Finding", "Formula", "FromTo", "Increment", "Indicator", "Judgement", "Jurisdiction", "Line",
    "Location", "Observation", "Op", "Outcome", "Party", "Phase", "Pivot", "Place", "Places", "Problem",
    "Quantity", "Question", "Reading", "Responsibility", "RolledUp", "Scheme",
    "SchemeComparison", "SchemeDate",
    "SchemeError", "Sheet", "Status", "Target", "TargetVerdict", "Text", "Totals", "Trace", "Unit",
    "UnknownNameError", "UsageError", "Verdict", "VerdictChange", "Window", "compare",
    "compare_totals",
    "concepts", "count_places", "diff", "example", "example_names", "from_dict", "load", "loads",
    "pint_registry", "read_data", "rollup", "set_display_language", "unit",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name == "__version__":
        from importlib.metadata import version

        return version("cyxc")
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'cyxc' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
