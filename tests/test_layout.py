"""Names, sizes, texts and packages are what the house style says they are."""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import flows
import states
import tiendo.settings

ROOT = Path(__file__).parent.parent
PACKAGES = (states, flows, tiendo)
LINES_OF_A_FILE, LINES_OF_A_FUNCTION = 300, 40

# In parts, so that this file does not hold them itself.
FORBIDDEN_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
        ("proxy", "golang", "org"),
        ("crates", "io"),
    )
)
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:" + "|".join(("work", "root", "tmp/boot")) + r")/")


@cache
def committed() -> tuple[Path, ...]:
    """Every file that is in the repository or would go into it."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Each committed text file: its name and what it says."""
    found = []
    for path in committed():
        content = path.read_bytes()
        if b"\0" not in content:
            found.append((str(path.relative_to(ROOT)), content.decode("utf-8")))
    return tuple(found)


def sources() -> list[tuple[str, str]]:
    """The texts that are Python."""
    return [(name, text) for name, text in texts() if name.endswith(".py")]


def test_a_file_fits_three_screens() -> None:
    long = {name: n for name, text in sources() if (n := text.count("\n")) >= LINES_OF_A_FILE}

    assert long == {}


def statements(text: str) -> Iterator[ast.AST]:
    """Every statement of a source, nested ones too; functions stand nowhere else."""
    todo: list[ast.AST] = [ast.parse(text)]
    while todo:
        yield (node := todo.pop())
        for part in ("body", "orelse", "finalbody", "handlers", "cases"):
            inside = getattr(node, part, None)
            todo += inside if isinstance(inside, list) else ()


def test_a_function_fits_one_screen() -> None:
    long = {
        f"{name}:{node.name}": length
        for name, text in sources()
        for node in statements(text)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) >= LINES_OF_A_FUNCTION
    }

    assert long == {}


def test_what_is_slow_says_so_where_the_tests_are_looked_for() -> None:
    """tests/conftest.py leaves out files by what they and the conftest beside them say."""
    named = "mark." + "slow"  # in parts, so that this file does not hold it itself
    others = {"tests/conftest.py"}  # it only looks for it
    found = {name for name, text in sources() if name.startswith("tests/") and named in text}

    files = {name.rpartition("/")[2] for name in found - others}
    assert all(file.startswith("test_") or file == "conftest.py" for file in files), files
    assert len(files) > 20


def test_no_example_that_was_made_up_is_measured_by_the_clock() -> None:
    """By itself hypothesis calls what took 0.2 s a failure: on a busy machine anything may."""
    measured = {
        name
        for name, text in sources()
        if name.startswith("tests/") and text.count("@given(") > text.count("deadline=None")
    }

    assert measured == set()


@pytest.mark.parametrize("host", FORBIDDEN_HOSTS)
def test_no_file_names_a_package_registry(host: str) -> None:
    assert [name for name, text in texts() if host in text] == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    found = [
        f"{name}: {line.strip()}"
        for name, text in texts()
        for line in text.splitlines()
        if MACHINE_PATH.search(line)
    ]

    assert found == []


def test_the_flows_take_nobodys_name() -> None:
    """Prefect may load a flow file as a top-level module: it must not shadow another one."""
    names = {path.stem for path in (ROOT / "flows").glob("*.py")} - {"__init__", "__main__"}

    taken = [
        name for name in names if name in sys.stdlib_module_names or importlib.util.find_spec(name)
    ]

    assert names
    assert taken == []


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_the_packages_come_from_this_repository(package: object) -> None:
    assert Path(str(package.__file__)).parent.parent == ROOT  # type: ignore[attr-defined]


def test_nobody_else_installs_our_names() -> None:
    owners = importlib.metadata.packages_distributions()

    others = {
        package.__name__: set(owners.get(package.__name__, ())) - {"tiendo"}
        for package in PACKAGES
    }

    assert others == {"states": set(), "flows": set(), "tiendo": set()}


def test_the_index_of_decisions_lists_every_decision() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    pages = {path.name for path in folder.glob("*.md")} - {"README.md"}

    assert {name for name in pages if f"({name})" not in index} == set()


def test_what_is_compiled_is_kept_also_where_the_machine_says_not_to() -> None:
    """Each process would compile every file of ours anew: half of collecting the tests."""
    tell = "import sys; print(sys.dont_write_bytecode)"
    told = subprocess.run([sys.executable, "-c", tell], check=True, capture_output=True, text=True)

    assert (sys.dont_write_bytecode, told.stdout) == (False, "False\n")


@pytest.mark.parametrize("script", ["run", "check", ".ci/run", "scripts/lock.sh"])
def test_the_scripts_can_be_started(script: str) -> None:
    assert (ROOT / script).stat().st_mode & 0o111


def test_the_example_settings_name_every_setting_and_no_other() -> None:
    example = (ROOT / "deployments" / "example.env").read_text(encoding="utf-8")
    named = set(re.findall(r"^# TIENDO_(\w+)=", example, re.MULTILINE))

    assert named == {name.upper() for name in tiendo.settings.Settings.model_fields}
