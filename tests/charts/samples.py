"""What the tests draw: demands of every kind, months of reports, a county's year, thirty places."""

from functools import cache

import cyxc
from cyxc import Observation
from cyxc.evaluate.series import Series

HEAD = """
format: cyxc.scheme/1
id: odd
version: "1"
title: {zh: 各种要求, en: demands of every kind}
place: {zh: 某镇, en: a town, level: town}
term: {start: 2020, due: 2021}
"""

ODD = f"""{HEAD}
indicators:
  idle: {{clause: 一, text: {{zh: 空, en: i}}, name: {{zh: 空置率, en: idle share}}, kind: rate, unit: "%"}}
  cases: {{clause: 一, text: {{zh: 诉, en: c}}, name: {{zh: 投诉, en: complaints}}, flow: 个, thing: case}}
  days: {{clause: 一, text: {{zh: 日, en: d}}, name: {{zh: 办理天数, en: days taken}}, stock: 日}}
  staff: {{clause: 一, text: {{zh: 员, en: s}}, name: {{zh: 工作人员, en: staff}}, stock: 人}}
  net:
    {{clause: 一, text: {{zh: 净, en: n}}, name: {{zh: 净, en: net}}, flow: 户, thing: firm, signed: yes}}
  many: {{clause: 一, text: {{zh: 多, en: m}}, name: {{zh: 扶持人数, en: people helped}}, flow: 人}}
targets:
  idle: {{clause: 一, text: {{zh: 空置率不超过一成, en: a tenth idle}}, indicator: idle, at_most: 10 %}}
  cases: {{clause: 一, text: {{zh: 投诉少于 20 个, en: few complaints}}, indicator: cases, less_than: 20 个}}
  days:
    {{clause: 一, text: {{zh: 3 至 7 日, en: d}}, indicator: days, between: {{lower: 3 日, upper: 7 日}}}}
  staff: {{clause: 一, text: {{zh: 恰好 5 人, en: five staff}}, indicator: staff, equals: 5 人}}
  net: {{clause: 一, text: {{zh: 净增 50 户, en: net growth}}, indicator: net, at_least: 50 户}}
  many: {{clause: 一, text: {{zh: 扶持 100 人, en: 100 helped}}, indicator: many, at_least: 100 人}}
  both: {{clause: 一, text: {{zh: 两项都达标, en: both met}}, all: [staff, days]}}
"""

MONTHS = (90, 120, 160, 150, 170, 180, 200, 190, 210, 140, 160, 110)
"""New founders month by month; 1,880 in all."""

MONTH_ENDS = (
    "2010-01-31", "2010-02-28", "2010-03-31", "2010-04-30", "2010-05-31", "2010-06-30",
    "2010-07-31", "2010-08-31", "2010-09-30", "2010-10-31", "2010-11-30", "2010-12-31",
)  # fmt: skip

# 二/(一)-(五) of Panzhihua's notice, each met exactly, the local average by one.
JUST_MET: dict[str, object] = {
    "guidance_staff": 1,
    "eligible_founders": 10, "supported_founders": 10,
    "in_need": 5, "helped": 5,
    "activity_index": (12, "1"), "activity_index@local_average": (11, "1"),
    "employed": 100, "founders_all": 8, "jobs_all": 12,
    "attempts": 10, "successes": 5,
    "cohort2_opened": 10, "cohort2_alive": 7,
    "founders": 20, "jobs": 25, "new_employment": 100,
}  # fmt: skip


@cache
def odd() -> cyxc.Scheme:
    return cyxc.loads(ODD)


def by_month(indicator: str, values: dict[int, int]) -> list[Observation]:
    return [
        Observation(indicator=indicator, value=value, period=f"2010-{month:02}")
        for month, value in values.items()
    ]


@cache
def year() -> Series:
    """Wuchang month by month: founders every month, loans of 400 in January, February, April and May."""
    founders = by_month("founders", dict(enumerate(MONTHS, start=1)))
    loans = by_month("loans_issued", dict.fromkeys((1, 2, 4, 5), 400))
    return cyxc.load("wuchang").for_year(2010).evaluate_series([*founders, *loans], MONTH_ENDS)


@cache
def county() -> cyxc.Evaluation:
    """The county on 20 March: a plan drawn up, a goal system not, one filing late and one not there."""
    log = cyxc.EventLog(
        first="2010-01-01",
        last="2010-03-20",
        events=[
            cyxc.Event(entry="creation-plan", on="2010-02-26"),
            cyxc.Event(entry="plans-filed", on="2010-03-18", party="甲镇"),
        ],
    )
    classes = {"各乡镇": ["甲镇"], "各园区": ["乙园"]}
    scheme = cyxc.load("county").for_year(2010)
    return scheme.evaluate({}, as_of="2010-03-20", logs=log, classes=classes)


@cache
def thirty() -> cyxc.Evaluations:
    """Thirty communities: C00 to C27 meet all, C28 misses one target, C29 handed in nothing."""
    data: dict[str, object] = {f"C{number:02}": JUST_MET for number in range(30)}
    data["C28"] = {**JUST_MET, "successes": 4}
    data["C29"] = {}
    places = cyxc.Places(
        cyxc.Place(
            code=f"C{number:02}", name=cyxc.Text(f"第{number}社区", f"Community {number}"), level="community"
        )
        for number in range(30)
    )
    return cyxc.load("panzhihua-2010").evaluate_many(data, places=places)
