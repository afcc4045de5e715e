"""The public face of benefits, type-checked as a caller sees it: mypy runs on this file, pytest does not."""

from datetime import date
from typing import assert_type

import cyxc

scheme = cyxc.load("wuchang")
assert_type(scheme.benefits["micro-loan"], cyxc.Benefit)
assert_type(scheme.facts["graduate"], cyxc.Fact)

answer = scheme.benefit("zero-payment", {"graduate": True}, start="2010-03-01", readings={})
assert_type(answer, cyxc.BenefitAnswer)
assert_type(answer.status, cyxc.Eligibility)
assert_type(answer.amount, cyxc.AmountAnswer)
assert_type(answer.amount.exact, cyxc.Quantity | None)
assert_type(answer.missing, tuple[str, ...])
assert_type(answer.until, date | None)
assert_type(answer.case, cyxc.Case)
assert_type(answer.readings, tuple[cyxc.BenefitReading, ...])
assert_type(answer.readings[0].status, cyxc.Eligibility | None)
assert_type(answer.explanation, cyxc.Text)
assert_type(scheme.benefits_for(), cyxc.Entries[cyxc.BenefitAnswer])
