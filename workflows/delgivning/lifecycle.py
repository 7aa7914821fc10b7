"""The lifecycle of the question to a party that had nobody at a meeting. Read it as a table."""

from __future__ import annotations

from models.lagen import DelgivningLage as S
from models.lagen import Slag
from workflows.county.mandate import R
from workflows.delgivning import consequences as then
from workflows.delgivning import dates
from workflows.delgivning import payloads as p
from workflows.delgivning.facts import DelgivningCase
from workflows.engine.lifecycle import Lifecycle, Step, Wait
from workflows.ground.payload import Tom
from workflows.handling import dates as handling_dates
from workflows.handling import slots

DELGIVNING: Lifecycle[DelgivningCase] = Lifecycle(
    slag=Slag.DELGIVNING,
    version=1,
    initial=S.VANTAR,
    final=frozenset({S.BEKRAFTAD, S.BESVARAD}),
    waits={
        S.VANTAR: Wait(
            dates.delgivningens, dates.tagit_del, "inom länsprofilens arbetsdagar",
            left="Läs besluten och svara",
        ),
        S.INVAND: Wait(
            slots.au, handling_dates.au_tar_upp,
            "⟨au_genitiv⟩ nästa möte, eller inom länsprofilens arbetsdagar",
            left="Svara på invändningen",
        ),
    },
    steps=[
        Step(
            "bekrafta", "Bekräfta att ni har tagit del", by=(R.ANSVARIG,), source=(S.VANTAR,),
            dest=S.BEKRAFTAD, events="Parten bekräftade att den har tagit del av besluten.",
            takes=Tom, then=(then.bekraftat,),
            does=(
                "Läs besluten först. Att bekräfta är att säga att ni har tagit del av dem. Det som"
                " kräver nämnd, styrelse eller fullmäktige beslutar ni själva."
            ),
            answers=True,
            yours="Du har bekräftat att ni har tagit del av besluten.",
        ),
        Step(
            "invand", "Invänd", by=(R.ANSVARIG,), source=(S.VANTAR,), dest=S.INVAND,
            events="Parten invände.", takes=p.Invandning,
            then=(then.invant, then.au_far_invandningen), tone="tillbaka",
            answers=True,
            yours="Er invändning är lämnad.",
        ),
        Step(
            "besvara_invandning", "Svara på invändningen", by=(R.AU, R.SEKRETERARE),
            source=(S.INVAND,), dest=S.BESVARAD, events="⟨Au⟩ svarade på invändningen.",
            takes=p.Invandningssvar, then=(then.parten_far_svar,),
            answers=True,
            knapp="Skicka svaret",
        ),
    ],
)  # fmt: skip
