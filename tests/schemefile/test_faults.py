"""Every fault a scheme file can have, one at a time: its code, its line, its path, the name offered first.

Each case changes one piece of `small.yaml` or `duties.yaml` and expects exactly one fault, so that no fault
drags others after it. The line expected is that of the change, or the one that holds `on`.
"""

import json
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import pytest

import cyxc
from cyxc.schemefile.marks import Source
from cyxc.schemefile.structure import structure

SMALL, DUTIES = (
    (Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("small.yaml", "duties.yaml")
)


class Case(NamedTuple):
    code: str
    old: str
    new: str
    path: str
    nearest: str = ""
    on: str = ""


WHO, REGISTER = "questions.who-counts", "questions.register"
ONLY, LATER, NEW = f"{WHO}.readings.founders-only", f"{WHO}.readings.later", f"{REGISTER}.readings.new"
AVERAGE = "better_than: national_average}"
HUNDREDS = "    at_least: 1800 人\n"
RULE = "rule: {kind: reference, op: '>', role: base}"
LAUNCH = SMALL[SMALL.index("phases:") : SMALL.index("\nresponsibilities:")]
NEW_READING = SMALL[SMALL.index("      new:\n") :]
TWO_THINGS = (
    "signed: yes}\n"
    "  tea: {clause: 二, name: {zh: 茶, en: tea}, text: {zh: 个, en: n}, flow: 个, thing: tea}\n"
    "  mix: {clause: 二, name: {zh: 和, en: mix}, text: {zh: 个, en: n}, formula: net + tea}"
)
AN_ENTRY = "changes: [{list: phases, entry: launch, keys: {window: x}}]"
TWICE = "{startups: founders}\n        changes: [{list: indicators, entry: startups, keys: {thing: x}}]"

SHAPE = [
    Case("not-a-scheme", "format: cyxc.scheme/1\n", "", ""),
    Case("not-a-scheme", "format: cyxc.scheme/1", "format:", ""),
    Case("unknown-format", "format: cyxc.scheme/1", "format: cyxc.scheme/2", "format"),
    Case("unknown-format", "format: cyxc.scheme/1", "format: [cyxc.scheme/1]", "format"),
    Case("not-a-list", LAUNCH, "phases: soon\n", "phases"),
    Case("not-an-entry", "tea: {zh: 茶, en: tea}", "tea: 茶", "concepts.tea"),
    Case("not-an-entry", "all-of: {", "nothing: 5\n  all-of: {", "targets.nothing"),
    Case("not-an-entry", "{startups: founders}", "{startups: [jobs]}", f"{ONLY}.redefine.startups"),
    Case("mapping-expected", "{startups: founders}", "startups", f"{ONLY}.redefine"),
    Case("mapping-expected", "{start: (Y-1)-03, due: (Y+1)-12-31}", "2015", "term"),
    Case("mapping-expected", "due: Y-12\n", "window: 2015\n", "targets.founders.window"),
    Case("unknown-key", "note: {zh: 测", "notes: {zh: 一, en: x}\nnote: {zh: 测", "notes", "note"),
    Case("unknown-key", "endeavour: yes", "at_lest: 5 人", "targets.founders.at_lest", "at_least"),
    Case("unknown-key", "stated: 18 家", "stok: 家", "indicators.firms.stok", "stock"),
    Case("unknown-key", "base, years: 3}", "base, year: 3}", "targets.firms-mean.growth.year", "years"),
    Case("unknown-key", "25.0 %}", "25.0 %, uper: 1 %}", "targets.share.between.uper", "upper"),
    Case("unknown-key", "due: (Y+1)-12-31}", "due: (Y+1)-12-31, end: Y}", "term.end"),
    Case("unknown-key", "due: Y-03}", "dew: Y-03, due: Y}", "phases.launch.dew", "due"),
    Case("unknown-key", "for: [founders, share]", "fore: []", "responsibilities.counting.fore", "for"),
    Case("unknown-key", "at_least: 20 %, years", "yeers", f"{LATER}.swap.share.yeers", "years"),
    Case("missing-key", "title: {zh: 小方案, en: a small plan}", "title: {zh: 小方案}", "title.en"),
    Case("missing-key", "  visits:\n    clause: 一\n", "  visits:\n", "indicators.visits.clause"),
    Case("missing-key", "统计局: {en: statistics bureau}", "统计局:", "parties.统计局.en"),
    Case("missing-key", "term: {start: (Y-1)-03, due: (Y+1)-12-31}\n", "", "term", on="format:"),
    Case("missing-key", "{start: (Y-1)-03, due: (Y+1)-12-31}", "{start: (Y-1)-03}", "term.due"),
    Case("missing-key", "2, of: [ratio, share, both-shares]}", "2}", "targets.some-of.some.of"),
    Case("missing-key", "some: {need: 2, of", "some: {need: , of", "targets.some-of.some.need"),
    Case("missing-key", "{of: [share, ratio], at", "{at", "targets.both-shares.each.of"),
    Case("missing-key", "{lower: 5 %, upper: 25.0 %}}", "{upper: 25.0 %}}", "targets.share.between.lower"),
    Case("missing-key", "level: district", "code: '330400'", "place.level"),
    Case(
        "missing-key",
        "{startups: founders}",
        "{startups: {formula: null, unit: null}}",
        f"{ONLY}.redefine.startups.unit",
    ),
    Case("said-twice", "    stock: 家", "    kind: stock\n    stock: 家", "indicators.firms.kind"),
    Case("said-twice", "due: Y-12\n", "due: Y-12\n    window: {start: Y, due: Y}\n", "targets.founders.due"),
    Case(
        "said-twice",
        "    for: [",
        "    entries: [share]\n    for: [",
        "responsibilities.counting.for",
        on="    for: [",
    ),
    Case("said-twice", HUNDREDS, f"    {RULE}\n{HUNDREDS}", "targets.founders.at_least", on=HUNDREDS),
    Case("said-twice", "en: tea}", "en: tea, id: tea}", "concepts.tea.id"),
    Case("kind-missing", "    stock: 家\n", "", "indicators.firms.kind", on="  firms:"),
    Case("kind-missing", "flow: 户, thing", "thing", "indicators.net.kind"),
    Case("not-a-choice", "level: town}", "level: twon}", "targets.all-of.level", "town"),
    Case("not-a-choice", "level: district}", "level: 区}", "place.level"),
    Case("not-a-choice", "bound: together", "bound: togehter", "responsibilities.counting.bound", "together"),
    Case("not-a-choice", '"1:5", years: each}', '"1:5", years: eech}', "targets.ratio.years", "each"),
    Case("text-expected", 'version: "1"', "version: [1]", "version"),
    Case("text-expected", "en: guidance}", "en: [guidance]}", "indicators.visits.name.en"),
    Case("text-expected", "局, 各成员单位]", "局, {各成员单位: x}]", "responsibilities.counting.parties"),
    Case("text-empty", 'version: "1"', 'version: ""', "version"),
    Case("list-expected", "aliases: [创业人数]", "aliases: {创业人数: 1}", "indicators.founders.aliases"),
    Case("list-expected", "all: [firms, firms-mean]", "all: {firms: 1}", "targets.all-of.all"),
    Case("list-expected", "redefine: {startups: founders}", "changes: x", f"{ONLY}.changes"),
    Case("two-languages", "title: {zh: 小方案, en: a small plan}", "title: 小方案", "title"),
    Case("yes-or-no", "open: yes", "open: on", "parties.各成员单位.open"),
    Case("yes-or-no", "both: {plain: yes", "both: {plain: 1", f"{WHO}.readings.both.plain"),
    Case("whole-number", "years: 3}}", "years: 012}}", "targets.firms-mean.growth.years"),
    Case("whole-number", "some: {need: 2", "some: {need: -2", "targets.some-of.some.need"),
    Case("decimal-text", HUNDREDS, "    at_least: {value: 1.8e3, unit: 人}\n", "targets.founders.at_least"),
    Case("comparison", AVERAGE, f"{RULE.replace('>', '≥')}}}", "targets.share-average.rule.op"),
    Case("date-form", "due: Y-12\n", "due: Y-13\n", "targets.founders.due"),
    Case("date-form", "due: Y-12\n", "due: 2015-00\n", "targets.founders.due"),
    Case("date-form", "issued: Y-02", "issued: 2月", "issued"),
    Case("date-form", "due: (Y+1)-12-31}", "due: 2015-02-30}", "term.due"),
    Case("date-form", "due: Y-06-30", "due: soon", f"{LATER}.swap.share.due"),
    Case("figure-form", HUNDREDS, "    at_least: {value: '1800'}\n", "targets.founders.at_least"),
    Case("figure-form", "growth: 8 %}", "growth: }", "targets.firms.growth"),
    Case(
        "as-written-differs", '"1:5"', '{value: "6", unit: "1", as_written: "1:5"}', "targets.ratio.at_least"
    ),
    Case("as-written-differs", '"1:5"', '{value: "5", unit: "1", as_written: x}', "targets.ratio.at_least"),
    Case("bad-figure", HUNDREDS, "    at_least: many\n", "targets.founders.at_least"),
    Case("bad-figure", "rise: 10 百分点", "rise: 1.2.3 百分点", "targets.share-rise.rise"),
    Case("bad-figure", "more_than: 8 %, over", "more_than: x, over", "targets.firms-mean.growth.more_than"),
    Case("bad-figure", "25.0 %}", "twenty}", "targets.share.between.upper"),
    Case("bad-figure", "stated: 18 家", "stated: ''", "indicators.firms.stated"),
    Case("figure-without-unit", "expected: 10 人", "expected: 10", "targets.students.expected"),
    Case("figure-not-exact", HUNDREDS, "    at_least: 约1800人\n", "targets.founders.at_least"),
    Case("unknown-unit", HUNDREDS, "    at_least: 1800 persns\n", "targets.founders.at_least", "persons"),
    Case("unknown-unit", "flow: 人次", "flow: 人此", "indicators.visits.flow", "人"),
    Case("bad-formula", "formula: jobs / founders", "formula: jobs * x", "indicators.ratio.formula"),
    Case("formula-without-term", "formula: startups / employed", "formula: 1", "indicators.share.formula"),
    Case(
        "formula-without-term", "{startups: founders}", "{startups: founders +}", f"{ONLY}.redefine.startups"
    ),
    Case("formula-brackets", "founders + 2 jobs}", "founders + jobs / jobs}", "indicators.startups.formula"),
    Case("formula-brackets", "jobs / founders", "jobs / founders + jobs", "indicators.ratio.formula"),
    Case("formula-bracket-open", "jobs / founders", "(jobs + visits / founders", "indicators.ratio.formula"),
    Case("formula-goes-on", "jobs / founders", "jobs / founders / 2 jobs", "indicators.ratio.formula"),
    Case("formula-goes-on", "founders + 2 jobs}", "founders 2 jobs}", "indicators.startups.formula"),
    Case("formula-repeats", "founders + 2 jobs}", "jobs + 2 jobs}", "indicators.startups.formula"),
    Case(
        "formula-too-long",
        "founders + 2 jobs}",
        f"{'founders + ' * 200}jobs}}",
        "indicators.startups.formula",
    ),
    Case("ratio-without-end", '"1:5", years', '"3:10", years', "targets.ratio.at_least"),
    Case("growth-to-nothing", "growth: 8 %}", "growth: -120 %}", "targets.firms.growth"),
    Case("growth-to-nothing", "growth: 8 %}", "growth: -100 %}", "targets.firms.growth"),
    Case(
        "growth-to-nothing",
        "{more_than: 8 %, over",
        "{at_most: -100 %, over",
        "targets.firms-mean.growth.at_most",
    ),
    Case(
        "growth-to-nothing",
        "ratio], at_least: 10 %}",
        "ratio], growth: -101 %}",
        "targets.both-shares.each.growth",
    ),
    Case(
        "two-kinds",
        "    stock: 家\n",
        "    stock: 家\n    flow: 人\n",
        "indicators.firms.flow",
        on="    flow: 人\n    thing",
    ),
    Case("two-rules", "due: Y-12\n", "at_most: 2000 人\n", "targets.founders.at_most"),
    Case("expected-without-level", "growth: 8 %}", "growth: 8 %, expected: 9 %}", "targets.firms.expected"),
    Case("expected-without-level", "at_least: 5 人", "equals: 5 人", "targets.students.expected"),
    Case("rule-missing", HUNDREDS, "", "targets.founders.rule", on="  founders:\n"),
    Case("rule-missing", ", ratio], at_least: 10 %}", ", ratio]}", "targets.both-shares.each.rule"),
    Case("rule-kind", AVERAGE, "rule: {kind: refernce}}", "targets.share-average.rule", "reference"),
    Case("rule-kind", "ratio], at_least: 10 %}", "ratio], all: [share]}", "targets.both-shares.each.all"),
    Case("rule-form", "{more_than: 8 %, over", "{over", "targets.firms-mean.growth"),
    Case("rule-form", "{more_than: 8 %", "{more_than: 8 %, at_least: 8 %", "targets.firms-mean.growth"),
    Case("rule-form", "{need: 2, of: [ratio, share, both-shares]}", "2", "targets.some-of.some"),
]

CONTENT = [
    Case("bad-id", "id: small-2020", "id: small 2020", "id"),
    Case("bad-id", "launch: {", "a=b: {", "phases.a=b"),
    Case("bad-id", "      new:\n", "      a b:\n", f"{REGISTER}.readings.a b"),
    Case("bad-indicator-id", "  visits:", "  人次:", "indicators.人次"),
    Case("named-twice", "[firms, firms-mean]", "[firms, firms]", "targets.all-of.all"),
    Case("named-twice", "parties: 统计局", "parties: [统计局, 统计局]", "targets.founders.parties"),
    Case("name-taken", "en: guidance}", "en: Jobs  Brought}", "indicators.visits", on="  visits:"),
    Case("unknown-concept", "concept: tea", "concept: tee", "indicators.jobs.concept", "tea"),
    Case("unknown-indicator", "jobs / founders", "job / founders", "indicators.ratio.formula", "jobs"),
    Case("unknown-indicator", "founders + 2 jobs", "founders + 2 job", "indicators.startups.formula", "jobs"),
    Case("unknown-indicator", "founders}\n  gu", "funders}\n  gu", "indicators.students.part_of", "founders"),
    Case("unknown-indicator", "_of: guided", "_of: giuded", "indicators.visits.attendances_of", "guided"),
    Case("unknown-indicator", "indicator: ratio", "indicator: ratios", "targets.ratio.indicator", "ratio"),
    Case("unknown-indicator", "[share, ratio]", "[share, ration]", "targets.both-shares.each.of", "ratio"),
    Case("unknown-indicator", "{startups: fou", "{startup: fou", f"{ONLY}.redefine.startup", "startups"),
    Case(
        "unknown-indicator", "s: founders}\n      l", "s: jbs}\n      l", f"{ONLY}.redefine.startups", "jobs"
    ),
    Case("unknown-target", "[firms, firms-mean]", "[firms, firm-mean]", "targets.all-of.all", "firms-mean"),
    Case("unknown-statement", "for: [founders", "for: [funders", "responsibilities.counting.for", "founders"),
    Case("unknown-target", "founders}\n  sha", "funders}\n  sha", "targets.students.part_of", "founders"),
    Case("unknown-statement", "{again: {", "{agin: {", f"{NEW}.swap.agin", "again"),
    Case("unknown-list", "{again: {", "{counting: {", f"{NEW}.swap.counting"),
    Case(
        "unknown-question", "ratio, at", "ratio, questions: who, at", "targets.ratio.questions", "who-counts"
    ),
    Case("unknown-question", "note: {", "answers: {who: both}\nnote: {", "answers.who", "who-counts"),
    Case("unknown-reading", "note: {", "answers: {who-counts: x}\nnote: {", "answers.who-counts", "both"),
    Case("unknown-party", "parties: 统计局", "parties: 统计", "targets.founders.parties", "统计局"),
    Case("unknown-party", "[统计局, 各", "[统计所, 各", "responsibilities.counting.parties", "统计局"),
    Case("unknown-list", "redefine: {startups: founders}", AN_ENTRY, f"{ONLY}.changes.launch.list", "tasks"),
    Case("unknown-role", "over: base", "over: basis", "targets.firms-mean.growth.over", "base"),
    Case(
        "unknown-role",
        "national_average}",
        "nation}",
        "targets.share-average.better_than",
        "national_average",
    ),
    Case(
        "thing-missing", "    thing: enterprise\n    stated", "    stated", "indicators.firms", on="  firms:"
    ),
    Case(
        "fact-of-no-places",
        "_of: guided",
        "_of: guided\n    fact: holds",
        "indicators.visits.fact",
        on="fact: holds",
    ),
    Case("part-of-other-unit", "stated: 18 家", "part_of: founders", "indicators.firms.part_of"),
    Case("attendances-of", "_of: guided", "_of: firms", "indicators.visits.attendances_of"),
    Case("attendances-of", "stated: 18 家", "attendances_of: jobs", "indicators.firms.attendances_of"),
    Case("rate-in-sum", "formula: jobs / founders", "formula: share / founders", "indicators.ratio.formula"),
    Case("sum-of-units", "founders + 2 jobs", "founders + visits", "indicators.startups.formula"),
    Case("sum-of-units", "s: founders}\n      l", "s: jobs - net}\n      l", f"{ONLY}.redefine.startups"),
    Case("sum-of-kinds", "formula: firms}", "formula: firms + net}", "indicators.firms_twice.formula"),
    Case("formula-kind", "formula: firms}", "flow: 家, formula: firms}", "indicators.firms_twice.formula"),
    Case("sum-of-things", "signed: yes}", TWO_THINGS, "indicators.mix.formula", on="  mix:"),
    Case("division-is-rate", 'rate: "1"', 'flow: "1"', "indicators.ratio.flow"),
    Case("formula-unit", 'rate: "1"', "rate: 人", "indicators.ratio.formula", on="    formula: jobs"),
    Case("formula-unit", "founders + 2 jobs", "founders + 2 jobs, unit: 家", "indicators.startups.formula"),
    Case("names-itself", "founders}\n  gu", "students}\n  gu", "indicators.students.part_of"),
    Case("names-itself", "founders}\n  sha", "students}\n  sha", "targets.students.part_of"),
    Case("names-itself", "restates: founders}", "restates: again}", "targets.again.restates"),
    Case(
        "restates-a-restatement",
        "part_of: founders}\n  sha",
        "restates: again}\n  sha",
        "targets.students.restates",
    ),
    Case(
        "window-backwards", "due: Y-12\n", "due: (Y-2)-12\n", "targets.founders", on="  founders:\n    clause"
    ),
    Case("window-backwards", "due: (Y+1)-12-31}", "due: (Y-2)-12-31}", "term"),
    Case("window-backwards", "due: Y-03}", "due: (Y-1)-02}", "phases.launch"),
    Case("window-backwards", "due: Y-06-30", "due: (Y-9)-06-30", f"{LATER}.swap.share"),
    Case(
        "indicator-missing", "    indicator: founders\n", "", "targets.founders", on="  founders:\n    clause"
    ),
    Case("indicator-beside-rule", "all: [fi", "indicator: firms, all: [fi", "targets.all-of.indicator"),
    Case("indicator-beside-rule", "each: {", "indicator: share, each: {", "targets.both-shares.indicator"),
    Case("each-of-nothing", "of: [share, ratio]", "of: []", "targets.both-shares.each"),
    Case("combination-of-nothing", "[firms, firms-mean]", "[]", "targets.all-of.all"),
    Case("nobody", "[统计局, 各成员单位]", "[]", "responsibilities.counting.parties"),
    Case("need-out-of-range", "need: 2", "need: 4", "targets.some-of.some.need"),
    Case("need-out-of-range", "need: 2", "need: 0", "targets.some-of.some.need"),
    Case("rule-unit", HUNDREDS, "    at_least: 1800 人次\n", "targets.founders.at_least"),
    Case("rule-unit", "expected: 10 人", "expected: 10 家", "targets.students.at_least"),
    Case("rule-unit", "stated: 18 家", "stated: 18 人", "indicators.firms.stated"),
    Case("rule-unit", "at_least: 20 %, years", "at_least: 20 人, years", f"{LATER}.swap.share.at_least"),
    Case("growth-needs-percent", "growth: 8 %", "growth: 8 百分点", "targets.firms.growth"),
    Case("rise-needs-points", "rise: 10 百分点", "rise: 10 %", "targets.share-rise.rise"),
    Case("years-out-of-range", "years: 3}}", "years: 101}}", "targets.firms-mean.growth.years"),
    Case("years-out-of-range", "years: 3}}", "years: 0}}", "targets.firms-mean.growth.years"),
    Case("expected-below-floor", "expected: 10 人", "expected: 5 人", "targets.students.expected"),
    Case("expected-below-floor", "at_least: 5 人", "at_most: 5 人", "targets.students.expected"),
    Case("span-backwards", "lower: 5 %", "lower: 50 %", "targets.share.between"),
    Case("one-reading", NEW_READING, "", f"{REGISTER}.readings", on="    readings:\n      stock"),
    Case(
        "plain-readings",
        "stock: {plain: yes",
        "stock: {without_number: yes",
        f"{REGISTER}.readings",
        on="    readings:\n      stock",
    ),
    Case(
        "plain-without-number",
        "both: {",
        "both: {without_number: yes, ",
        f"{WHO}.readings.both.without_number",
    ),
    Case("changes-not-allowed", "both: {", "both: {redefine: {startups: jobs}, ", f"{WHO}.readings.both"),
    Case("changes-not-allowed", "vague: {", "vague: {redefine: {startups: jobs}, ", f"{WHO}.readings.vague"),
    Case(
        "reading-changes-nothing",
        "        redefine: {startups: founders}\n",
        "",
        ONLY,
        on="      founders-only:",
    ),
    Case(
        "touched-twice",
        "swap: {again: {restates: null}}",
        "swap: {share: {years: last}}",
        f"{NEW}.swap.share.years",
    ),
    Case("changed-twice", "{startups: founders}", TWICE, f"{ONLY}.redefine.startups"),
    Case("unchangeable-key", "{at_least: 20", "{clause: 九, at_least: 20", f"{LATER}.swap.share.clause"),
    Case(
        "unchangeable-key", "{startups: founders}", "{startups: {name: x}}", f"{ONLY}.redefine.startups.name"
    ),
]

PARTIES, PHASE, TASKS = "[各街道, 人社局]\n    bound", "phases.launch", "phases.launch.tasks"
STEPS, LOAN, TERMS = "procedures.recognition.steps", "benefits.loan", "benefits.loan.conditions"
PART, MONTHLY = "questions.grazed.readings.part", "questions.grazed.readings.monthly"
JOINT = "questions.whose.readings.together"
GRADUATE, YEARS = "{fact: graduate, is: yes}", "{fact: years_out, at_most: 24 月}"
AMOUNT = "{ceiling: 7-10 万元, before: 5 万元, per: partners, in_all: 20 万元}"
TAX = "{figure: 8000 元, per: [partners, years_out], in_all: 5 万元}"
SPLIT = "    split: [tax]\n"
LENDERS = "    conditions: [{fact: lender, is: yes}]\n"
NONE_LEFT = (
    "conditions: [{fact: years_out, less_than: 3 年}, {any: [{fact: holder, is: farm}]}]",
    "conditions: null",
)
STARTER = "starter: {clause: 五, text: {zh: 补贴, en: subsidy}, "
SUMMED = "tasks: {summed-up: {clause: 四, text: {zh: 总结报告, en: report}}}"
RENEWED = "steps: {renewed: {clause: 五, text: {zh: 复核, en: renewed}}}"

DUTY_SHAPE = [
    Case("unknown-key", "en: renewed}}}", "en: renewed}, age: x}}", "procedures.renewal.steps.renewed.age"),
    Case("not-a-list", SUMMED, "tasks: x", "phases.close.tasks"),
    Case("not-a-list", RENEWED, "steps: 5", "procedures.renewal.steps"),
    Case(
        "not-an-entry",
        "{clause: 二, text: {zh: 月报, en: monthly reports}, every: month}",
        "monthly",
        "obligations.reports",
    ),
    Case("missing-key", f"    {RENEWED}\n", "", "procedures.renewal.steps", on="  renewal:"),
    Case(
        "not-an-entry",
        "trader: {zh: 个体户, en: sole trader}",
        "trader: 个体户",
        "facts.holder.choices.trader",
    ),
    Case("missing-key", "kind: subsidy, ", "", "benefits.starter.kind", on=STARTER),
    Case("missing-key", ", kind: sanction}", "}", "consequences.blame.kind", on="  blame:"),
    Case("missing-key", "{share: 1 %, of: lent}", "{share: 1 %}", "benefits.fund.amount.of"),
    Case("missing-key", TAX, "{per: [partners]}", "benefits.relief.amount.figure"),
    Case("missing-key", "start: Y-11\n    due: Y-12\n", "start: Y-11\n", "phases.close.due", on="  close:"),
    Case(
        "fact-without-unit",
        "partners: {name: {zh: 合伙人, en: partners}, unit: 人}",
        "partners: {name: {zh: 合伙人, en: partners}, kind: number}",
        "facts.partners.unit",
    ),
    Case("unknown-key", "bound: each", "bounds: each", "obligations.filing.bounds", "bound"),
    Case("unknown-key", "endeavour: yes", "at_least: 1 次", "criteria.one-window.at_least", "parties"),
    Case("unknown-key", "by: Y-01, parties", "to: 财政局, parties", f"{TASKS}.office-founded.to"),
    Case("unknown-key", "outcome: {zh: 受理", "outcom: {zh: 受理", f"{STEPS}.application.outcom", "outcome"),
    Case(
        "unknown-key",
        "years_out, at_most: 24",
        "years_out, at_mst: 24",
        f"{TERMS}.years_out.at_mst",
        "at_most",
    ),
    Case("unknown-key", GRADUATE, "{fact: graduate, is: yes, not: no}", f"{TERMS}.graduate.not"),
    Case(
        "unknown-key",
        "{share: 1 %, of: lent}",
        "{share: 1 %, of: lent, in_all: 5 元}",
        "benefits.fund.amount.in_all",
    ),
    Case("unknown-key", "in_all: 5 万元", "in_al: 5 万元", "benefits.relief.amount.in_al", "in_all"),
    Case("unknown-key", "{at_most: 2 年}", "{at_most: 2 年, from: x}", f"{LOAN}.lasts.from"),
    Case("unknown-key", "    chair:", "    head:", "bodies.office.head"),
    Case("said-twice", "start: Y-10, due: Y-11", "start: Y-10, due: Y-11, by: Y-11", f"{STEPS}.review.by"),
    Case(
        "said-twice",
        "by: Y-01, parties",
        "by: Y-01, window: {start: Y, due: Y}, parties",
        f"{TASKS}.office-founded.by",
    ),
    Case("said-twice", "every: month}\n", "every: month, rule: {kind: done}}\n", "obligations.reports.every"),
    Case("said-twice", "{share: 1 %, of", "{share: 1 %, ceiling: 1 元, of", "benefits.fund.amount.ceiling"),
    Case("said-twice", "{ceiling: 7", "{figure: 7 元, ceiling: 7", f"{LOAN}.amount.figure"),
    Case("said-twice", "{ceiling: 7", "{upper: 7 元, ceiling: 7", f"{LOAN}.amount.upper"),
    Case("not-a-choice", "every: quarter", "every: qarter", "obligations.meetings.every", "quarter"),
    Case("not-a-choice", "bound: each", "bound: every", "obligations.filing.bound"),
    Case("not-a-choice", "kind: loan", "kind: lone", f"{LOAN}.kind", "loan"),
    Case(
        "not-a-choice", "en: spare}, kind: yes_no}", "en: spare}, kind: yes-no}", "facts.spare.kind", "yes_no"
    ),
    Case("not-a-choice", "kind: sanction", "kind: sanktion", "consequences.blame.kind", "sanction"),
    Case("not-a-choice", "level: town}}", "level: twn}}", f"{MONTHLY}.swap.meeting-held.level", "town"),
    Case(
        "text-expected",
        "every: month}\n  campaigns",
        "every: [month]}\n  campaigns",
        "obligations.reports.every",
    ),
    Case("text-expected", "fact: graduate", "fact: [graduate]", f"{TERMS}.fact"),
    Case("list-expected", PARTIES, "{a: b}\n    bound", "obligations.filing.parties"),
    Case("list-expected", "per: partners", "per: {a: b}", f"{LOAN}.amount.per"),
    Case("list-expected", GRADUATE, "{fact: graduate, is: }", f"{TERMS}.graduate.is"),
    Case(
        "list-expected",
        "any: [{fact: local, is: no}, {fact: partners, more_than: 1 人}]",
        "any: {fact: local, is: no}",
        f"{TERMS}.any",
    ),
    Case("list-expected", "clauses: [序, 一, 一/1, 二, 三, 四, 五]", "clauses: 序", "clauses"),
    Case("two-languages", "to: {zh: 毕业生, en: graduates}", "to: 毕业生", f"{LOAN}.to"),
    Case("two-languages", "hands: {zh: 申报表, en: the form}", "hands: 申报表", f"{STEPS}.application.hands"),
    Case(
        "two-languages",
        "deputies: {zh: 副区长, en: deputy head}",
        "deputies: [副区长]",
        "bodies.office.deputies",
    ),
    Case("two-languages", "others: {zh: 专家, en: experts}", "others: [专家]", "bodies.office.others"),
    Case("mapping-expected", AMOUNT, "[5 万元]", f"{LOAN}.amount"),
    Case("mapping-expected", YEARS, "years_out", TERMS),
    Case("yes-or-no", "discretionary: yes", "discretionary: 可", f"{LOAN}.discretionary"),
    Case("yes-or-no", "grazed: yes", "grazed: often", f"{PART}.swap.meetings.grazed"),
    Case("date-form", "by: Y-03-15", "by: 3月15日", "obligations.filing.by"),
    Case("date-form", "by: Y-01", "by: soon", f"{TASKS}.office-founded.by"),
    Case("date-form", "by: Y-02", "by: soon", f"{MONTHLY}.swap.meeting-held.by"),
    Case("figure-form", "at_least: 3 次", "at_least: [3 次]", "obligations.campaigns.at_least"),
    Case("bad-figure", "at_most: 24 月", "at_most: two", f"{TERMS}.years_out.at_most"),
    Case("figure-without-unit", "amount: 2000 元", "amount: 2000", "benefits.starter.amount"),
    Case("figure-without-unit", "lasts: 3 年", "lasts: 3", "benefits.relief.lasts"),
    Case("figure-not-exact", "amount: 2000 元", "amount: 2000-3000 元", "benefits.starter.amount"),
    Case("unknown-unit", "7-10 万元", "7-10 万原", f"{LOAN}.amount.ceiling", "万元"),
    Case(
        "unknown-unit",
        "lending}, unit: 万元}\n  net",
        "lending}, unit: 万原}\n  net",
        "facts.lent.unit",
        "万元",
    ),
    Case(
        "two-rules",
        "by: Y-03-15",
        "by: Y-03-15\n    every: year",
        "obligations.filing.every",
        on="    every: year",
    ),
    Case(
        "rule-missing",
        "{zh: 月报, en: monthly reports}, every: month}",
        "{zh: 月报, en: monthly reports}}",
        "obligations.reports.rule",
    ),
    Case("rule-missing", "every: month}\n", "rule: monthly}\n", "obligations.reports.rule"),
    Case("rule-kind", "every: month}\n", "rule: {kind: level}}\n", "obligations.reports.rule"),
    Case(
        "rule-kind", "[{fact: local, is: no}, {fact", "[{any: [{fact: local, is: no}]}, {fact", f"{TERMS}.any"
    ),
]

DUTY_CONTENT = [
    Case("no-period", "every: quarter", "every: half_year", "obligations.meetings.every"),
    Case(
        "no-period",
        "{every: month, expected",
        "{every: half_year, expected",
        f"{MONTHLY}.swap.meetings.every",
    ),
    Case("bad-id", "  window-again: {clause", "  window again: {clause", "criteria.window again"),
    Case("bad-id", "      review:", "      re view:", f"{STEPS}.re view"),
    Case("bad-id", "      other:", "      o=r:", "facts.holder.choices.o=r"),
    Case("id-taken", "  reports: {", "  windows: {", "measures.windows", on="  windows: {clause: 一"),
    Case("id-taken", "office-founded: {", "founders: {", f"{TASKS}.founders"),
    Case("named-twice", "clauses: [序, 一,", "clauses: [序, 一, 一,", "clauses"),
    Case("named-twice", PARTIES, "[各街道, 各街道]\n    bound", "obligations.filing.parties"),
    Case("named-twice", "for: [services", "for: [services, services", "responsibilities.lead.for"),
    Case("named-twice", "is: [company, trader]", "is: [company, company]", f"{TERMS}.holder.is"),
    Case("named-twice", SPLIT, "    split: [tax, tax]\n", "benefits.relief.split"),
    Case("named-twice", "[partners, years_out]", "[partners, partners]", "benefits.relief.amount.per"),
    Case(
        "unknown-party",
        "parties: 人社局, role",
        "parties: 人事局, role",
        "responsibilities.lead.parties",
        "人社局",
    ),
    Case("unknown-party", "        to: 人社局", "        to: 人社", f"{STEPS}.application.to", "人社局"),
    Case("unknown-party", "members: [人社局", "members: [人力局", "bodies.office.members", "人社局"),
    Case("unknown-party", "office: 人社局", "office: 人社", "bodies.office.office", "人社局"),
    Case(
        "unknown-party", "parties: 人社局, to", "parties: 人社, to", "consequences.praise.parties", "人社局"
    ),
    Case(
        "unknown-party",
        "    parties: 财政局\n    questions",
        "    parties: 财政\n    questions",
        f"{LOAN}.parties",
        "财政局",
    ),
    Case(
        "unknown-party",
        "parties: 财政局, entries",
        "parties: 财政, entries",
        "measures.windows.parties",
        "财政局",
    ),
    Case(
        "unknown-question",
        "questions: grazed",
        "questions: grased",
        "obligations.meetings.questions",
        "grazed",
    ),
    Case("unknown-question", "questions: whose", "questions: who", f"{LOAN}.questions", "whose"),
    Case("unknown-statement", "for: [services", "for: [service", "responsibilities.lead.for", "services"),
    Case(
        "unknown-statement",
        "entries: [windows, filing]",
        "entries: [window, filing]",
        "measures.services.entries",
        "windows",
    ),
    Case(
        "unknown-statement",
        "restates: filing",
        "restates: filling",
        "obligations.filing-again.restates",
        "filing",
    ),
    Case(
        "unknown-statement", "application: {by", "aplication: {by", f"{JOINT}.swap.aplication", "application"
    ),
    Case("unknown-list", "application: {by", "praise: {by", f"{JOINT}.swap.praise"),
    Case("names-itself", "restates: one-window", "restates: window-again", "criteria.window-again.restates"),
    Case(
        "restates-another-kind", "restates: one-window", "restates: filing", "criteria.window-again.restates"
    ),
    Case(
        "restates-a-restatement",
        "due: Y-06, level",
        "restates: window-again, level",
        "criteria.side-by-side.restates",
    ),
    Case("circle", "entries: [one-window", "entries: [windows, one-window", "measures.windows.entries"),
    Case("window-backwards", "due: Y-03\n    tasks", "due: (Y-1)-03\n    tasks", PHASE, on="  launch:"),
    Case(
        "window-backwards", "by: Y-01, parties", "start: Y-02, by: Y-01, parties", f"{TASKS}.office-founded"
    ),
    Case("window-backwards", "due: Y-10\n", "due: Y-02\n", "obligations.meetings", on="  meetings:\n"),
    Case("window-backwards", "due: Y-11}", "due: Y-09}", f"{STEPS}.review", on="      review:"),
    Case("nobody", "[统计局, 各街道]", "[]", "responsibilities.count.parties"),
    Case("not-times", "at_least: 3 次", "at_least: 1.5 次", "obligations.campaigns.at_least"),
    Case("not-times", "at_least: 3 次", "at_least: 0 次", "obligations.campaigns.at_least"),
    Case("not-times", "expected: 5 次", "expected: 5 家", "obligations.campaigns.expected"),
    Case("expected-below-floor", "expected: 5 次", "expected: 3 次", "obligations.campaigns.expected"),
    Case(
        "unknown-clause",
        "reports: {clause: 二",
        "reports: {clause: 二/1",
        "obligations.reports.clause",
        "一/1",
    ),
    Case(
        "unknown-clause",
        "founders: {clause: 一, name",
        "founders: {clause: 六, name",
        "indicators.founders.clause",
    ),
    Case("unknown-clause", "review: {clause: 五", "review: {clause: 五/9", f"{STEPS}.review.clause", "五"),
    Case("unknown-fact", "fact: graduate", "fact: gradute", f"{TERMS}.gradute.fact", "graduate"),
    Case("unknown-fact", "of: lent}", "of: lents}", "benefits.fund.amount.of", "lent"),
    Case("unknown-fact", "per: partners", "per: partner", f"{LOAN}.amount.per", "partners"),
    Case("unknown-fact", SPLIT, "    split: taxes\n", "benefits.relief.split", "tax"),
    Case("unknown-choice", "is: [company, trader]", "is: [company, traders]", f"{TERMS}.holder.is", "trader"),
    Case("unknown-choice", "is: farm", "is: fam", f"{JOINT}.swap.loan.conditions.any.holder.is", "farm"),
    Case("nothing-listed", "is: [company, trader]", "is: []", f"{TERMS}.holder.is"),
    Case(
        "nothing-listed",
        "any: [{fact: local, is: no}, {fact: partners, more_than: 1 人}]",
        "any: []",
        f"{TERMS}.any",
    ),
    Case("nothing-listed", RENEWED, "steps: {}", "procedures.renewal.steps"),
    Case(
        "nothing-listed",
        "en: spare}, kind: yes_no",
        "en: spare}, kind: choice",
        "facts.spare.choices",
    ),
    Case(
        "fact-two-kinds",
        "years since graduation}, unit: 年}",
        "years since graduation}, unit: 年, choices: {a: {zh: 甲, en: a}}}",
        "facts.years_out.choices",
    ),
    Case(
        "fact-two-kinds",
        "en: spare}, kind: yes_no}",
        "en: spare}, kind: yes_no, unit: 人}",
        "facts.spare.unit",
    ),
    Case(
        "fact-two-kinds",
        "en: spare}, kind: yes_no}",
        "en: spare}, kind: yes_no, signed: yes}",
        "facts.spare.signed",
    ),
    Case("fact-signed", "per: partners", "per: net", f"{LOAN}.amount.per"),
    Case("fact-signed", SPLIT, "    split: net\n", "benefits.relief.split"),
    Case("no-conditions", LENDERS, "", "benefits.fund.conditions", on="  fund:"),
    Case("no-conditions", "[{fact: lender, is: yes}]", "[]", "benefits.fund.conditions"),
    Case("no-conditions", NONE_LEFT[0], NONE_LEFT[1], f"{JOINT}.swap.loan.conditions"),
    Case("fact-of-other-kind", GRADUATE, "{fact: graduate, at_least: 1 人}", f"{TERMS}.graduate.fact"),
    Case("fact-of-other-kind", GRADUATE, "{fact: graduate, is: company}", f"{TERMS}.graduate.fact"),
    Case("fact-of-other-kind", YEARS, "{fact: years_out, is: yes}", f"{TERMS}.years_out.fact"),
    Case("fact-of-other-kind", "is: [company, trader]", "is: no", f"{TERMS}.holder.fact"),
    Case("fact-of-other-kind", "per: partners", "per: local", f"{LOAN}.amount.per"),
    Case("fact-unit", "at_most: 24 月", "at_most: 24 人", f"{TERMS}.years_out.fact"),
    Case("fact-unit", "of: lent}", "of: partners}", "benefits.fund.amount.of"),
    Case("fact-unit", SPLIT, "    split: partners\n", "benefits.relief.split"),
    Case("condition-form", GRADUATE, "{fact: graduate}", f"{TERMS}.graduate"),
    Case("condition-form", "- {fact: graduate, is: yes}", "- {}", TERMS),
    Case(
        "two-tests", YEARS, "{fact: years_out, at_least: 1 年, at_most: 2 年}", f"{TERMS}.years_out.at_most"
    ),
    Case("two-tests", GRADUATE, "{fact: graduate, is: yes, at_most: 2 年}", f"{TERMS}.graduate.at_most"),
    Case("two-tests", "- any: [", "- is: yes\n        any: [", f"{TERMS}.any", on="        any: ["),
    Case("share-unit", "{share: 1 %", "{share: 1 万元", "benefits.fund.amount.share"),
    Case("amount-units", "in_all: 20 万元", "in_all: 20 人", f"{LOAN}.amount.in_all"),
    Case("amount-units", "before: 5 万元", "before: 5 年", f"{LOAN}.amount.before"),
    Case("amount-order", "before: 5 万元", "before: 7 万元", f"{LOAN}.amount.before"),
    Case("amount-order", "7-10 万元", "7-6 万元", f"{LOAN}.amount.ceiling"),
    Case("amount-order", "in_all: 5 万元", "in_all: 0.8 万元", "benefits.relief.amount.in_all"),
    Case("amount-order", "amount: 2000 元", "amount: 0 元", "benefits.starter.amount"),
    Case("term-unit", "lasts: 3 年", "lasts: 3 日", "benefits.relief.lasts"),
    Case("term-unit", "{at_most: 2 年}", "{at_most: 1.5 年}", f"{LOAN}.lasts.at_most"),
    Case("term-unit", "lasts: 3 年", "lasts: 0 年", "benefits.relief.lasts"),
    Case(
        "unchangeable-key",
        "meetings: {grazed: yes}",
        "meetings: {grazed: yes, parties: 人社局}",
        f"{PART}.swap.meetings.parties",
    ),
    Case(
        "unchangeable-key",
        "{by: Y-02, level",
        "{clause: 一, by: Y-02, level",
        f"{MONTHLY}.swap.meeting-held.clause",
    ),
    Case(
        "touched-twice",
        "application: {by: Y-08, to: 财政局, outcome: null}",
        "side-by-side: {due: Y-08}",
        f"{JOINT}.swap.side-by-side",
    ),
]


def said(case: Case, whole: str) -> cyxc.Problem:
    """The one problem of a case, after its place was checked."""
    assert whole.count(case.old) == 1, case.old
    text = whole.replace(case.old, case.new)
    at = text.index(case.on) if case.on else whole.index(case.old)
    with pytest.raises(cyxc.SchemeError) as caught:
        cyxc.loads(text, "town.yaml")
    assert len(caught.value.problems) == 1, str(caught.value)
    (problem,) = caught.value.problems
    where = problem.where
    assert (where.file, where.line) == ("town.yaml", text.count("\n", 0, at) + 1), str(caught.value)
    assert (where.path or "") == case.path
    return problem


@pytest.mark.parametrize("case", [*SHAPE, *CONTENT], ids=lambda case: f"{case.code}-{case.path}")
def test_a_fault_is_told_alone_with_line_path_and_nearest_name(case: Case) -> None:
    problem = said(case, SMALL)
    assert problem.code == case.code
    assert "".join(problem.nearest[:1]) == case.nearest


@pytest.mark.parametrize("case", [*DUTY_SHAPE, *DUTY_CONTENT], ids=lambda case: f"{case.code}-{case.path}")
def test_a_fault_in_duties_and_benefits_is_told_alone(case: Case) -> None:
    problem = said(case, DUTIES)
    assert problem.code == case.code
    assert "".join(problem.nearest[:1]) == case.nearest
    for language in ("zh", "en"):
        assert problem.say(language)


@pytest.mark.parametrize(("word", "meant"), [("区", False), ("twon", True)])
def test_the_words_to_choose_from_are_listed_once(word: str, meant: bool) -> None:
    (problem,) = problems(swapped(("level: town}", f"level: {word}}}")))
    for language in ("zh", "en"):
        todo = problem.todo(language)
        assert todo.count("province") == 1
        assert ("town?" in todo or "town？" in todo) is meant


def test_the_small_scheme_has_no_fault() -> None:
    assert isinstance(cyxc.loads(SMALL), cyxc.Scheme)


def problems(text: str) -> list[cyxc.Problem]:
    with pytest.raises(cyxc.SchemeError) as caught:
        cyxc.loads(text, "town.yaml")
    return list(caught.value.problems)


def found(text: str) -> list[tuple[str, int | None, str | None]]:
    """Code, line and path of every problem, in the order they are told."""
    return [(problem.code, problem.where.line, problem.where.path) for problem in problems(text)]


def line(text: str, piece: str) -> int:
    return text.count("\n", 0, text.index(piece)) + 1


def swapped(*pairs: tuple[str, str]) -> str:
    text = SMALL
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def test_all_faults_come_at_once_in_the_order_of_the_file() -> None:
    text = swapped(
        ("version: ", "verison: "),
        ("level: district", "level: distric"),
        ("flow: 人次", "flow: 人此"),
        ("jobs / founders", "jbs / founders"),
        (HUNDREDS, "    at_least: many\n"),
        ("[firms, firms-mean]", "[firms, firms-men]"),
        ("due: Y-03}", "due: soon}"),
        ("[统计局, 各", "[统计所, 各"),
        ("{startups: founders}", "{startups: fonders}"),
        ("at_least: 20 %, years: each", "yeers: each"),
        ("      new:\n", "      new:\n        color: red\n"),
    )
    assert found(text) == [
        ("missing-key", 1, "version"),
        ("unknown-key", 3, "verison"),
        ("not-a-choice", line(text, "level: distric"), "place.level"),
        ("unknown-unit", line(text, "人此"), "indicators.visits.flow"),
        ("unknown-indicator", line(text, "jbs"), "indicators.ratio.formula"),
        ("bad-figure", line(text, "many"), "targets.founders.at_least"),
        ("unknown-target", line(text, "firms-men"), "targets.all-of.all"),
        ("date-form", line(text, "soon"), "phases.launch.due"),
        ("unknown-party", line(text, "统计所"), "responsibilities.counting.parties"),
        ("unknown-indicator", line(text, "fonders}"), f"{ONLY}.redefine.startups"),
        ("unknown-key", line(text, "yeers"), f"{LATER}.swap.share.yeers"),
        ("unknown-key", line(text, "color"), f"{NEW}.color"),
    ]


def test_a_broken_entry_is_still_known_by_its_id() -> None:
    text = swapped(("indicator: ratio, at_least", "indicator: ratio, at_lest"), ("    stock: 家\n", ""))
    assert [code for code, _, _ in found(text)] == ["kind-missing", "rule-missing", "unknown-key"]


def test_a_head_that_is_missing_is_not_missed_at_every_target() -> None:
    text = swapped(
        ("term: {start: (Y-1)-03, due: (Y+1)-12-31}\n", ""),
        ("place: {zh: 某区, en: some district, level: district}\n", ""),
        ("due: Y-12\n", "due: 1999-12\n"),
        ('"1:5", years', '"1:5", start: 2030-01, years'),
    )
    assert sorted((code, path) for code, _, path in found(text)) == [
        ("missing-key", "place"),
        ("missing-key", "term"),
    ]


CIRCLES = [
    (
        [
            ("formula: firms}", "formula: firms_twice}"),
            ("redefine: {firms_twice: {formula: net}}\n        ", ""),
        ],
        ["indicators.firms_twice.formula"],
    ),
    (
        [("founders + 2 jobs", "employed"), ("flow: 人}\n  students", "formula: startups}\n  students")],
        ["indicators.employed.formula", "indicators.startups.formula"],
    ),
    (
        [("stated: 18 家", "part_of: net"), ("signed: yes", "part_of: firms")],
        ["indicators.firms.part_of", "indicators.net.part_of"],
    ),
    (
        [("[firms, firms-mean]", "[any-of]"), ("[share-rise, share-average]", "[all-of]")],
        ["targets.all-of.all", "targets.any-of.any"],
    ),
    (
        [
            ("expected: 10 人, part_of: founders", "part_of: ratio"),
            ('"1:5", years', '"1:5", part_of: students, years'),
        ],
        ["targets.students.part_of", "targets.ratio.part_of"],
    ),
]


@pytest.mark.parametrize(("changes", "paths"), CIRCLES)
def test_what_rests_on_itself(changes: list[tuple[str, str]], paths: list[str]) -> None:
    told = found(swapped(*changes))
    assert [(code, path) for code, _, path in told] == [("circle", path) for path in paths]


def chained(length: int) -> str:
    """The small scheme with `length` indicators, each the one before under another name."""
    links = "".join(
        f"  x{i}: {{clause: 一, name: {{zh: 链{i}, en: link {i}}}, text: {{zh: 文, en: text}}, flow: 人"
        + ("}\n" if i == 0 else f", formula: x{i - 1}}}\n")
        for i in range(length)
    )
    return swapped(("\ntargets:", f"\n{links}\ntargets:"))


@pytest.mark.parametrize("length", [51, 1500])
def test_a_chain_of_formulas_has_an_end(length: int) -> None:
    assert [(code, path) for code, _, path in found(chained(length))] == [
        ("chain-too-long", "indicators.x50.formula")
    ]


def test_a_chain_of_formulas_may_be_long() -> None:
    assert "x49" in cyxc.loads(chained(50)).indicators


def test_a_circle_that_only_a_reading_closes() -> None:
    text = swapped(("{startups: founders}", "{jobs: startups}"))
    assert found(text) == [
        ("circle", line(text, "      founders-only:"), f"{ONLY} → indicators.startups.formula"),
        ("circle", line(text, "{jobs: startups}"), f"{ONLY}.redefine.jobs"),
    ]


def test_a_reading_that_breaks_another_entry() -> None:
    text = swapped(("{startups: founders}", "{founders: {flow: 家, thing: enterprise}}"))
    told = problems(text)
    assert {problem.code for problem in told} == {
        "part-of-other-unit",
        "sum-of-units",
        "formula-unit",
        "rule-unit",
    }
    assert {problem.where.line for problem in told} == {line(text, "      founders-only:")}
    assert f"{ONLY} → targets.founders.at_least" in [problem.where.path for problem in told]


def test_readings_that_stand_alone_but_not_together() -> None:
    together = "{firms_twice: {formula: net}, founders: jobs}"
    text = swapped(("{startups: founders}", "{jobs: founders}"), ("{firms_twice: {formula: net}}", together))
    at = line(text, "      new:\n")
    both = f"{ONLY} + {NEW}"
    assert found(text) == [
        ("circle", at, f"{both} → indicators.founders.formula"),
        ("circle", at, f"{both} → indicators.jobs.formula"),
    ]


def test_readings_that_change_one_entry_each_fit_together_or_are_told() -> None:
    later, again = "share: {at_least: 20 %, years: each, due: Y-06-30}", "again: {restates: null}"
    fits = swapped((later, "share: {start: Y-01}"), (again, "share: {indicator: firms, at_least: 1 家}"))
    scheme = cyxc.loads(fits)
    target = scheme.under({"who-counts": "later", "register": "new"}).targets["share"]
    assert (str(target.window.start), target.indicator) == ("Y-01", "firms")
    clash = swapped((later, "share: {at_least: 30 %}"), (again, "share: {indicator: firms, at_least: 1 家}"))
    assert [code for code, _, _ in found(clash)] == ["touched-twice"]
    apart = swapped(
        (later, "founders: {at_least: 1 家, indicator: firms}"), (again, "students: {indicator: net}")
    )
    assert [code for code, _, _ in found(apart)] == ["rule-unit"]


def test_readings_of_a_duty_that_stand_alone_but_not_together() -> None:
    # Every calendar year from December to December is one whole year; to November it is none.
    text = DUTIES.replace("swap: {meetings: {grazed: yes}", "swap: {reports: {every: year}")
    yearly, shorter = (
        text,
        DUTIES.replace(
            "          application: {by", "          reports: {due: Y-11}\n          application: {by"
        ),
    )
    assert len({DUTIES, yearly, shorter}) == 3
    assert cyxc.loads(yearly)
    assert cyxc.loads(shorter)
    both = yearly.replace(
        "          application: {by", "          reports: {due: Y-11}\n          application: {by"
    )
    path = f"{PART} + {JOINT} → obligations.reports.every"
    assert found(both) == [("no-period", line(both, "      together:"), path)]


def test_measures_that_stand_in_one_another() -> None:
    text = DUTIES.replace("entries: [one-window, side-by-side]", "entries: [services]")
    assert [(code, path) for code, _, path in found(text)] == [
        ("circle", "measures.windows.entries"),
        ("circle", "measures.services.entries"),
    ]


def test_all_faults_of_duties_come_at_once_in_the_order_of_the_file() -> None:
    text = DUTIES
    for old, new in (
        ("restates: one-window", "restates: one-windw"),
        ("expected: 5 次", "expected: 5 人"),
        ("by: Y-01, parties: 人社局", "by: Y-13, parties: 人社"),
        ("for: [services, meetings]", "for: [service, meetings]"),
        ("unit: 元", "unit: 员"),
        ("fact: graduate, is: yes", "fact: graduat, is: yes"),
        ("7-10 万元", "10-7 万元"),
        ("        to: 人社局", "        too: 人社局"),
        ("    chair:", "    chairs:"),
        ("level: town}}", "level: twon}}"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    assert [(code, path) for code, _, path in found(text)] == [
        ("unknown-statement", "criteria.window-again.restates"),
        ("not-times", "obligations.campaigns.expected"),
        ("date-form", f"{TASKS}.office-founded.by"),
        ("unknown-statement", "responsibilities.lead.for"),
        ("unknown-unit", "facts.tax.unit"),
        ("unknown-fact", f"{TERMS}.graduat.fact"),
        ("amount-order", f"{LOAN}.amount.ceiling"),
        ("unknown-key", f"{STEPS}.application.too"),
        ("unknown-key", "bodies.office.chairs"),
        ("not-a-choice", f"{MONTHLY}.swap.meeting-held.level"),
    ]


def test_readings_that_leave_nothing_of_an_entry_together() -> None:
    text = swapped(
        ("{startups: founders}", "{share: {formula: null}}"),
        ("{firms_twice: {formula: net}}", "{share: {kind: null}}"),
    )
    both = f"{ONLY} + {NEW} → indicators.share.kind"
    assert found(text) == [("kind-missing", line(text, "      new:\n"), both)]


def test_what_rests_on_a_broken_formula_is_not_faulted_for_it() -> None:
    text = swapped(
        ("formula: firms}", "formula: nothing}"),
        (
            "signed: yes}",
            "signed: yes}\n"
            "  x: {clause: 二, name: {zh: 甲, en: x}, text: {zh: 一, en: x}, formula: firms_twice}",
        ),
        ("indicator: firms_twice, growth: 8 %", "indicator: x, at_least: 5 家"),
    )
    assert found(text) == [("unknown-indicator", line(text, "nothing}"), "indicators.firms_twice.formula")]


def test_a_fault_in_the_first_of_two_keys_is_told_on_its_line() -> None:
    text = swapped(("    indicator: founders\n", "    indicator: funders\n    indicator: founders\n"))
    at = line(text, "funders")
    path = "targets.founders.indicator"
    assert found(text) == [("unknown-indicator", at, path), ("duplicate-key", at + 1, path)]
    form = json.dumps(interchange(), ensure_ascii=False, indent=1)
    form = form.replace('"indicator": "founders"', '"indicator": "funders",\n   "indicator": "founders"', 1)
    at = line(form, "funders")
    assert found(form) == [("unknown-indicator", at, path), ("duplicate-key", at + 1, path)]


def interchange() -> dict[str, Any]:
    form: dict[str, Any] = json.loads(json.dumps(cyxc.loads(SMALL).to_dict()))
    return form


@pytest.mark.parametrize("list_", ["indicators", "targets", "parties", "questions"])
def test_an_id_used_twice(list_: str) -> None:
    form = interchange()
    form[list_].append(form[list_][0])
    text = json.dumps(form, ensure_ascii=False, indent=1)
    (told,) = found(text)
    last = f'"id": "{form[list_][0]["id"]}"'
    section = text.index(f'"{list_}": [')
    entries = [at for at in range(section, len(text)) if text.startswith(last, at)]
    inside = [at for at in entries if text.startswith("\n   ", at - 4)]
    assert told == ("duplicate-id", text.count("\n", 0, inside[1]), f"{list_}.{form[list_][0]['id']}")


def test_a_reading_s_id_used_twice() -> None:
    form = interchange()
    form["questions"][0]["readings"].append(form["questions"][0]["readings"][1])
    (told,) = found(json.dumps(form))
    assert told[::2] == ("duplicate-id", f"{WHO}.readings.founders-only")


def test_a_name_nothing_has_at_a_call() -> None:
    with pytest.raises(cyxc.UnknownNameError) as caught:
        cyxc.loads(SMALL).targets["funders"]
    (problem,) = caught.value.problems
    assert (problem.code, problem.nearest[0]) == ("unknown-entry", "founders")


def test_a_fault_nobody_thought_of_is_told_all_the_same() -> None:
    @attrs.frozen
    class Odd:
        number: int

        def __attrs_post_init__(self) -> None:
            raise ArithmeticError("odd")

    source = Source(None)
    assert structure({"number": "1"}, Odd, source, ("place",)) is None
    assert [(p.code, p.where.path) for p in source.problems] == [("bad-value", "place")]


ELSEWHERE = {"bad-value", "chain-too-long", "circle", "duplicate-id", "unknown-entry"}  # the tests above


def test_every_code_about_schemes_has_a_case() -> None:
    text = resources.files("cyxc").joinpath("messages.yaml").read_text(encoding="utf-8")
    section, codes = "", set()
    for row in text.splitlines():
        if row.startswith("# ---"):
            section = row.strip("# -")
        elif section.startswith("scheme files") and row[:1].isalpha():
            codes.add(row.removesuffix(":"))
    assert len(codes) > 80
    cases = [*SHAPE, *CONTENT, *DUTY_SHAPE, *DUTY_CONTENT]
    assert {case.code for case in cases} | ELSEWHERE == codes
