"""Writes the JSON of the packaged schemes anew from their YAML: `python tools/make_schemes.py [ID …]`.

`cyxc.load` reads the JSON, which takes a tenth of the time; the YAML is what people edit.
"""

import json
import sys
from pathlib import Path

import cyxc
from cyxc.schemefile.packaged import made_of

HERE = Path(__file__).resolve().parents[1] / "src" / "cyxc" / "schemes"


def written(id_: str) -> str:
    """A scheme's JSON as it is committed: an entry a line, so that changes can be read."""
    yaml = (HERE / f"{id_}.yaml").read_bytes()
    body = cyxc.loads(yaml.decode(), f"{id_}.yaml").to_dict()
    keys = ",\n".join(f"{json.dumps(key)}: {_value(value)}" for key, value in body.items())
    return f'{{"made_of": "{made_of(yaml)}", "scheme": {{\n{keys}\n}}}}\n'


def _value(value: object) -> str:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        return _compact(value)
    return "[\n" + ",\n".join(_compact(one) for one in value) + "]"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    for name in sys.argv[1:] or cyxc.PACKAGED:
        (HERE / f"{name}.json").write_text(written(name), encoding="utf-8", newline="\n")
