"""How an item stands, in a few words."""

from cyxc.agenda.fold import Group
from cyxc.agenda.item import Item, State
from cyxc.agenda.words import say
from cyxc.language import Text, joined


def standing(line: Item | Group) -> Text:
    """The state of an item with its days, or those of a folded line."""
    if isinstance(line, Group):
        return _group(line)
    text = say("standing", _key(line), days=_days(line), first=line.first, on=line.done_on)
    if line.need is not None and line.happened is not None and line.state is not State.DONE:
        text = say("standing", "times", text=text, happened=line.happened, need=line.need)
    if line.so_far is not None:
        text = say("standing", "so_far", text=text, status=line.so_far.label)
    return text


def name(line: Item | Group) -> Text:
    """What it is, with its period where it recurs."""
    if isinstance(line, Group) or line.period is None:
        return line.text
    return say("agenda", "period", text=line.text, period=line.period)


def _key(item: Item) -> str:
    match item.state:
        case State.OVERDUE | State.UNKNOWN if item.days is None:
            return f"{item.state.value}_undated"
        case State.DUE | State.RUNNING if item.days == 0:
            return f"{item.state.value}_today"
        case State.TO_COME if item.kind == "phase":
            return "stage_to_come"
        case State.DONE if item.done_on is not None:
            return "done_on"
    return item.state.value


def _days(item: Item) -> int:
    if item.state is State.DONE_LATE and item.done_on is not None and item.last is not None:
        return (item.done_on - item.last).days
    return abs(item.days or 0)


def _group(group: Group) -> Text:
    """The states of criteria; of a duty's periods the earliest, the next to come or first left."""
    if len(group.states) > 1:
        return group.states_text
    first = group.items[0]
    if group.recurs:
        key = "past" if first.state in (State.OVERDUE, State.UNKNOWN) else "next"
        return say("agenda", key, count=len(group.items), standing=standing(first))
    key = "done" if first.state is State.DONE else _key(first)  # each was judged on a day of its own
    text = say("standing", key, days=_days(first), first=group.first, on="")
    so_far = [item.so_far for item in group.items if item.so_far is not None]
    if not so_far:
        return text
    # Only those that were judged are counted; of the others nothing is known so far.
    counts = [(status, so_far.count(status)) for status in dict.fromkeys(so_far)]
    said = joined([say("agenda", "so_many", state=status.label, count=n) for status, n in counts])
    return say("standing", "so_far", text=text, status=said)
