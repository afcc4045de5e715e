"""Small schemes for tests, written as one-line entries."""

from functools import cache

import cyxc

HEAD = """
format: cyxc.scheme/1
id: small
version: "1"
title: {zh: 小, en: small}
place: {zh: 某地, en: somewhere, level: town}
term: {start: 2020, due: 2020}
"""


@cache
def loaded(text: str) -> cyxc.Scheme:
    return cyxc.loads(text)


def small(
    indicators: dict[str, str], targets: dict[str, str], rest: str = "", head: str = HEAD
) -> cyxc.Scheme:
    """A scheme of one-line entries."""
    said = "clause: 一, text: {zh: 说, en: says}"
    names = {id_: f"name: {{zh: {id_}, en: {id_}}}" for id_ in indicators}
    text = f"{head}indicators:\n"
    text += "".join(f"  {id_}: {{{said}, {names[id_]}, {keys}}}\n" for id_, keys in indicators.items())
    text += "targets:\n" + "".join(f"  {id_}: {{{said}, {keys}}}\n" for id_, keys in targets.items())
    return loaded(text + rest)


def question(id_: str, *changes: str) -> str:
    """A question as YAML, with a plain reading and one for each change."""
    said = "text: {zh: 说, en: says}"
    readings = "".join(
        f"      r{number}: {{{said}, reason: {{zh: 因, en: why}}, {change}}}\n"
        for number, change in enumerate(["plain: yes", *changes])
    )
    return f"  {id_}:\n    clause: 一\n    {said}\n    readings:\n{readings}"


def log(first: str, last: str, *said: str, **limits: list[str]) -> cyxc.EventLog:
    """A log complete from one day to another; what happened as `entry day` or `entry day party`."""
    events = []
    for text in said:
        entry, day, *party = text.split()
        events.append(cyxc.Event(entry=entry, on=day, party=party[0] if party else None))
    return cyxc.EventLog(first=first, last=last, events=events, **limits)
