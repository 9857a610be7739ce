"""JSON Schema in tests. The package takes seconds to import, which every process would pay for its few users."""

from typing import Any


def check_schema(schema: dict[str, Any]) -> None:
    """Raise jsonschema's SchemaError if `schema` is none."""
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(schema)


def problems(value: object, schema: dict[str, Any]) -> list[str]:
    """Return what `schema` says against `value`; nothing if it is valid."""
    from jsonschema import Draft202012Validator

    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(value)]
