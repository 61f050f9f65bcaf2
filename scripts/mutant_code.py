"""Mutants of one module, made by mutmut, each as code that can be put in a function's place."""

from __future__ import annotations
import __future__

import difflib
import gc
import textwrap
import types
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import MutationVisitor, deep_replace
from mutmut.mutation.mutators import mutation_operators, operator_string
from mutmut.mutation.pragma_handling import IgnoredCode


@dataclass(frozen=True)
class Mutant:
    """One fault: where it stands, what it says instead, and the whole function with it."""

    line: int
    """Of the fault itself, by which the tests that run it are found."""
    function: str
    starts: int
    """Where the function starts, its first decorator counted, as Python counts."""
    ends: int
    diff: str
    text: str
    words: bool
    """Whether only text for people is changed: it has a blank or a letter with a mark."""
    nth: int
    """How many of this function before it read the same: a line may stand there twice."""
    whole: int
    """A sum over the function as it is."""

    @property
    def key(self) -> str:
        """What it is known by from one run to the next, wherever the lines have moved to.

        A function that was rewritten is tried anew: what was found says nothing of it any more.
        """
        nth = f"\n({self.nth})" if self.nth else ""
        return f"{self.function} {self.whole:08x}\n{self.diff}{nth}"


class _Visitor(MutationVisitor):
    """Goes into decorated functions too: only code is exchanged here, no decorator runs again."""

    def __init__(self) -> None:
        operators = [pair for pair in mutation_operators if pair[1] is not operator_string]
        nothing: IgnoredCode = IgnoredCode(set(), set(), set())
        super().__init__([*operators, (cst.SimpleString, _string)], nothing)
        self.lines: list[int] = []

    def _create_mutations(self, node: cst.CSTNode) -> None:
        before = len(self.mutations)
        super()._create_mutations(node)
        place = self.get_metadata(PositionProvider, node, None)
        self.lines += [place.start.line if place else 0] * (len(self.mutations) - before)

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef):
            return False
        return super()._skip_node_and_children(node)


def _string(node: cst.SimpleString) -> Iterator[cst.BaseString]:
    """One change a string, not mutmut's three: in capitals it is as wrong as with XX around."""
    yield from list(operator_string(node))[:1]


def mutants_of(file: Path) -> list[Mutant]:
    """Every mutant of the functions and methods of a file; tables outside them are left."""
    wrapper = MetadataWrapper(cst.parse_module(file.read_text(encoding="utf-8")))
    visitor = _Visitor()
    module = wrapper.visit(visitor)
    places = wrapper.resolve(PositionProvider)
    found = list[Mutant]()
    alike = Counter[tuple[str, str]]()
    for mutation, line in zip(visitor.mutations, visitor.lines, strict=True):
        function = mutation.contained_by_top_level_function
        if not isinstance(function, cst.FunctionDef):
            continue
        first = places[function.decorators[0] if function.decorators else function].start.line
        bare = function.with_changes(decorators=(), leading_lines=(), lines_after_decorators=())
        changed = deep_replace(bare, mutation.original_node, mutation.mutated_node)
        was, text = module.code_for_node(bare), module.code_for_node(changed)
        diff = _diff(was, text)
        found.append(
            Mutant(
                line=line or first,
                function=function.name.value,
                starts=first,
                ends=places[function].end.line,
                diff=diff,
                text=text,
                words=_is_words(mutation.original_node),
                nth=alike[function.name.value, diff],
                whole=crc32(was.strip().encode()),
            )
        )
        alike[function.name.value, diff] += 1
    return found


def _is_words(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.SimpleString) and (" " in node.value or not node.value.isascii())


def _diff(was: str, text: str) -> str:
    lines = difflib.unified_diff(was.splitlines(), text.splitlines(), lineterm="", n=0)
    kept = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return "\n".join(line[0] + " " + line[1:].strip() for line in kept)


def functions_of(file: Path) -> dict[tuple[str, int], list[types.FunctionType]]:
    """The living functions that came from a file, by name and first line."""
    found: dict[tuple[str, int], list[types.FunctionType]] = {}
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType) and thing.__code__.co_filename == str(file):
            found.setdefault((thing.__name__, thing.__code__.co_firstlineno), []).append(thing)
    return found


def replacement(mutant: Mutant, original: types.FunctionType) -> types.FunctionType | None:
    """The mutant as a function among the names of the original; None where that cannot be."""
    flags = __future__.annotations.compiler_flag
    space: dict[str, Any] = dict(original.__globals__)
    method = original.__code__.co_freevars == ("__class__",)  # it says super()
    text = "class _:\n" + textwrap.indent(mutant.text, "    ") if method else mutant.text
    try:
        exec(compile(text, "<mutant>", "exec", flags, dont_inherit=True), space)  # noqa: S102
    except Exception:
        return None
    made = vars(space["_"])[mutant.function] if method else space[mutant.function]
    return made if made.__code__.co_freevars == original.__code__.co_freevars else None


def put_in(original: types.FunctionType, made: types.FunctionType) -> None:
    """Let a living function do what the mutant does, for everybody who holds it."""
    original.__code__ = made.__code__
    original.__defaults__ = made.__defaults__
    original.__kwdefaults__ = made.__kwdefaults__


def copied(function: types.FunctionType) -> types.FunctionType:
    """The function as it is, to be put in again."""
    copy = types.FunctionType(
        function.__code__, function.__globals__, closure=function.__closure__
    )
    copy.__defaults__, copy.__kwdefaults__ = function.__defaults__, function.__kwdefaults__
    return copy
