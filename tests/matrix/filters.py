"""Takes ownership filters out of the running product, one at a time. Which there are is read from its source.

What counts as one, in `services`, `queries`, `auth` and the rules of accounts:
a condition of a statement or of a loop that speaks of whose something is; a guard that answers as if there were
nothing, or that it is not allowed; a part of the guards of `view_of`; what a client shares, wherever it is asked for;
a call that is made only so that it may refuse; and the roles that a route lets in.
"""

import ast
import copy
import importlib
import re
import types
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

ROOT = Path(__file__).resolve().parents[2]
EVERYBODY = ("owner", "coach", "client")
WHOSE_WORDS = {
    "practice_id", "principal", "left_at", "has_left", "is_private", "private", "_ON_PRIVATE_GOAL", "_SHOWN",
    "is_engaged", "engaged", "coached", "own", "allowed", "lasts_on", "offered_at", "is_own",
    "CALLER", "CALLERS_PRACTICE", "CALLER_COACHES", "MY_CLIENTS",
}  # fmt: skip
"""A condition that has one of these names in it is about whose something is."""
SHARED = {"numbers", "feelings", "obstacles", "notes", "patterns", "is_own"}
REFUSALS = {"NotFound", "NotAllowed", "NotSignedIn", "LinkEnded"}
ASKED_TO_REFUSE = re.compile(r"\w*in_view|_find|template|programme|engagement|_arranged_by_coach")
PARTS_OF_ITS_GUARDS = "view_of"

Change = Callable[[ast.AST], str]


@dataclass(frozen=True)
class Filter:
    """One filter: where it stands, what it says, and the source of its module without it."""

    module: str
    function: str
    """Qualified name of the outermost function or method around it; empty at the module's own level."""
    text: str
    line: int
    source: ast.Module

    @property
    def name(self) -> tuple[str, str]:
        """What it is called in second_locks.csv: no line numbers, which move; of two that say the same, which it is."""
        return f"{self.module.removeprefix('api.')}.{self.function}".removesuffix("."), self.text


def modules() -> Iterator[tuple[str, Path]]:
    """Give every module that decides who sees what."""
    for path in sorted((ROOT / "api").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "demo" in parts or "delivery" in parts:
            continue
        is_asked = {"services", "queries", "auth"}.intersection(parts) or parts[:3] == (
            "api",
            "accounts",
            "rules",
        )
        if is_asked:
            yield ".".join(part for part in parts if part != "__init__"), path


def filters() -> Iterator[Filter]:
    """Give every filter of the product, in the order of its files."""
    for module, path in modules():
        yield from _filters_of(module, ast.parse(path.read_text()))


def _filters_of(module: str, tree: ast.Module) -> Iterator[Filter]:
    named: Counter[tuple[str, str]] = Counter()
    for function, node in _with_function(tree):
        for change in _changes(function, node):
            source = copy.deepcopy(tree)
            text = change(_same(tree, source, node))
            named[function, text] += 1
            if named[function, text] > 1:
                text += f" #{named[function, text]}"
            yield Filter(
                module, function, text, getattr(node, "lineno", 0), ast.fix_missing_locations(source)
            )


def both(one: Filter, other: Filter) -> Filter:
    """Give the filter that takes out two of one function."""
    [found] = [beside for beside in _filters_of(one.module, one.source) if beside.name == other.name]
    return found


def _with_function(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Give every node with the name of the outermost function it stands in."""

    def walk(node: ast.AST, name: str, is_inside: bool) -> Iterator[tuple[str, ast.AST]]:
        for child in ast.iter_child_nodes(node):
            yield name if is_inside else "", child
            if is_inside:
                yield from walk(child, name, is_inside)
            elif isinstance(child, ast.ClassDef):
                yield from walk(child, f"{child.name}.", False)
            elif isinstance(child, ast.FunctionDef):
                yield from walk(child, name + child.name, True)
            else:
                yield from walk(child, name, False)

    yield from walk(tree, "", False)


def _same(tree: ast.Module, copied: ast.Module, node: ast.AST) -> ast.AST:
    return next(other for one, other in zip(ast.walk(tree), ast.walk(copied), strict=True) if one is node)


def _changes(function: str, node: ast.AST) -> Iterator[Change]:
    """Give the ways to take a filter out at this node: each changes a copy of it and says what was taken out."""
    yield from _conditions(node)
    if isinstance(node, ast.If) and _refuses(node.body):
        yield _never
    elif isinstance(node, ast.IfExp) and isinstance(node.test, ast.Attribute) and node.test.attr in SHARED:
        yield _always
    elif isinstance(node, ast.keyword) and node.arg in SHARED and "client" in _names(node.value):
        yield _share
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and _is_asked_to_refuse(node.value):
        yield _do_without
    if isinstance(node, ast.If) and isinstance(node.test, ast.BoolOp) and function == PARTS_OF_ITS_GUARDS:
        for place in range(len(node.test.values)):
            yield partial(_take_part, place=place)


def _conditions(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Call) and _called(node) in {"where", "and_", "filter"}:
        for place, argument in enumerate(node.args):
            if _is_about_whose(argument):
                yield partial(_take_argument, place=place)
    elif isinstance(node, ast.comprehension):
        for place, condition in enumerate(node.ifs):
            if _is_about_whose(condition):
                yield partial(_take_condition, place=place)


def _is_asked_to_refuse(call: ast.Call) -> bool:
    whose = getattr(call.args[0], "id", "") if call.args else ""
    return whose == "principal" and ASKED_TO_REFUSE.fullmatch(_called(call)) is not None


def _names(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_about_whose(node: ast.AST) -> bool:
    names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    return bool(
        WHOSE_WORDS & (names | {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)})
    )


def _refuses(body: list[ast.stmt]) -> bool:
    raised = body[-1].exc if isinstance(body[-1], ast.Raise) else None
    return getattr(raised.func if isinstance(raised, ast.Call) else raised, "id", "") in REFUSALS


def _take_argument(call: ast.Call, place: int) -> str:
    taken = call.args[place]
    if isinstance(taken, ast.Starred):
        del call.args[place]
    else:
        call.args[place] = ast.parse("sa.true()", mode="eval").body
    return ast.unparse(taken)


def _take_condition(loop: ast.comprehension, place: int) -> str:
    taken, loop.ifs[place] = loop.ifs[place], ast.Constant(True)
    return ast.unparse(taken)


def _take_part(guard: ast.If, place: int) -> str:
    both = guard.test
    assert isinstance(both, ast.BoolOp)
    taken, both.values[place] = both.values[place], ast.Constant(isinstance(both.op, ast.And))
    return ast.unparse(taken)


def _never(guard: ast.If) -> str:
    taken, guard.test = guard.test, ast.Constant(False)
    return f"if {ast.unparse(taken)}"


def _always(choice: ast.IfExp) -> str:
    text, choice.test = ast.unparse(choice), ast.Constant(True)
    return text


def _share(given: ast.keyword) -> str:
    text, given.value = f"{given.arg}={ast.unparse(given.value)}", ast.Constant(True)
    return text


def _do_without(statement: ast.Expr) -> str:
    text, statement.value = ast.unparse(statement), ast.Constant(None)
    return text


@contextmanager
def without(one: Filter) -> Iterator[None]:
    """The running product lacks this filter meanwhile, in every module that uses the function."""
    module = importlib.import_module(one.module)
    compiled = compile(one.source, module.__file__ or one.module, "exec")
    if one.function:
        function = _function(module, one.function)
        before = function.__code__
        function.__code__ = _code(compiled, one.function)
        try:
            yield
        finally:
            function.__code__ = before
        return
    # A statement that stands at the module's own level: the functions of the module look it up when they are called.
    fresh = types.ModuleType(one.module)
    fresh.__dict__.update(__file__=module.__file__, __package__=module.__package__)
    exec(compiled, fresh.__dict__)
    before = {name: value for name, value in module.__dict__.items() if isinstance(value, sa.ClauseElement)}
    module.__dict__.update({name: fresh.__dict__[name] for name in before if name in fresh.__dict__})
    try:
        yield
    finally:
        module.__dict__.update(before)


def code_of(one: Filter) -> types.CodeType | None:
    """Give the code that runs when the filter is asked; nothing for one at the module's own level."""
    return _function(importlib.import_module(one.module), one.function).__code__ if one.function else None


def _function(module: types.ModuleType, name: str) -> types.FunctionType:
    found: object = module
    for part in name.split("."):
        found = vars(found)[part]
    found = found.fget if isinstance(found, property) else found
    assert isinstance(found, types.FunctionType), name
    return found


def _code(compiled: types.CodeType, name: str) -> types.CodeType:
    for constant in compiled.co_consts:
        if isinstance(constant, types.CodeType):
            if constant.co_qualname == name:
                return constant
            if name.startswith(f"{constant.co_qualname}."):
                return _code(constant, name)
    raise LookupError(name)


def guarded_routes(app: Flask) -> Iterator[tuple[str, types.CellType]]:
    """Give each route that not everybody signed in may call, with where its roles are kept."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        while view is not None:
            names = getattr(view, "__code__", None) and view.__code__.co_freevars
            if names and "roles" in names:
                cell = view.__closure__[names.index("roles")]
                if set(cell.cell_contents) != set(EVERYBODY):
                    yield " ".join([*sorted(rule.methods - {"HEAD", "OPTIONS"}), rule.rule]), cell
                break
            view = getattr(view, "__wrapped__", None)


@contextmanager
def open_to_all_roles(roles: types.CellType) -> Iterator[None]:
    """Everybody signed in may call that route meanwhile."""
    before = roles.cell_contents
    roles.cell_contents = EVERYBODY
    try:
        yield
    finally:
        roles.cell_contents = before
