"""分析人员的第一本笔记 · A first notebook for analysts.

打开 · open:  marimo edit docs/notebooks/first-steps.py
运行 · run:   python docs/notebooks/first-steps.py
安装 · needs: pip install "cyxc[notebooks]"
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(app_title="cyxc：第一步 · first steps")


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # cyxc：第一步 · First steps

    从一份方案和一张数据表，到逐项判定、数据框、图和读法。数据是示例，不是任何地方的实际情况。

    *From a plan and a table of figures to verdicts, a data frame, charts, readings. The data is made up.*
    """)
    return


@app.cell
def _():
    import marimo as mo
    import pandas as pd

    import cyxc

    return cyxc, mo, pd


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## 一、取方案 · Load a plan

    `cyxc.load` 取随库附带的方案，或一个方案文件。
    *`cyxc.load` takes a packaged plan's id or the path of a scheme file.*
    """)
    return


@app.cell
def _(cyxc):
    scheme = cyxc.load("wuchang").for_year(2010)
    print(scheme.title.zh, "·", scheme.title.en)
    print(len(scheme.targets), "个目标 · targets;", len(scheme.questions), "个读法问题 · questions")
    return (scheme,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## 二、判定 · Judge a place

    数据可以是表、文件或字典；缺的就是缺，不当作零，也不当作达标。
    *Data may be a table, a file or a mapping; what is missing is missing, never zero and never a pass.*
    """)
    return


@app.cell
def _(cyxc, scheme):
    result = scheme.evaluate(cyxc.example("wuchang"))
    print(result.status.label.zh, "·", result.status.label.en)
    for verdict in result.targets:
        if verdict.status == "not_met":
            print("-", verdict.explanation.zh, verdict.missing_text.zh)
    return (result,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## 三、明细表 · The breakdown as a table

    `to_frame()` 一个目标一行；`duties=True` 再加标准、义务、任务和步骤；`to_frame("polars")` 给 polars。
    *One row a target; `duties=True` adds criteria, obligations, tasks and steps.*
    """)
    return


@app.cell
def _(result):
    table = result.to_frame()
    table[["id", "text_zh", "status", "value", "threshold", "unit", "attainment", "missing_zh"]]
    return (table,)


@app.cell
def _(table):
    by_status = table[table["counted"]].groupby("status").size()
    by_status
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## 四、图 · Charts

    图是普通的 altair 图；`language="en"` 换成英文。
    *Charts are plain altair charts; labels are Chinese unless `language="en"`.*
    """)
    return


@app.cell
def _(result):
    progress = result.charts.progress(language="zh")
    progress
    return


@app.cell
def _(result):
    offices = result.charts.offices(language="zh")
    offices
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## 五、逐月看 · Month by month

    按月上报的数，在每个月底判定一次；虚线是序时进度。六月没有报：到六月底，数只报到五月（下方细线）；
    七月报了，中间有缺口，就只知道至少是多少（三角），不当作零。

    *Monthly reports, judged at each month's end; the dashes are the straight line through the year. June was
    not reported: at its end the figure runs to May only; from July on there is a gap, and only the least it
    can be is known, which is not zero.*
    """)
    return


@app.cell
def _(cyxc, pd, scheme):
    monthly = {1: 130, 2: 150, 3: 140, 4: 160, 5: 150, 7: 180}
    reports = [
        cyxc.Observation(indicator="founders", value=value, period=f"2010-{month:02}")
        for month, value in monthly.items()
    ]
    month_ends = [day.date() for day in pd.date_range("2010-01-31", periods=7, freq="ME")]
    series = scheme.evaluate_series(reports, month_ends)
    over_time = series.charts.over_time("founders", language="zh")
    over_time
    return (series,)


@app.cell
def _(series):
    long = series.to_frame()
    long[long["id"] == "founders"][["as_of", "status", "so_far", "value", "threshold"]]
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## 六、许多地方 · Many places

    同一方案判定许多地方：数据框里一地一目标一行，图上一格一个判定。
    *The same plan over many places: a row a place and target, a square a verdict.*
    """)
    return


@app.cell
def _(cyxc):
    met = {
        "guidance_staff": 1, "eligible_founders": 10, "supported_founders": 10, "in_need": 5, "helped": 5,
        "activity_index": (12, "1"), "activity_index@local_average": (11, "1"),
        "employed": 100, "founders_all": 8, "jobs_all": 12, "attempts": 10, "successes": 5,
        "cohort2_opened": 10, "cohort2_alive": 7, "founders": 20, "jobs": 25, "new_employment": 100,
    }  # fmt: skip
    communities = {"甲社区": met, "乙社区": {**met, "successes": 4}, "丙社区": {**met, "helped": None}}
    found = cyxc.load("panzhihua-2010").evaluate_many(communities)
    pivot = found.to_frame().pivot(index="text_zh", columns="place", values="status")
    heat_map = found.charts.heat_map(language="zh")
    heat_map
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## 七、读法 · Readings

    条文有两种读法时，判定写明取决于哪一种。
    *Where a clause can be read in two ways, the verdict says so, and what each reading comes to.*
    """)
    return


@app.cell
def _(result):
    share = result["startup-share"]
    for reading in share.readings:
        print(dict(reading.answers), "→", reading.status.label.zh, "·", reading.status.label.en)
    founders_only = result.under({"who-counts": "founders-only"})
    print(founders_only["startup-share"].explanation.zh)
    return


if __name__ == "__main__":
    app.run()
