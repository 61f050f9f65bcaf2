"""Where this installation keeps its things and which addresses it uses."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from states.text import Text
from tiendo.errors import BadInput
from tiendo.given_files import UNREADABLE, read_given

OFFICE_FILE = "tiendo.env"
_SENSELESS = Text(
    "Thiết lập {name} không dùng được: {why}.", "The setting {name} is no use: {why}."
)


def default_home() -> Path:
    """`var/` of the checkout this runs from, else the user's own data folder."""
    root = Path(__file__).resolve().parent.parent
    if (root / "pyproject.toml").is_file():
        return root / "var"
    return user_data_path("tiendo", appauthor=False)


class Settings(BaseSettings):
    """Everything that can be set: environment variables with the prefix TIENDO_, or the same
    names in the file `tiendo.env` of the home folder; the environment goes first."""

    model_config = SettingsConfigDict(env_prefix="TIENDO_", extra="ignore")

    home: Path = Field(
        default_factory=default_home,
        description="Folder of the office's data.",
        examples=["/var/lib/tiendo"],
    )
    database_url: str = Field(
        default="",
        repr=False,
        description="SQLAlchemy URL; empty means a SQLite file in the home folder.",
        examples=["postgresql+psycopg://tiendo@db.example/tiendo"],
    )
    today: date | None = Field(
        default=None,
        description="A fixed today, for the demonstration office and for rehearsals.",
        examples=["2021-09-08"],
    )
    by: str = Field(default="", description="Who acts on the command line when --by is left out.")
    lang: str = Field(
        default="vi", pattern="^(vi|en)$", description="Language of the command line."
    )
    policy_file: Path | None = Field(
        default=None,
        description="The office's own numbers; empty means those of the program.",
        examples=["/etc/tiendo/policy.yaml"],
    )
    reproject_at_once: int = Field(
        default=5_000,
        ge=0,
        description="Open inspections up to which `tiendo calendar load` works everything out "
        "again itself; in a larger office the flow reproject does.",
    )
    reproject_part: int = Field(
        default=5_000,
        ge=1,
        description="Open inspections that one worker takes at a time of all to work out again.",
    )
    watch_file: Path | None = Field(
        default=None, description="The office's limits for the watch; empty: the program's."
    )
    scans: Path | None = Field(
        default=None,
        description="Folder of the papers' files; empty: scans/ in the home folder. Several "
        "machines share one.",
    )
    scan_mb: int = Field(default=25, ge=1, le=500, description="The largest file taken in, in MB.")
    backups: Path | None = Field(
        default=None, description="Folder of the backups; empty: backups/ in the home folder."
    )
    backups_kept: int = Field(default=14, ge=1, le=10_000, description="How many backups to keep.")
    host: str = Field(default="127.0.0.1", description="Address our page listens on.")
    port: int = Field(default=8021, ge=1, le=65535, description="Port of our page.")
    prefect_port: int = Field(default=4200, ge=1, le=65535, description="Port of Prefect's page.")
    mirrors: int = Field(
        default=50, ge=0, le=500, description="How many stuck inspections Prefect shows as runs."
    )
    prefect_api_url: str = Field(
        default="",
        description="Prefect's API, to be told at once what changed; `tiendo up` sets it itself.",
    )
    prefect_auth: str = Field(
        default="", repr=False, description="user:password of that API, where it asks for one."
    )

    public_url: str = Field(
        default="",
        pattern=r"^(https?://[^\s/]+(/[^\s]*)?)?$",
        description="Address of our page as its readers reach it; empty means host and port.",
    )
    session_hours: int = Field(
        default=12, ge=1, le=720, description="How long a sign-in lasts at most."
    )
    session_idle_minutes: int = Field(
        default=120, ge=1, le=43_200, description="How long a sign-in lasts that is not used."
    )
    password_rounds: int = Field(
        default=3, ge=1, le=100, description="Argon2id: how often the memory is gone over."
    )
    password_memory: int = Field(
        default=65_536, ge=8, le=4_194_304, description="Argon2id: KiB of memory a password takes."
    )
    smtp_host: str = Field(
        default="", description="Mail server; empty means that no e-mail is sent."
    )
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Port of the mail server.")
    smtp_tls: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How the line to the mail server is encrypted."
    )
    smtp_user: str = Field(default="", description="Who signs in there; empty means nobody.")
    smtp_password: SecretStr = Field(
        default=SecretStr(""), description="Password at the mail server."
    )
    smtp_sender: str = Field(default="", description="E-mail address that notices come from.")
    webhook_secret: SecretStr = Field(
        default=SecretStr(""), description="Signs every webhook; empty means that none is sent."
    )
    deliver_tries: int = Field(
        default=20, ge=1, le=100, description="How often one delivery is tried before it is dead."
    )

    @property
    def local_page(self) -> str:
        """Where our page is reached from this machine, ending in a slash."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104
        return f"http://{host}:{self.port}/"

    @property
    def page(self) -> str:
        """Where its readers reach our page, ending in a slash."""
        return f"{self.public_url.rstrip('/')}/" if self.public_url else self.local_page

    @property
    def url(self) -> str:
        """The database to open, as a SQLAlchemy URL."""
        return self.database_url or f"sqlite:///{self.home / 'tiendo.db'}"

    @property
    def scans_folder(self) -> Path:
        """Where the files of the papers lie."""
        return self.scans or self.home / "scans"

    @property
    def backups_folder(self) -> Path:
        """Where the backups lie."""
        return self.backups or self.home / "backups"


def read_settings() -> Settings:
    """The settings of this installation.

    Raises BadInput naming the setting that makes no sense, or the file that is no text.
    """
    try:
        return _found()
    except ValidationError as error:  # the value itself is not told: it may be a secret
        first = error.errors()[0]
        name = "_".join(["TIENDO", *map(str, first["loc"])]).upper()
        raise BadInput(_SENSELESS.fill(name=name, why=first["msg"])) from error


def _found() -> Settings:
    found = Settings()
    # The home comes from the environment; everything else may stand in its file as well.
    file = found.home / OFFICE_FILE
    try:
        if not file.exists():
            return found
        read_given(file)  # what is no file, or too big, is not left to whoever reads it next
        return Settings(_env_file=file, _env_file_encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(UNREADABLE.fill(name=file, error=error)) from error


def fix_today(home: Path, day: date) -> None:
    """Let every process of this home live on one day: the demonstration office's.

    The line is added to `tiendo.env` unless a day is set there already.
    """
    file = home / OFFICE_FILE
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    if not any(line.startswith("TIENDO_TODAY=") for line in lines):
        lines.append(f"TIENDO_TODAY={day.isoformat()}")
        file.write_text("\n".join(lines) + "\n", "utf-8")
