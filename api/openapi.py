"""The API described: /api/v1/openapi.json, a readable page at /api/docs, and docs/openapi.json kept current."""

import json
import re
from typing import Any

from flask import Flask, Response, jsonify, render_template_string
from flask_smorest import Api

from api.accounts.rules.scopes import SCOPES
from api.wire import ProblemOut

PROBLEM = {"$ref": "#/components/responses/Problem"}
METHODS = ("get", "put", "post", "patch", "delete")
EVERY_OPERATION = ("401", "403", "404", "422", "429", "500", "503")
OPERATIONS_WITH_BODY = ("400", "409", "410", "412", "413", "415", "428", "507")

_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Waymark API</title>
<link rel="stylesheet" href="/api/docs/style.css">
<main><h1>Waymark API</h1>
<p>The whole truth is <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).
Errors are problem documents (RFC 9457).</p>
{% for path, item in spec.paths.items() %}{% for method in methods if method in item %}{% set op = item[method] %}
<details><summary><code>{{ method.upper() }} {{ path }}</code> {{ op.summary or "" }}</summary>
{% if op.description %}<p>{{ op.description }}</p>{% endif %}
{% if op.requestBody is defined %}<h2>Body</h2><pre>{{ shape(op.requestBody) }}</pre>{% endif %}
{% for status, response in op.responses.items() if status < "300" %}
<h2>{{ status }}</h2><pre>{{ shape(response) }}</pre>{% endfor %}
</details>{% endfor %}{% endfor %}</main></html>"""

_STYLE = """:root{color-scheme:light dark;font:16px/1.5 system-ui}main{max-width:60rem;margin:2rem auto;padding:0 1rem}
summary{padding:.5rem 0;cursor:pointer}pre{overflow:auto;padding:1rem;border:1px solid}h2{font-size:1rem}"""


def register(app: Flask, rest: Api) -> None:
    """Serve the description of every route that is registered by now."""
    spec = described(rest)
    _say_who_may_call(spec, app)
    app.extensions["waymark-openapi"] = spec
    app.add_url_rule("/api/v1/openapi.json", "openapi", lambda: jsonify(spec), methods=["GET"])
    app.add_url_rule("/api/docs", "api-docs", lambda: _page(spec), methods=["GET"])
    app.add_url_rule(
        "/api/docs/style.css",
        "api-docs-style",
        lambda: Response(_STYLE, mimetype="text/css"),
        methods=["GET"],
    )


def described(rest: Api) -> dict[str, Any]:
    """Give the OpenAPI document: flask-smorest's, with the problem documents that operations may answer."""
    rest.spec.components.schema("Problem", schema=ProblemOut)
    spec: dict[str, Any] = json.loads(json.dumps(rest.spec.to_dict()))
    components = spec.setdefault("components", {})
    components["responses"] = {
        "Problem": {
            "description": "A problem document (RFC 9457)",
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    }
    scopes = "\n".join(f"- `{name}`: {opens}" for name, opens in SCOPES.items())
    components["securitySchemes"] = {
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": "waymark",
            "description": "A signed-in browser. Over https the cookie is called __Host-waymark.",
        },
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": (
                "An API token of one member (POST /api-tokens). It may do what the member may, within its scopes. "
                f"Where an operation names none, no token reaches it.\n\n{scopes}"
            ),
        },
    }
    spec["security"] = [{"session": []}]
    for item in spec["paths"].values():
        for method in METHODS:
            if method in item:
                _complete(item[method], has_body=method != "get")
    return spec


def _say_who_may_call(spec: dict[str, Any], app: Flask) -> None:
    """Each operation says whether it wants a session, whether a token will do, and with which scope."""
    for rule in app.url_map.iter_rules():
        item = spec["paths"].get(re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        view = app.view_functions[rule.endpoint]
        for method in METHODS if item else ():
            if method not in item or method.upper() not in (rule.methods or ()):
                continue
            if getattr(view, "allowed_roles", None) == ("anyone",):
                item[method]["security"] = []
            elif scope := _scope_of(view, method):
                item[method]["security"] = [{"session": []}, {"token": [scope]}]
            else:
                item[method]["security"] = [{"session": []}]


def _scope_of(view: Any, method: str) -> str | None:
    scope: str | None = getattr(view, "scope", None)
    return None if scope == "read" and method != "get" else scope


def _complete(operation: dict[str, Any], *, has_body: bool) -> None:
    responses = operation["responses"]
    for status in ("default", "422"):
        responses.pop(status, None)
    for status in (*EVERY_OPERATION, *(OPERATIONS_WITH_BODY if has_body else ())):
        responses[status] = PROBLEM


def _page(spec: dict[str, Any]) -> str:
    def shape(part: dict[str, Any]) -> str:
        content = part.get("content", {}).get("application/json", {}).get("schema")
        return json.dumps(_resolved(content, spec, 3), indent=2) if content else "nothing"

    return render_template_string(_PAGE, spec=spec, methods=METHODS, shape=shape)


def _resolved(schema: Any, spec: dict[str, Any], depth: int) -> Any:
    """Replace references by what they name, a few levels deep: people read shapes, not pointers."""
    if isinstance(schema, list):
        return [_resolved(one, spec, depth) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema and depth:
        target: Any = spec
        for name in schema["$ref"].removeprefix("#/").split("/"):
            target = target[name]
        return _resolved(target, spec, depth - 1)
    return {key: _resolved(value, spec, depth) for key, value in schema.items()}
