"""An office's own sheet: what it leads and takes part in, what of it is met, missing and late."""

import pickle

import pytest

import cyxc
from support import HEAD, loaded, log

SCHEME = loaded(
    HEAD
    + """
parties:
  甲局: {en: A}
  乙局: {en: B}
  丙局: {en: C}
  丁局: {en: D}
  戊局: {en: E}
criteria:
  near: {clause: 一, text: {zh: 近, en: near}}
  far: {clause: 一, text: {zh: 远, en: far}, parties: [丁局]}
  alone: {clause: 一, text: {zh: 独, en: alone}}
obligations:
  filing: {clause: 一, text: {zh: 报送, en: filing}, by: 2020-03}
measures:
  outer: {clause: 一, text: {zh: 外, en: outer}, entries: [inner]}
  inner: {clause: 一, text: {zh: 内, en: inner}, entries: [far]}
  empty: {clause: 一, text: {zh: 空, en: empty}, parties: [戊局]}
responsibilities:
  leading: {clause: 一, text: {zh: 牵头, en: leads}, parties: [甲局], role: leads, for: [outer, filing]}
  helping:
    {clause: 一, text: {zh: 配合, en: helps}, parties: [乙局, 甲局], role: takes_part, for: [outer, near]}
  general: {clause: 一, text: {zh: 另有, en: other}, parties: [丙局]}
"""
)
RESULT = SCHEME.evaluate(
    {}, judgements={"near": True}, logs=log("2020-01-01", "2020-12-31", "filing 2020-04-02")
)


def ids(verdicts: tuple[cyxc.Verdict, ...]) -> list[str]:
    return [verdict.id for verdict in verdicts]


def test_roles_reach_through_measures_in_measures() -> None:
    sheets = RESULT.by_party()
    leader, helper = sheets["甲局"], sheets["乙局"]
    assert ids(leader.leads) == ["far", "filing"], "where it both leads and takes part it leads"
    assert ids(leader.takes_part) == ["near"]
    assert ids(leader.jointly) == []
    assert ids(helper.takes_part) == ["near", "far"]
    assert ids(sheets["丁局"].jointly) == ["far"]
    assert [duty.id for duty in leader.responsibilities] == ["leading", "helping"]
    assert [line.id for line in leader.measures] == ["outer", "inner"]


def test_everybody_with_something_has_a_sheet_and_nobody_has_one_too() -> None:
    sheets = RESULT.by_party()
    assert set(sheets) == {"", "甲局", "乙局", "丙局", "丁局", "戊局"}
    assert ids(sheets[""].jointly) == ["alone"]
    assert (len(sheets["丙局"]), [duty.id for duty in sheets["丙局"].responsibilities]) == (0, ["general"])
    assert (len(sheets["戊局"]), [line.id for line in sheets["戊局"].measures]) == (0, ["empty"])


def test_what_is_met_missing_and_late() -> None:
    sheet = RESULT.by_party()["甲局"]
    assert (ids(sheet.met), ids(sheet.missing), ids(sheet.late)) == (["near"], ["far", "filing"], ["filing"])
    assert sheet.totals.to_dict()["by_status"] == {
        "not_applicable": 0,
        "invalid": 0,
        "no_data": 1,
        "not_due": 0,
        "undefined": 0,
        "not_met": 1,
        "met": 1,
    }
    waiting = SCHEME.evaluate({}, logs=log("2020-01-01", "2020-12-31"), as_of="2020-02-01")
    assert ids(waiting.by_party()["甲局"].late) == []
    assert "filing" not in ids(waiting.by_party()["甲局"].missing)


def test_each_verdict_stands_under_one_role_of_each_of_its_parties() -> None:
    for id_ in cyxc.PACKAGED:
        result = cyxc.load(id_).evaluate({})
        sheets = result.by_party()
        for party, sheet in sheets.items():
            assert sorted(ids(sheet.verdicts)) == sorted(
                ids((*sheet.leads, *sheet.takes_part, *sheet.jointly))
            )
            for verdict in sheet:
                assert party in verdict.parties or (party == "" and not verdict.parties)
        spots = [(party, verdict.id) for party, sheet in sheets.items() for verdict in sheet]
        assert len(spots) == len(set(spots)) == sum(max(1, len(one.parties)) for one in result)


def test_the_statistics_bureau_of_wuchang_answers_for_its_figures() -> None:
    logs = log(
        "2009-12-01",
        "2010-12-31",
        *(f"sme-statistics 2010-{month}-10" for month in ("02", "05", "08", "11")),
        "private-statistics 2010-06-30",
    )
    result = cyxc.load("wuchang").evaluate({}, year=2010, logs=logs)
    sheet = result.by_party()["区统计局"]
    assert {"sme-statistics", "private-statistics"} <= set(ids(sheet.leads))
    assert "sme-statistics" in ids(sheet.met)
    assert "private-statistics" in ids(sheet.missing)


@pytest.mark.parametrize("entry", ["towns-coverage", "trainer-review", "city-bases", "micro-loan-policy"])
def test_jiaxings_labour_offices_lead_what_stands_in_the_actions(entry: str) -> None:
    """Part four: they lead; the actions of part three hold measures, and those hold the entries."""
    sheet = cyxc.load("jiaxing-2013").evaluate({}).by_party()["人力社保部门"]
    assert entry in ids(sheet.leads)


def test_sheets_of_equal_evaluations_are_equal() -> None:
    again = pickle.loads(pickle.dumps(RESULT))
    assert again.by_party() == RESULT.by_party()
