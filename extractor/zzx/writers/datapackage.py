"""The Frictionless data package that describes the CSV of facts."""

import json
from collections.abc import Mapping
from typing import Any

from zzx.facts import FACT_COLUMNS, Fact
from zzx.writers.output import choices, is_optional, meaning, type_of

_TYPES = {"text": "string", "integer": "integer", "number": "number", "date": "date"}


def datapackage(titles: Mapping[str, str]) -> str:
    """The descriptor of a package that holds `facts.csv`, as JSON; `titles` are those of its columns."""
    descriptor = {
        "profile": "tabular-data-package",
        "name": "facts",
        "title": "Quantitative facts of Chinese prose, by zzx",
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "facts",
                "path": "facts.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [_described(name, titles[name]) for name in FACT_COLUMNS],
                    "missingValues": [""],
                    "primaryKey": ["path", "id"],
                },
            }
        ],
    }
    return json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"


def _described(name: str, title: str) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if is_optional(name) else {"required": True}
    if words := choices(name):
        constraints["enum"] = list(words)
    for limit in ("pattern", "minimum"):
        if limit in (known := _limits(name)):
            constraints[limit] = known[limit]
    described = {"name": name, "title": title, "type": _TYPES[type_of(name)], "description": meaning(name)}
    return {**described, "constraints": constraints} if constraints else described


def _limits(name: str) -> dict[str, Any]:
    """What JSON Schema knows of a field, that of its kind that is not null."""
    schema: dict[str, Any] = Fact.model_json_schema(mode="serialization")["properties"][name]
    return {**schema, **schema.get("anyOf", [{}])[0]}
