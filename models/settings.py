"""What the environment says: the only module that reads it (a test holds that)."""

from __future__ import annotations

import os
import re
import unicodedata
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from models.faults import in_swedish
from models.processes import cores, memory

PREFIX = "SAMFLODE_"
_SHORTEST_SECRET = 32  # characters
# Bytes of memory. A computer sold with four gigabytes has a little less than 4 * 1024**3.
_FOR_EACH = 2 * 1000**3
_YES = frozenset({"1", "true", "t", "yes", "y", "on"})  # as pydantic reads a truth
_CHECKOUT = Path(__file__).resolve().parent.parent
# One sentence for each kind of refusal that pydantic can make of these fields.
_PROBLEMS = {
    "int_parsing": "ska vara ett heltal",
    "int_from_float": "ska vara ett heltal",
    "bool_parsing": "ska vara ja eller nej (1 eller 0)",
    "enum": "har ett värde som inte finns. Tillåtet: {expected}",
    "greater_than_equal": "ska vara minst {ge}",
    "less_than_equal": "ska vara högst {le}",
    "string_too_short": "är tom",
    "value_error": "{error}",
}


class LogLevel(StrEnum):
    """How much is written to the log."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def _default_data() -> Path:
    """``.data`` in the checkout; for a program installed without one, the user's data folder."""
    if (_CHECKOUT / "pyproject.toml").exists():
        return _CHECKOUT / ".data"
    return Path.home() / ".local" / "share" / "samflode"


def _processes() -> int:
    """One process for the pages on each core, with two gigabytes of memory for each; at most
    four.
    """
    return max(1, min(cores(), memory() // _FOR_EACH, 4))


def _readable(value: object) -> object:
    """Refuse bytes that are no UTF-8: no address, no file and no answer can have them."""
    text = str(value) if isinstance(value, str | Path) else ""
    if any(unicodedata.category(sign) == "Cs" for sign in text):
        raise ValueError("innehåller ett tecken som inte går att läsa")
    return value


def _lowered(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _absolute(path: Path) -> Path:
    """Children run in other folders: a relative path would mean another place there."""
    try:
        return path.expanduser().resolve()
    except RuntimeError as error:
        raise ValueError("börjar med en användare som inte finns på den här datorn") from error
    except OSError as error:
        raise ValueError(f"går inte att använda: {in_swedish(error)}") from error


def _host(name: str) -> str:
    """Return what can be looked up as a computer's name."""
    try:
        name.encode("idna")
    except UnicodeError as error:
        raise ValueError("ska vara en dators namn eller IP-adress") from error
    return name


def _postgresql(url: str) -> str:
    """Accept what other tools call the same thing and return the form that selects psycopg 3."""
    if not re.match(r"postgres(ql)?(\+psycopg)?://", url):
        raise ValueError("ska börja med postgresql://")
    plain, ours = (
        re.sub(r"^postgres(ql)?(\+psycopg)?://", f"{driver}://", url)
        for driver in ("postgresql", "postgresql+psycopg")
    )
    try:
        make_url(ours)
        conninfo_to_dict(plain)
    except (ValueError, ArgumentError, ProgrammingError) as error:
        raise ValueError(
            "går inte att läsa. Så här ser en ut: postgresql://roll:lösenord@dator:5432/databas"
        ) from error
    return ours


def _http(url: str) -> str:
    """Return the address without the closing slash, so that paths can be added to it."""
    if not url.startswith(("http://", "https://")):
        raise ValueError("ska börja med http:// eller https://")
    if not host_in(url):
        raise ValueError("ska vara en hel adress, som https://samflode.example.se")
    if re.search(r"[?#\s]", url):
        raise ValueError("ska sluta före ? och #, och vara utan blanksteg")
    return url.rstrip("/")


def in_url(host: str) -> str:
    """Return a host as an address has it: IPv6 has colons of its own, and so stands in brackets."""
    return f"[{host}]" if ":" in host else host


def host_in(url: str) -> str:
    """Return the host that an address names; empty when it names none, or a port that can't be."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    return "" if port == 0 else host


class Settings(BaseSettings):
    """Settings of one installation, each from ``SAMFLODE_<NAME>``; README has the same table."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore"
    )

    data: Annotated[Path, AfterValidator(_absolute)] = Field(
        default_factory=_default_data, validate_default=True
    )
    # It has a password.
    database_url: Annotated[str, AfterValidator(_postgresql)] | None = Field(
        default=None, repr=False
    )
    host: Annotated[str, AfterValidator(_host)] = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=8000, ge=0, le=65535)
    processer: int = Field(default_factory=_processes, ge=1, le=16)
    base_url: Annotated[str, AfterValidator(_http)] | None = None
    profil: str = Field(default="kronoberg", min_length=1)
    demo: bool = False
    log_level: Annotated[LogLevel, BeforeValidator(_lowered)] = LogLevel.INFO
    smtp_host: Annotated[str, AfterValidator(_host)] | None = None
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_starttls: bool = True
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_from: str | None = None
    hemlighet: SecretStr | None = None

    _can_be_read = field_validator("*", mode="before")(_readable)

    @model_validator(mode="before")
    @classmethod
    def _quiet_demo(cls, said: dict[str, object]) -> dict[str, object]:
        """Whoever tries the demo reads its pages: the log is for those who ask for it."""
        if str(said.get("demo", "")).casefold() in _YES and said.get("log_level") is None:
            return {**said, "log_level": LogLevel.WARNING}
        return said

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if self.demo and not is_loopback(self.host):
            raise ValueError(
                "SAMFLODE_HOST: demolänet får bara nås från den egna datorn. Låt värdet vara"
                " 127.0.0.1"
            )
        if self.smtp_host and not self.smtp_from:
            raise ValueError("SAMFLODE_SMTP_FROM saknas: den behövs när SAMFLODE_SMTP_HOST är satt")
        if self.hemlighet and len(self.hemlighet.get_secret_value()) < _SHORTEST_SECRET:
            raise ValueError(f"SAMFLODE_HEMLIGHET ska ha minst {_SHORTEST_SECRET} tecken")
        return self

    @classmethod
    def load(
        cls,
        *,
        data: Path | None = None,
        port: int | None = None,
        demo: bool | None = None,
        profil: str | None = None,
    ) -> Settings:
        """Return the settings of the environment, with what the command line says instead of them.

        Raises pydantic's ValidationError; ``problems`` puts it in words.
        """
        said = {"data": data, "port": port, "demo": demo, "profil": profil}
        return cls.model_validate(
            {name: value for name, value in said.items() if value is not None}
        )

    def environment(self) -> dict[str, str]:
        """Return the environment of a child process: this process's own, with these settings
        written over it.
        """
        chosen = {name: _as_text(value) for name, value in self if value is not None}
        return {**os.environ, **{f"{PREFIX}{name.upper()}": text for name, text in chosen.items()}}

    @property
    def address(self) -> str:
        """Where people reach the pages, without a closing slash: links in mails begin with it."""
        return self.base_url or f"http://{in_url(self.host)}:{self.port}"


def _as_text(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return str(int(value)) if isinstance(value, bool) else str(value)


def is_loopback(host: str) -> bool:
    """Say whether only this computer reaches the host; a name other than localhost counts
    as not.
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def problems(error: ValidationError) -> list[str]:
    """Return one Swedish sentence for each setting that was refused, naming its variable."""
    return [
        _sentence(problem["loc"], problem["type"], problem.get("ctx", {}))
        for problem in error.errors()
    ]


def _sentence(where: tuple[int | str, ...], kind: str, context: dict[str, object]) -> str:
    text = (
        _PROBLEMS.get(kind, "har ett värde som inte går att läsa")
        .format(**context)
        .replace(" or ", " eller ")
    )
    return f"{PREFIX}{str(where[0]).upper()} {text}." if where else f"{text}."
