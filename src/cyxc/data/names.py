"""Names as data writes them: ids, Chinese or English names, aliases; roles; a unit behind the name."""

import re
import unicodedata
from collections.abc import Mapping

import attrs

from cyxc.data.observation import split_role
from cyxc.errors import Location, Problem, nearest
from cyxc.model.scheme import Scheme
from cyxc.numbers.units import find_unit
from cyxc.rules.rules import ROLES

ROLE_NAMES: Mapping[str, tuple[str, ...]] = {
    "before": ("上年", "上年度", "上年同期", "上一年"),
    "base": ("基期", "基年"),
    "local_average": ("当地平均", "当地平均数", "本地平均"),
    "city_average": ("全市平均", "全市平均数"),
    "national_average": ("全国平均", "全国平均数", "全国平均水平"),
    "baseline": ("自身基线", "基线"),
}
"""What Chinese tables call the roles."""

_ROLE_IDS = {name: role for role, names in ROLE_NAMES.items() for name in (role, *names)}

_BEHIND = re.compile(r"^(.+?)\s*[(（\[［【]\s*([^()（）\[\]［］【】]{1,64})\s*[)）\]］】]$")


@attrs.frozen
class Name:
    """A name understood: the indicator's id, the role, and a unit where the name carried one."""

    indicator: str
    role: str | None = None
    unit: str | None = None

    @property
    def key(self) -> str:
        """Indicator and role as one word."""
        return self.indicator if self.role is None else f"{self.indicator}@{self.role}"


def folded(name: str) -> str:
    """A name with width, case and spaces evened out, for comparison only."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def find_role(text: str) -> str | None:
    """The role a word stands for, or None."""
    return _ROLE_IDS.get(text) or {folded(k): v for k, v in _ROLE_IDS.items()}.get(folded(text))


class Names:
    """The names of one scheme's indicators."""

    def __init__(self, scheme: Scheme) -> None:
        """Gathers ids, names and aliases."""
        self._ids = {folded(name): id_ for name, id_ in scheme.indicator_names.items()}
        self._known = tuple(scheme.indicator_names)

    def find(self, name: str, role: str | None = None, where: Location | None = None) -> Name | Problem:
        """What a heading or key means, or the problem with it.

        Tried in turn: the name itself, then without a bracketed unit or role behind it (发放额（万元）,
        私营企业数（上年）), then with a role before or after `@`.
        """
        at = where or Location()
        base, written = split_role(name)
        if role is None:
            role = written
        found_role = None
        if role is not None:
            found_role = find_role(role)
            if found_role is None:
                return Problem("unknown-role", {"name": role}, at, nearest(role, _ROLE_IDS) or ROLES)
        id_ = self._ids.get(folded(base))
        if id_ is not None:
            return Name(id_, found_role)
        behind = _BEHIND.match(unicodedata.normalize("NFC", base.strip()))
        if behind is not None:
            inner = self.find(behind[1], found_role, at)
            if isinstance(inner, Name) and find_unit(behind[2]) is not None and inner.unit is None:
                return Name(inner.indicator, inner.role, behind[2])
            if isinstance(inner, Name) and find_role(behind[2]) is not None and inner.role is None:
                return Name(inner.indicator, find_role(behind[2]), inner.unit)
            if isinstance(inner, Name):
                return Problem("unknown-bracket", {"name": name[:80], "bracket": behind[2]}, at)
        for word, known_role in _ROLE_IDS.items():
            rest = base.strip().removeprefix(word)
            if found_role is None and rest != base.strip() and folded(rest) in self._ids:
                return Name(self._ids[folded(rest)], known_role)
        return Problem("unknown-indicator", {"name": base[:80]}, at, nearest(base[:80], self._known))
