"""What stands in deployments/ leads somewhere: settings, modules, paths, units, containers."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.settings import Settings
from prefect.settings.legacy import _get_valid_setting_names

from flows.automations import ALARMS
from tiendo.schedules import SCHEDULES

ROOT = Path(__file__).parent.parent
DEPLOYMENTS = ROOT / "deployments"
UNITS = DEPLOYMENTS / "systemd"
CONTAINERS = DEPLOYMENTS / "containers"
SERVICES = sorted(UNITS.glob("*.service"))
COMPOSE: dict[str, Any] = yaml.safe_load((CONTAINERS / "compose.yaml").read_text("utf-8"))
CONTAINERFILE = (CONTAINERS / "Containerfile").read_text("utf-8").replace("\\\n", " ")
KEYED = ("TIENDO_PREFECT_AUTH", "PREFECT_API_AUTH_STRING", "PREFECT_SERVER_API_AUTH_STRING")
"""What is set to the key of Prefect: the page's word, the clients' and the server's own."""
RESTLESS = {name: each for name, each in COMPOSE["services"].items() if name != "deploy"}


def lines_of(path: Path, key: str) -> list[str]:
    """The values of a key in a unit."""
    lines = path.read_text("utf-8").splitlines()
    return [line.removeprefix(f"{key}=") for line in lines if line.startswith(f"{key}=")]


def stages() -> dict[str, str]:
    """The stages of the Containerfile by name, each with what it says."""
    parts = re.split(r"^FROM (\S+) AS (\w+)$", CONTAINERFILE, flags=re.MULTILINE)
    return dict(zip(parts[2::3], parts[3::3], strict=True))


def check_command(words: list[str]) -> None:
    """A command line of ours: its module and every file it names are in the checkout."""
    module = words[words.index("-m") + 1]
    assert importlib.util.find_spec(module), module
    for name in words:
        if "/" in name and not name.startswith("/opt/tiendo/.venv/"):
            assert (ROOT / name).is_file(), name


@pytest.mark.parametrize(
    ("file", "options"),
    [("example.env", []), ("prefect.env", ["--prefect"])],
    ids=["ours", "prefect's"],
)
def test_the_settings_files_are_what_the_generator_prints(file: str, options: list[str]) -> None:
    script = ROOT / "scripts" / "example_env.py"
    printed = subprocess.run(
        [sys.executable, script, *options], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert (DEPLOYMENTS / file).read_text("utf-8") == printed.stdout


def test_prefect_knows_every_setting_that_is_given_to_it() -> None:
    said = [*DEPLOYMENTS.glob("*.env"), *UNITS.rglob("*.conf"), CONTAINERS / "Containerfile"]
    named = set(re.findall(r"\b(PREFECT_\w+)=", "".join(f.read_text("utf-8") for f in said)))
    named |= {name for name in COMPOSE["x-ours"]["environment"] if name.startswith("PREFECT_")}
    theirs = {name for name in named if name.startswith("PREFECT_REDIS_")}  # of another package

    assert len(named) > 20
    assert named - theirs - _get_valid_setting_names(Settings) == set()


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_every_command_of_a_unit_leads_somewhere(unit: Path) -> None:
    commands = [*lines_of(unit, "ExecStartPre"), *lines_of(unit, "ExecStart")]

    assert commands
    for command in commands:
        check_command(shlex.split(command.removeprefix("-")))


def test_the_units_are_those_of_systemd_and_let_go_of_what_they_do_not_need(
    tmp_path: Path,
) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("NO SYSTEMD-ANALYZE HERE: the units are not checked")
    shutil.copytree(UNITS, tmp_path, dirs_exist_ok=True)
    for file in (*tmp_path.glob("*.service"), *tmp_path.rglob("*.conf")):
        said = file.read_text("utf-8").replace("/opt/tiendo/.venv/bin/python", sys.executable)
        file.write_text(said.replace("/opt/tiendo", str(tmp_path)), "utf-8")
    (tmp_path / "tiendo-worker@.service").rename(tmp_path / "tiendo-worker@1.service")
    units = [str(unit) for unit in sorted(tmp_path.glob("*.service"))]

    verified = subprocess.run(
        [analyze, "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    for unit in units:
        offline = ("security", "--offline=true", "--no-pager", "--threshold=20", unit)
        rated = subprocess.run([analyze, *offline], capture_output=True, text=True, check=False)
        assert rated.returncode == 0, rated.stdout

    assert (verified.returncode, verified.stderr) == (0, "")


def test_servers_get_the_tested_versions_and_nothing_that_only_tests_need() -> None:
    tested, served = (pins(folder) for folder in (ROOT, DEPLOYMENTS))

    assert served.items() <= tested.items()
    assert {"prefect", "psycopg", "hatchling"} <= served.keys()
    assert served.keys().isdisjoint({"pytest", "mypy", "ruff", "playwright", "schemathesis"})


def pins(folder: Path) -> dict[str, str]:
    """Each package of the lock in a folder, with its versions and hashes as they stand there."""
    said = (folder / "requirements.lock").read_text("utf-8")
    found: dict[str, str] = {}
    for line in re.split(r"\n(?=\S)", said.strip()):
        name = line.partition("==")[0]
        found[name] = f"{found.get(name, '')}\n{line}"
    return found


def test_what_an_image_is_made_of_is_in_the_checkout() -> None:
    copied = re.findall(r"^COPY (\S+) ", CONTAINERFILE, flags=re.MULTILINE)
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()

    assert {"states", "tiendo", "flows"} <= set(copied)
    assert {str(file.relative_to(ROOT)) for file in (SCHEDULES, ALARMS)} <= set(copied)
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert set(copied) & set(ignored) == set()


def test_every_role_is_nobody_special_says_how_it_is_and_runs_what_is_there() -> None:
    roles = stages()
    base = roles.pop("base")

    assert base.rstrip().endswith("USER tiendo\nVOLUME /var/lib/tiendo")
    assert set(roles) == {"page", "prefect", "worker"}
    for said in roles.values():
        assert "USER" not in said
        assert said.count("HEALTHCHECK") == 1
        (command,) = re.findall(r"^CMD (\[.*\])$", said, flags=re.MULTILINE)
        check_command(yaml.safe_load(command))


def test_the_roles_are_put_together_from_what_is_there() -> None:
    services = COMPOSE["services"]

    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= set(services)
        for port in service.get("ports", ()):
            assert port.startswith("127.0.0.1:"), name
        if build := service.get("build"):
            folder = (CONTAINERS / build["context"]).resolve()
            assert folder == ROOT
            assert (folder / build["dockerfile"]).is_file()
            assert build["target"] in stages()
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            assert source in COMPOSE["volumes"] or (CONTAINERS / source).is_file(), volume
    for shell in services["deploy"]["command"][2:]:
        for command in re.split(r"\|\||&&", shell):
            if "python" in command:
                check_command(shlex.split(command))


def test_the_containers_start_with_no_default_key() -> None:
    key = "tiendo:${TIENDO_PREFECT_PASSWORD:?}"

    for name, service in COMPOSE["services"].items():
        if "build" in service:
            assert {service["environment"].get(each) for each in KEYED} == {key}, name


def test_the_passwords_of_the_containers_are_made_as_the_first_lines_say(tmp_path: Path) -> None:
    said = (CONTAINERS / "compose.yaml").read_text("utf-8")
    (command,) = re.findall(r"^#   (\(umask .*)$", said, flags=re.MULTILINE)
    (tmp_path / "deployments" / "containers").mkdir(parents=True)

    subprocess.run(["/bin/sh", "-euc", command], cwd=tmp_path, check=True)
    file = tmp_path / "deployments" / "containers" / ".env"
    first = file.read_text()
    again = subprocess.run(["/bin/sh", "-euc", command], cwd=tmp_path, check=False)

    assert again.returncode != 0
    assert file.read_text() == first
    made = dict(line.split("=", 1) for line in file.read_text().splitlines())
    assert set(made) == set(re.findall(r"\$\{(\w+):\?\}", said))
    assert len(set(made.values())) == len(made)
    assert all(re.fullmatch(r"[\w-]{32}", secret) for secret in made.values())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_whoever_installs_the_units_as_the_guide_says_has_one_key_everywhere(
    tmp_path: Path,
) -> None:
    """What the guide writes into the settings, twice: an installation done again has one too."""
    guide = (ROOT / "docs" / "guide.md").read_text("utf-8")
    (block,) = re.findall(r"<!-- try_units: the settings -->\n```sh\n(.*?)```", guide, re.DOTALL)
    written, commands, _ = block.partition("runuser")
    assert commands
    for file in ("example", "prefect"):
        shutil.copy(DEPLOYMENTS / f"{file}.env", tmp_path)
    (tmp_path / "example.env").rename(tmp_path / "tiendo.env")

    for _ in range(2):
        script = written.replace("/etc/tiendo", str(tmp_path))
        subprocess.run(["/bin/sh", "-euc", script], check=True)

    given: dict[str, str] = {}
    for file in ("tiendo", "prefect"):  # as systemd reads them: the last line counts
        lines = (tmp_path / f"{file}.env").read_text("utf-8").splitlines()
        given |= dict(line.split("=", 1) for line in lines if line and line[0] != "#")
    assert len({given[each] for each in KEYED}) == 1
    assert re.fullmatch(r"tiendo:[\w-]{32}", given[KEYED[0]])


def test_a_worker_backs_up_the_papers_files_that_the_page_takes_in() -> None:
    places = dict(re.findall(r"\bTIENDO_(SCANS|BACKUPS)=(\S+)", stages()["base"]))
    kept = {name: volumes_of(name) for name in ("page", "worker")}

    assert set(places) == {"SCANS", "BACKUPS"}
    for place in places.values():
        assert kept["page"][place] == kept["worker"][place] in COMPOSE["volumes"]


def volumes_of(service: str) -> dict[str, str]:
    """Which volume lies at which place in a service."""
    said = (volume.split(":") for volume in COMPOSE["services"][service]["volumes"])
    return {place: volume for volume, place, *_ in said}


def test_every_service_that_stays_is_restarted_and_says_how_it_is() -> None:
    assert [name for name, each in RESTLESS.items() if each["restart"] != "unless-stopped"] == []
    own = {name for name, each in RESTLESS.items() if "build" in each or "healthcheck" in each}
    assert own == set(RESTLESS)


def test_the_comments_name_files_that_are_there() -> None:
    said = (CONTAINERS / "compose.yaml").read_text("utf-8")
    sources = re.findall(r"^#\s+cp (\S+) (\S+)", said, flags=re.MULTILINE)

    assert [source for source, _ in sources if not (ROOT / source).is_file()] == []
    assert {Path(copy).name for _, copy in sources} == set(COMPOSE["x-ours"]["env_file"])
