"""Names as data writes them: ids, Chinese or English names, aliases; roles; a unit behind the name."""

import re
import unicodedata
from collections.abc import Mapping

import attrs

from cyxc.data.cells import same_unit
from cyxc.data.observation import split_role
from cyxc.data.scalars import shown
from cyxc.errors import NOWHERE, Location, Problem, nearest
from cyxc.model.names import folded as evened
from cyxc.model.scheme import Scheme
from cyxc.numbers.units import Unit, find_unit
from cyxc.rules.rules import ROLES

ROLE_NAMES: Mapping[str, tuple[str, ...]] = {
    "before": ("上年", "上年度", "上年同期", "上一年", "上一年度", "去年", "去年同期"),
    "base": ("基期", "基年"),
    "local_average": ("当地平均", "当地平均数", "本地平均"),
    "city_average": ("全市平均", "全市平均数"),
    "national_average": ("全国平均", "全国平均数", "全国平均水平"),
    "baseline": ("自身基线", "基线"),
}
"""What Chinese tables call the roles."""

_ROLE_IDS = {name: role for role, names in ROLE_NAMES.items() for name in (role, *names)}

ROLES_SAID = (*ROLES, *(name for names in ROLE_NAMES.values() for name in names))
"""Every word for a role, to offer the nearest of."""

LONGEST = 200
"""No name is longer, and longer text would be slow to take apart."""

_BEHIND = re.compile(r"(.+?)\s*[(（\[［【]\s*([^()（）\[\]［］【】]{1,64})\s*[)）\]］】]")
_UNIT_SAID = re.compile(r"(计量)?单位\s*[:：]\s*")


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
    """A name as schemes compare names, and without the invisible characters that pasting brings along."""
    return evened("".join(char for char in name if unicodedata.category(char) != "Cf"))


_FOLDED_ROLES = {folded(name): role for name, role in _ROLE_IDS.items()}


def find_role(text: str) -> str | None:
    """The role a word stands for, or None."""
    return _FOLDED_ROLES.get(folded(text))


def of_others(role: str | None) -> bool:
    """Whether a role is a figure of other places (当地平均), and not the place's own of another time."""
    return role is not None and (find_role(role) or "").endswith("average")


def split_bracket(text: str) -> tuple[str, str] | None:
    """`发放额（单位：万元）` as the name and what stands in the last bracket behind it; None without one."""
    behind = _BEHIND.fullmatch(text.strip()) if len(text) <= LONGEST else None
    return None if behind is None else (behind[1], _UNIT_SAID.sub("", behind[2].strip(), count=1))


def _unit_behind(role: str) -> tuple[str, list[Unit]]:
    """`上年（%）` as the role and the units in brackets behind it; other brackets stay with the role."""
    units: list[Unit] = []
    while (behind := split_bracket(role)) is not None and (unit := find_unit(behind[1])) is not None:
        role, units = behind[0], [unit, *units]
    return role, units


class Names:
    """The names of one scheme's indicators."""

    def __init__(self, scheme: Scheme) -> None:
        """Gathers ids, names and aliases."""
        self._ids = {folded(name): id_ for name, id_ in scheme.indicator_names.items()}
        self._known = tuple(scheme.indicator_names)

    def knows(self, name: str) -> bool:
        """Whether a heading or key names an indicator, whatever else it may say."""
        return len(name) <= LONGEST and self._taken_apart(split_role(name)[0]) is not None

    def find(self, name: str, role: str | None = None, where: Location | None = None) -> Name | Problem:
        """What a heading or key means, or the problem with it.

        Tried in turn: the name itself, with a role before it (上年私营企业数), then both without a bracketed
        unit or role behind (发放额（万元）, 私营企业数（上年）). `@role` may follow any of these, and
        a unit that.
        """
        at = where or NOWHERE
        base, written = split_role(name[: LONGEST + 1])
        found = None if len(name) > LONGEST else self._taken_apart(base)
        if found is None:
            close = nearest(base[:80], self._known)
            return Problem("unknown-indicator", {"name": shown(base)}, at, close)
        id_, before, brackets = found
        roles = {} if before is None else {before: before}
        units: list[Unit] = []
        for word in brackets:
            unit, meant = find_unit(word), find_role(word)
            if meant is not None:
                roles.setdefault(meant, word)
            elif unit is not None:
                units.append(unit)
            else:
                return Problem("unknown-bracket", {"name": shown(name), "bracket": shown(word)}, at)
        for said in (said for said in (written, role) if said is not None):
            word, behind = _unit_behind(said)
            units += behind
            meant = find_role(word)
            if meant is None:
                close = nearest(word[:80], ROLES_SAID) or ROLES
                return Problem("unknown-role", {"name": shown(word)}, at, close)
            roles.setdefault(meant, word)
        if len(roles) > 1:
            return Problem("two-roles", {"name": shown(name), "roles": "、".join(roles.values())}, at)
        if not all(same_unit(units[0], unit) for unit in units):
            symbols = "、".join(unit.symbol for unit in units)
            return Problem("two-units-in-name", {"name": shown(name), "units": symbols}, at)
        return Name(id_, next(iter(roles), None), units[0].symbol if units else None)

    def _taken_apart(self, base: str) -> tuple[str, str | None, list[str]] | None:
        """The indicator, the role before its name and the brackets behind; None where none is named."""
        rest, brackets = base, list[str]()
        while True:
            id_ = self._ids.get(folded(rest))
            if id_ is not None:
                return id_, None, brackets
            for word in (word for word in _ROLE_IDS if rest.strip().startswith(word)):
                id_ = self._ids.get(folded(rest.strip().removeprefix(word)))
                if id_ is not None:
                    return id_, _ROLE_IDS[word], brackets
            behind = split_bracket(rest)
            if behind is None:
                return None
            rest, brackets = behind[0], [behind[1], *brackets]
