"""The public face, type-checked as a caller sees it: mypy runs on this file, pytest does not."""

from datetime import date
from fractions import Fraction
from typing import Any, assert_type

import cyxc
from cyxc.charts.face import EvaluationCharts, EvaluationsCharts, SeriesCharts

scheme = cyxc.load("wuchang")
assert_type(scheme, cyxc.Scheme)
assert_type(scheme.targets["founders"], cyxc.Target)
assert_type(scheme.indicators["founders"].measure, cyxc.Unit)
assert_type(scheme.under({}), cyxc.Scheme)
assert_type(scheme.for_year(2010), cyxc.Scheme)

result = scheme.evaluate({"founders": 1800}, as_of=date(2010, 12, 31), year=2010)
assert_type(result, cyxc.Evaluation)
assert_type(result.status, cyxc.Outcome)
assert_type(result.counts, dict[str, int])
assert_type(result.totals["targets"], cyxc.Totals)
assert_type(result.by_party(), dict[str, cyxc.Sheet])
assert_type(result.to_html("en"), str)
assert_type(cyxc.set_display_language("zh"), None)
assert_type(result.by_party()["区统计局"].late, tuple[cyxc.Verdict, ...])
assert_type(result.targets, cyxc.Entries[cyxc.TargetVerdict])
assert_type(result.duties, cyxc.Entries[cyxc.DutyVerdict])
assert_type(result.pivots, tuple[cyxc.Pivot, ...])

verdict = result["founders"]
assert_type(verdict, cyxc.Verdict)
assert_type(verdict.status, cyxc.Status)
assert_type(verdict.margin, cyxc.Quantity | None)
assert_type(verdict.attainment, Fraction | None)
assert_type(verdict.missing, tuple[cyxc.Increment, ...])
assert_type(verdict.explanation, cyxc.Text)
assert_type(verdict.explanation["zh"], str)

log = cyxc.EventLog(
    first="2010-01-01",
    last=date(2010, 12, 31),
    events=[cyxc.Event(entry="district-inspections", on="2010-05-20")],
)
assert_type(log.first, date)
assert_type(log.events, tuple[cyxc.Event, ...])
judged = cyxc.Judgement(criterion="founding-by-all", met=True, assessor="区政府督查室", on="2010-12-01")
recorded = scheme.evaluate({}, year=2010, judgements=[judged], logs=log, classes={"各街道": ["甲街道"]})
assert_type(recorded.duties["district-inspections"].late, bool)
assert_type(recorded["founding-by-all"].judgement, cyxc.Judgement | None)
scheme.evaluate({}, judgements={"founding-by-all": False})
scheme.evaluate({}, judgements=judged)

found = cyxc.diff(result, "later.json")
assert_type(found, cyxc.Diff)
assert_type(found.worse, tuple[cyxc.VerdictChange, ...])
assert_type(found["founders"].status, cyxc.FromTo[cyxc.Status])
assert_type(found["founders"].inputs[0].value.after, cyxc.Quantity | None)

assert_type(result.charts, EvaluationCharts)
assert_type(scheme.evaluate_many({}).charts, EvaluationsCharts)
assert_type(scheme.evaluate_series({}, ["2010-12-31"], year=2010).charts, SeriesCharts)
assert_type(result.to_rows(duties=True), list[dict[str, Any]])

for each in result:
    assert_type(each, cyxc.Verdict)

try:
    cyxc.loads("")
except cyxc.SchemeError as error:
    assert_type(error.problems, tuple[cyxc.Problem, ...])

comparison = cyxc.compare("wuchang", scheme)
assert_type(comparison, cyxc.SchemeComparison)
assert_type(comparison.labels, tuple[str, ...])
assert_type(comparison["founders"].only, str | None)
assert_type(comparison["founders"].pairs[0].ratio, Fraction | None)

plan = result.catch_up({"founders": 2, "jobs": "0.5"})
assert_type(plan, cyxc.CatchUp)
assert_type(plan.cost, Fraction | None)
assert_type(plan.after, cyxc.Evaluation | None)
assert_type(plan.alone["founders"].breaks, tuple[str, ...])
