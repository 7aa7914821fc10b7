"""What both Django rivals stand on: our tables as models of theirs, the seven writes through them,
and two users of whom one may.
"""

from __future__ import annotations

from datetime import date
from itertools import count
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import django
import psycopg
from django.conf import settings
from django.db import models as db

from benchmarks.rivals.turns import Given
from benchmarks.writes import FIRST, values

_SCHEMA = "django"  # their own tables lie there, ours are found behind them
_MAY = "step_as_au"
_NUMBERS = count(FIRST)


def configure(on: Given) -> None:
    """Set Django up on the database, with its own tables in a schema of their own."""
    with psycopg.connect(on.url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {_SCHEMA}")
    settings.configure(
        DATABASES={"default": _way_to(on)},
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "viewflow",
            "viewflow.workflow",
            "benchmarks.rivals",
        ],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - wants the settings

    call_command("migrate", verbosity=0)


def _way_to(on: Given) -> dict[str, Any]:
    """Return the database's address as Django wants it."""
    parts = urlsplit(on.url)
    asked = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": asked.get("host", [parts.hostname])[0],
        "PORT": asked.get("port", [parts.port or ""])[0],
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "options": f"-c search_path={_SCHEMA},public",
            "server_side_binding": True,  # statements can be prepared
        },
    }


def users() -> dict[str, Any]:
    """Return a user who may take the step and one who may not."""
    from django.contrib.auth.models import Permission, User  # noqa: PLC0415 - wants the settings
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415

    kind = ContentType.objects.get_for_model(User)
    may, _ = Permission.objects.get_or_create(codename=_MAY, content_type=kind)
    found = {role: User.objects.get_or_create(username=role)[0] for role in ("au", "ledamot")}
    found["au"].user_permissions.add(may)
    return found


PERMISSION = f"auth.{_MAY}"


# Our tables, as far as the writes name their columns.
_TABLES: dict[str, tuple[str, dict[str, Any]]] = {
    "sak": (
        "sak",
        {
            "lage": db.TextField(),
            "version": db.IntegerField(),
            "lage_sedan": db.DateTimeField(),
            "kedja": db.TextField(),
        },
    ),
    "handelse": (
        "handelse",
        {
            "sak_id": db.IntegerField(),
            "lopnr": db.IntegerField(),
            "steg": db.TextField(),
            "fran_lage": db.TextField(),
            "till_lage": db.TextField(),
            "aktor_id": db.IntegerField(),
            "aktor_roll": db.TextField(),
            "tid": db.DateTimeField(),
            "definitionsversion": db.IntegerField(),
            "innehall_hash": db.TextField(),
            "hash": db.TextField(),
            "hash_version": db.IntegerField(),
        },
    ),
    "innehall": (
        "handelseinnehall",
        {
            "handelse_id": db.IntegerField(primary_key=True),
            "salt": db.TextField(),
            "innehall": db.TextField(),
        },
    ),
    "frist": (
        "frist",
        {
            "sak_id": db.IntegerField(),
            "delfrist": db.BooleanField(),
            "drag": db.TextField(),
            "person_id": db.IntegerField(),
            "senast": db.DateField(),
            "pamin": db.BooleanField(),
            "skapad": db.DateTimeField(),
            "stangd": db.DateTimeField(null=True),
        },
    ),
    "avisering": (
        "avisering",
        {
            "nyckel": db.TextField(),
            "mall": db.TextField(),
            "person_id": db.IntegerField(),
            "epost": db.TextField(),
            "sak_id": db.IntegerField(),
            "skal": db.TextField(),
            "data": db.JSONField(),
            "lage": db.TextField(),
            "skapad": db.DateTimeField(),
            "forsok": db.IntegerField(),
            "nasta_forsok": db.DateTimeField(),
            "fel": db.TextField(),
            "meddelande_id": db.TextField(),
        },
    ),
}


def models() -> SimpleNamespace:
    """Return our tables as models."""
    made = {}
    for name, (table, fields) in _TABLES.items():
        meta = type("Meta", (), {"app_label": "bench", "managed": False, "db_table": table})
        made[name] = type(
            table.capitalize(), (db.Model,), {"__module__": __name__, "Meta": meta, **fields}
        )
    return SimpleNamespace(**made)


def write(tables: Any, sak: Any, on: Given, name: str, before: str) -> None:
    """Make the writes that follow the lock, through the models, in the transaction that is open."""
    said = values(on.sak, on.person, next(_NUMBERS))
    now, mark, n = said["now"], said["h"], said["n"]
    handelse = tables.handelse.objects.create(
        sak_id=on.sak,
        lopnr=n,
        steg=name,
        fran_lage=before,
        till_lage=sak.lage,
        aktor_id=on.person,
        aktor_roll="au",
        tid=now,
        definitionsversion=1,
        innehall_hash=mark,
        hash=mark,
        hash_version=1,
    )
    tables.innehall.objects.create(
        handelse_id=handelse.id, salt=said["salt"], innehall='{"saknas":"Vem ansvarar?"}'
    )
    sak.version, sak.lage_sedan, sak.kedja = n, now, mark
    sak.save(update_fields=["version", "lage", "lage_sedan", "kedja"])
    standing = tables.frist.objects.filter(sak_id=on.sak, stangd__isnull=True, delfrist=False)
    standing.update(stangd=now)
    _promise(tables, on, now, mark)


def _promise(tables: Any, on: Given, now: object, mark: object) -> None:
    """Open the next frist and write the letter."""
    tables.frist.objects.create(
        sak_id=on.sak,
        delfrist=False,
        drag="Avsändaren",
        person_id=on.person,
        senast=date(2023, 11, 21),
        pamin=True,
        skapad=now,
    )
    tables.avisering.objects.create(
        nyckel=mark,
        mall="komplettering",
        person_id=on.person,
        epost="a@b.example",
        sak_id=on.sak,
        skal="Du lämnade in ärendet.",
        data={},
        lage="vantar",
        skapad=now,
        forsok=0,
        nasta_forsok=now,
        fel="",
        meddelande_id=mark,
    )
