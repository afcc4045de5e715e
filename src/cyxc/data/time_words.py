"""The words of tables: for own and running figures, provisional and final ones, criteria met or not."""

from collections.abc import Mapping

from cyxc.data.names import folded

_YES, _NO = ("yes", "true", "是", "y"), ("no", "false", "否", "n")
_OWN = ("本期", "本期数", "当期", "当期数", "本月", "当月", "本月数", "当月数", "本季", "本季度", "own")
_RUNNING = ("累计", "累计数", "running", "cumulative")
_THIS_YEAR = ("本年累计", "本年累计数", "当年累计", "年初累计", "自年初累计", "year to date", "ytd")
_PROVISIONAL = ("初步", "初步数", "快报", "快报数", "暂定", "provisional", "preliminary")
_FINAL = ("正式", "正式数", "最终", "最终数", "核定", "核定数", "修订", "修订数", "final", "revised")


def _meanings(**words: tuple[str, ...]) -> dict[str, str]:
    return {folded(word): meaning for meaning, several in words.items() for word in several}


_BASIS = _meanings(own=_OWN, running=_RUNNING, this_year=_THIS_YEAR)
YES_OR_NO: Mapping[str, bool] = {word: said == "yes" for word, said in _meanings(yes=_YES, no=_NO).items()}
"""Whether a word says yes."""
MET: Mapping[str, str] = _meanings(
    met=(*_YES, "达标", "符合", "met"), not_met=(*_NO, "未达标", "不达标", "不符合", "not met")
)
"""What a form says of a criterion."""
_STATE = _meanings(provisional=_PROVISIONAL, final=_FINAL)
MEANINGS: Mapping[str, Mapping[str, str]] = {
    "basis": _BASIS,
    "cumulative": {**_BASIS, **_meanings(running=_YES, own=_NO)},
    "this_year": _meanings(this_year=(*_YES, *_THIS_YEAR), own=(*_NO, *_OWN)),
    "state": _STATE,
    "provisional": {**_STATE, **_meanings(provisional=_YES, final=_NO)},
}
"""What a cell means, by what its heading asks: `running` says its own start, `this_year` is 1 January."""
