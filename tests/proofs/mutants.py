"""Small faults put into the stall and referral rules, one at a time: at least nine of ten make a rule test fail.

Each mutant is the source with one operator, number, condition or answer changed. It runs in a fork that has not read
the rules yet, against the rule tests alone, until the first failure; one that takes far too long counts as found.
They come in a random order and for so many seconds of the processor: what was run is a sample, with its interval.
"""

import argparse
import ast
import copy
import importlib
import json
import os
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
_EXAMPLES_FIRST = [
    f"tests/rules/stalls/test_{name}.py" for name in ("levels", "pace", "load", "lanes", "explanation")
]
STALLS = [*_EXAMPLES_FIRST, "tests/rules/stalls"]
_ON_BOTH_SIDES = ["tests/rules/stalls/test_edges.py", "tests/rules/stalls/test_boundaries.py"]
TESTED_BY = {
    **{
        f"api/stalls/rules/{name}.py": STALLS
        for name in ("history", "lanes", "load", "pace", "params", "verdict", "words")
    },
    **{
        f"api/stalls/rules/{name}.py": [f"tests/rules/stalls/test_{name}.py", *_ON_BOTH_SIDES]
        for name in ("followed", "replaying", "support")
    },
    "api/referrals/rules.py": ["tests/rules/test_referrals.py"],
}
WANTED = 0.90
AT_ONCE = 2
BUDGET, QUICK_BUDGET = 1500, 240  # seconds of the processor for all of them
TIMES_AS_LONG, LEAST_SECONDS = (
    4,
    5,
)  # as the tests take without a fault, in seconds of the processor: then it is found
MOST_MEMORY = 2 << 30  # bytes: a loop without an end may also fill them
EXAMPLES = 30
EQUIVALENT = Path(__file__).with_name("mutants.json")
"""Survivors that no test can find, each with the reason; they count as survivors all the same."""

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: where, what it was and what it became, and the whole file with it."""

    file: str
    line: int
    function: str
    operator: str
    before: str
    after: str
    source: str

    @property
    def name(self) -> str:
        """Stays the same while lines move."""
        return f"{self.file} {self.function}: {self.before}  ->  {self.after}"


def main(arguments: argparse.Namespace) -> bool:
    """Run the mutants; print what is left of them by file."""
    os.chdir(ROOT)
    mutants = [each for file in TESTED_BY for each in mutants_of(file, (ROOT / file).read_text())]
    random.Random(arguments.seed or 1).shuffle(mutants)
    _read_what_stays_the_same()
    takes: dict[tuple[str, ...], float] = {}
    for file, tests in TESTED_BY.items():
        begun = _spent()
        if tuple(tests) in takes:
            continue
        if not _run_all([_unchanged(file)], {}, BUDGET)[1]:
            print(f"The tests of {file} fail without any fault put in.")
            return False
        takes[tuple(tests)] = _spent() - begun
    most = {file: LEAST_SECONDS + TIMES_AS_LONG * takes[tuple(tests)] for file, tests in TESTED_BY.items()}
    begun = _spent()
    ran, survivors = _run_all(mutants, most, QUICK_BUDGET if arguments.quick else BUDGET)
    known = json.loads(EQUIVALENT.read_text()) if EQUIVALENT.exists() else {}
    print(f"{len(ran)} of {len(mutants)} mutants, at random, in {_spent() - begun:.0f} CPU s\n")
    _print_scores(ran, survivors, all_of_them=len(ran) == len(mutants))
    for each in survivors:
        why = known.get(each.name)
        print(
            f"{each.file}:{each.line} {each.function}: {each.before}  ->  {each.after}{f'  ({why})' if why else ''}"
        )
    score = 1 - len(survivors) / len(ran)
    if arguments.json:
        print(
            json.dumps(
                {
                    "mutants": len(ran),
                    "of": len(mutants),
                    "survivors": [each.name for each in survivors],
                    "score": score,
                }
            )
        )
    return score >= WANTED


# Making them


def mutants_of(file: str, source: str) -> Iterator[Mutant]:
    """Give every mutant of a file, top to bottom."""
    tree = ast.parse(source)
    for path, node, function in _places(tree):
        for operator, change in _changes(node):
            changed = copy.deepcopy(tree)
            target = _at(changed, path)
            before = ast.unparse(_line_of(tree, path))
            change(target)
            after = ast.unparse(_line_of(changed, path))
            if before != after:
                yield Mutant(
                    file, node.lineno, function, operator, *_differing(before, after), ast.unparse(changed)
                )


Path_ = tuple[tuple[str, int | None], ...]


def _places(tree: ast.Module) -> Iterator[tuple[Path_, ast.AST, str]]:
    """Give every node that does something: no annotations, decorators, imports or words."""
    waiting: list[tuple[Path_, ast.AST, str]] = [((), tree, "module")]
    while waiting:
        path, node, function = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            function = node.name if function == "module" else f"{function}.{node.name}"
        if hasattr(node, "lineno"):
            yield path, node, function
        children: list[tuple[Path_, ast.AST, str]] = []
        for field, value in ast.iter_fields(node):
            if field in {"annotation", "returns", "decorator_list", "type_comment"}:
                continue
            if isinstance(value, ast.AST):
                children.append(((*path, (field, None)), value, function))
            elif isinstance(value, list):
                children.extend(
                    ((*path, (field, number)), each, function)
                    for number, each in enumerate(value)
                    if isinstance(each, ast.AST) and not isinstance(each, ast.Import | ast.ImportFrom)
                )
        waiting.extend(reversed(children))


Change = Callable[[ast.AST], None]


def _changes(node: ast.AST) -> Iterator[tuple[str, Change]]:  # noqa: C901 -- one line for each sort of fault
    if isinstance(node, ast.Compare):
        for number, op in enumerate(node.ops):
            for other in COMPARISONS[type(op)]:
                yield "compare", _set(f"ops.{number}", other())
    elif isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in ARITHMETIC:
        yield "arithmetic", _set("op", ARITHMETIC[type(node.op)]())
    elif isinstance(node, ast.BoolOp):
        yield "condition", _set("op", ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "condition", _set("op", ast.UAdd())
    elif isinstance(node, ast.Constant):
        yield from _numbers(node.value)
    elif isinstance(node, ast.Return) and not _is_plain(node.value):
        yield "answer", _set("value", ast.Constant(None))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
        yield "call", _set("func", ast.Name(CALLS[node.func.id], ast.Load()))
    elif isinstance(node, ast.If | ast.IfExp | ast.While) and not isinstance(node.test, ast.Compare):
        yield "condition", _set("test", ast.UnaryOp(ast.Not(), node.test))


def _numbers(value: object) -> Iterator[tuple[str, Change]]:
    if isinstance(value, bool):
        yield "number", _set("value", not value)
    elif isinstance(value, int):
        yield "number", _set("value", value + 1)
    elif isinstance(value, float):
        # A fifth more is a fault that matters; of next to nothing, it is none.
        yield "number", _set("value", value * 1.2 if abs(value) > 1e-6 else value + 1)


def _is_plain(node: ast.AST | None) -> bool:
    """Say whether an answer is nothing, or a yes or no: nothing instead of no is no fault, and yes is put in anyway."""
    return node is None or (
        isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, bool))
    )


def _set(field: str, value: object) -> Change:
    name, _, number = field.partition(".")

    def change(node: ast.AST) -> None:
        if number:
            getattr(node, name)[int(number)] = value
        else:
            setattr(node, name, copy.deepcopy(value))

    return change


def _at(tree: ast.AST, path: Path_) -> ast.AST:
    for field, number in path:
        value = getattr(tree, field)
        tree = value if number is None else value[number]
    return tree


def _line_of(tree: ast.AST, path: Path_) -> ast.AST:
    """Give the innermost statement around the place, without what is nested in it."""
    here, found = tree, tree
    for field, number in path:
        value = getattr(here, field)
        here = value if number is None else value[number]
        if isinstance(here, ast.stmt):
            found = here
    return found


def _differing(before: str, after: str) -> tuple[str, str]:
    """Give the first line in which the two differ."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    return next(((a.strip(), b.strip()) for a, b in pairs if a != b), (before, after))


# Running them


def _read_what_stays_the_same() -> None:
    """Read what every fork needs and no mutant changes, once."""
    for name in ("pytest", "hypothesis.strategies", "sqlite3", "api.goals.rules", "api.localtime"):
        importlib.import_module(name)
    for name in TESTED_BY:
        if _module_of(name) in sys.modules:
            raise RuntimeError(f"{name} was read too early to be changed")


def _unchanged(file: str) -> Mutant:
    return Mutant(file, 0, "module", "", "nothing", "nothing", (ROOT / file).read_text())


def _spent() -> float:
    """Give the seconds of the processor that all forks so far have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run_all(
    mutants: Sequence[Mutant], most: Mapping[str, float], budget: float
) -> tuple[list[Mutant], list[Mutant]]:
    """Run mutants for as long as the budget lasts. Gives those that were run, and of these those no test found."""
    waiting = list(reversed(mutants))
    running: dict[int, Mutant] = {}
    ran: list[Mutant] = []
    survivors: list[Mutant] = []
    end = _spent() + budget
    try:
        while running or (waiting and _spent() < end):
            while waiting and len(running) < AT_ONCE and _spent() < end:
                mutant = waiting.pop()
                ran.append(mutant)
                running[_start(mutant, most.get(mutant.file, budget))] = mutant
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid in running:
                mutant = running.pop(pid)
                if os.waitstatus_to_exitcode(status) == 0:
                    survivors.append(mutant)
                    if mutant.operator:
                        print(f"not found: {mutant.name}", flush=True)
                continue
            time.sleep(0.01)
    finally:
        for pid in running:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
    return ran, sorted(survivors, key=lambda each: (each.file, each.line))


def _start(mutant: Mutant, most_seconds: float) -> int:
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 3
    try:
        code = _test(mutant, int(most_seconds))
    finally:
        os._exit(code)


def _test(mutant: Mutant, most_seconds: int) -> int:
    """Run the rule tests over the mutant, in this fork. Gives pytest's code: 0 when nothing was found."""
    import pytest  # noqa: PLC0415 -- the parent has read it; a fork gets it for nothing

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    # A loop without an end is a fault found: the system ends it.
    resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    sys.meta_path.insert(0, _Changed(mutant))
    # Plugins of libraries that these tests do not need take longer to read than most tests to run.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    options = ["-x", "-q", "--confcutdir=tests/rules", "-p", "no:cacheprovider"]
    # The parent has read what pytest would have liked to rewrite.
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    return int(pytest.main([*options, *TESTED_BY[mutant.file]], plugins=[_FewExamples()]))


class _FewExamples:
    """A plugin: the same examples for every mutant, fewer than in the tests themselves."""

    def pytest_collection(self) -> None:
        from hypothesis import HealthCheck, Phase, settings  # noqa: PLC0415 -- as pytest above

        settings.register_profile(
            "mutants",
            max_examples=EXAMPLES,
            derandomize=True,
            database=None,
            deadline=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        )
        settings.load_profile("mutants")


class _Changed:
    """Finds the mutant where its file would be found."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant
        self._name = _module_of(mutant.file)

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        if name != self._name:
            return None
        return ModuleSpec(name, self, origin=self._mutant.file)  # type: ignore[arg-type]

    def create_module(self, _spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._mutant.source, self._mutant.file, "exec"), module.__dict__)


def _module_of(file: str) -> str:
    return file.removesuffix(".py").replace("/", ".")


def _print_scores(mutants: Sequence[Mutant], survivors: Sequence[Mutant], *, all_of_them: bool) -> None:
    made, left = Counter(each.file for each in mutants), Counter(each.file for each in survivors)
    print(f"{'file':<32}{'mutants':>8}{'found':>7}{'share':>7}")
    for file, count in sorted(made.items()):
        print(f"{file:<32}{count:>8}{count - left[file]:>7}{1 - left[file] / count:>7.0%}")
    total = len(mutants)
    share = 1 - len(survivors) / total
    within = 0.0 if all_of_them else 1.96 * (share * (1 - share) / total) ** 0.5
    print(f"{'all':<32}{total:>8}{total - len(survivors):>7}{share:>7.1%}  +- {within:.1%}\n")
