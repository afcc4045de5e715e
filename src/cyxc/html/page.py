"""A page in one file: style, script and data inside it, and a policy that lets nothing else in or out."""

import json
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from cyxc.html.elements import Element, append, element, markup, raw
from cyxc.language import Language

LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}


def page(
    title: str, body: Element, language: Language, *, script: str = "", data: Mapping[str, Any] | None = None
) -> str:
    """A whole page as text.

    `script` is the name of a packaged script, `data` what it finds as JSON in elements of these ids. The
    policy lets only this style and this script work and forbids every request.
    """
    style = asset("page.css")
    code = asset(script) if script else ""
    for id_, held in (data or {}).items():
        append(body, raw("script", _json(held), type="application/json", id=id_))
    if code:
        append(body, raw("script", code))
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(code)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        Element("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("link", rel="icon", href="data:,"),  # else browsers ask the server for one
        raw("style", style),
    )
    return "<!doctype html>\n" + markup(element("html", head, body, lang=LANGUAGE_TAGS[language])) + "\n"


@cache
def asset(name: str) -> str:
    """A packaged file of style or script."""
    return resources.files("cyxc.html").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _json(held: Any) -> str:
    """JSON that can't end the element it stands in."""
    return json.dumps(held, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
