"""What both Django rivals stand on: our tables as models of theirs, the seven writes through them,
and two users of whom one may.
"""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import django
import psycopg
from django.conf import settings

from benchmarks.rivals.turns import Given
from benchmarks.writes import FIRST, values

_SCHEMA = "django"  # their own tables lie there, ours are found behind them
_MAY = "step_as_au"
_NUMBERS = count(FIRST)


def configure(on: Given) -> None:
    """Set Django up on the database, with its own tables in a schema of their own."""
    with psycopg.connect(on.url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {_SCHEMA}")
    parts = urlsplit(on.url)
    host = parse_qs(parts.query).get("host", [parts.hostname])[0]
    settings.configure(
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(parts.path[1:]),
                "USER": unquote(parts.username or ""),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": host,
                "PORT": parse_qs(parts.query).get("port", [parts.port or ""])[0],
                "CONN_MAX_AGE": None,
                "OPTIONS": {
                    "options": f"-c search_path={_SCHEMA},public",
                    "server_side_binding": True,  # statements can be prepared
                },
            }
        },
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


def models() -> Any:
    """Return our tables as models: the columns that the writes name."""
    from django.db import models as db  # noqa: PLC0415 - wants the settings

    def model(table: str, **fields: Any) -> Any:
        meta = type("Meta", (), {"app_label": "bench", "managed": False, "db_table": table})
        own = {"__module__": __name__, "Meta": meta, **fields}
        return type(table.capitalize(), (db.Model,), own)

    def text(**said: Any) -> Any:
        return db.TextField(**said)

    class Tables:
        sak = model(
            "sak",
            lage=text(),
            version=db.IntegerField(),
            lage_sedan=db.DateTimeField(),
            kedja=text(),
        )
        handelse = model(
            "handelse",
            sak_id=db.IntegerField(),
            lopnr=db.IntegerField(),
            steg=text(),
            fran_lage=text(),
            till_lage=text(),
            aktor_id=db.IntegerField(),
            aktor_roll=text(),
            tid=db.DateTimeField(),
            definitionsversion=db.IntegerField(),
            innehall_hash=text(),
            hash=text(),
            hash_version=db.IntegerField(),
        )
        innehall = model(
            "handelseinnehall",
            handelse_id=db.IntegerField(primary_key=True),
            salt=text(),
            innehall=text(),
        )
        frist = model(
            "frist",
            sak_id=db.IntegerField(),
            delfrist=db.BooleanField(),
            drag=text(),
            person_id=db.IntegerField(),
            senast=db.DateField(),
            pamin=db.BooleanField(),
            skapad=db.DateTimeField(),
            stangd=db.DateTimeField(null=True),
        )
        avisering = model(
            "avisering",
            nyckel=text(),
            mall=text(),
            person_id=db.IntegerField(),
            epost=text(),
            sak_id=db.IntegerField(),
            skal=text(),
            data=db.JSONField(),
            lage=text(),
            skapad=db.DateTimeField(),
            forsok=db.IntegerField(),
            nasta_forsok=db.DateTimeField(),
            fel=text(),
            meddelande_id=text(),
        )

    return Tables


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
