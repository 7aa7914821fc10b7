"""The lifecycle of a consultation round. Read it as a table."""

from __future__ import annotations

from models.lagen import RemissLage as S
from models.lagen import Slag
from models.vocabulary import Vag
from workflows.county.mandate import R
from workflows.engine.lifecycle import Lifecycle, Step, Wait
from workflows.ground.payload import Tom
from workflows.handling import dates as handling_dates
from workflows.handling import slots
from workflows.handling.payloads import Skal
from workflows.remiss import consequences as then
from workflows.remiss import dates
from workflows.remiss import payloads as p
from workflows.remiss import rules as g
from workflows.remiss.facts import RemissCase

_LATE = "Skicka svaret till sekreteraren, som kan lägga in det så länge svaren gås igenom."

REMISS: Lifecycle[RemissCase] = Lifecycle(
    slag=Slag.REMISS,
    version=4,
    initial=S.UTKAST,
    final=frozenset({S.ATERKOPPLAD, S.AVBRUTEN}),
    waits={
        S.UTKAST: Wait(slots.au, handling_dates.utkast, "inom en månad", remind=False),
        S.OPPEN: Wait(dates.remissens, dates.remissens_sista_dag, "sista svarsdag", remind=False),
        S.STANGD: Wait(
            slots.handlaggaren, dates.genomgangen,
            "inom länsprofilens arbetsdagar, för en revision dess intagningsdag",
            left="Besvara synpunkterna och återkoppla", remind=False,
        ),
    },
    steps=[
        Step(
            "oppna", "Öppna remissen", by=(R.FOLJD,), source=(S.UTKAST,), dest=S.OPPEN,
            events="Remissen skickades.", takes=Tom, then=(then.fraga_mottagarna,),
        ),
        Step(
            "svara", "Svara", by=(R.MOTTAGARE,), source=(S.OPPEN,), dest=None,
            events="{mottagaren:En mottagare} svarade.", takes=p.Svara, names=g.mottagaren,
            checks=(
                g.mottagaren_tillfragad, g.svarar_for_mottagaren, g.svarstiden_pagar,
                g.avsnitten_finns, g.synpunkten_finns, g.avstyrkan_motiverad, g.utkastet_last,
                g.eget_beslut_ar_partens,
            ),
            then=(then.ta_emot_svar,), otherwise=((S.STANGD, _LATE),),
            answers=True,
            yours="Ditt svar är lämnat.",
            knapp="Skicka svaret",
        ),
        Step(
            "svara_pa_telefon", "Skriv in ett muntligt svar", by=(R.SEKRETERARE,),
            source=(S.OPPEN,), dest=None, events="Ett muntligt svar{fran:} skrevs in.",
            takes=p.SvaraPaTelefon, names=g.mottagaren,
            checks=(
                g.mottagaren_tillfragad, g.svarstiden_pagar, g.avsnitten_finns,
                g.synpunkten_finns, g.avstyrkan_motiverad, g.eget_beslut_ar_partens,
            ),
            then=(then.ta_emot_pa_telefon,), tone="fakta", vag=Vag.MUNTLIGT,
            does=(
                "Svaret märks som mottaget på telefon. Den som svarar för parten får se det och"
                " kan ändra det så länge remissen är öppen."
            ),
            answers=True,
            knapp="Spara svaret",
        ),
        Step(
            "svara_pa_papper", "Lägg in ett svar på papper eller som fil", by=(R.SEKRETERARE,),
            source=(S.OPPEN, S.STANGD), dest=None,
            events="Ett svar{fran:} som kom på papper lades in.", takes=p.SvaraPaPapper,
            names=g.mottagaren,
            checks=(
                g.mottagaren_tillfragad, g.sent_svar_ersatter_inget, g.avsnitten_finns,
                g.synpunkten_finns, g.avstyrkan_motiverad, g.filen_finns, g.eget_beslut_ar_partens,
            ),
            then=(then.ta_emot_pa_papper,), tone="fakta", vag=Vag.PAPPER,
            does=(
                "Skriv in det som står i svaret, så att varje synpunkt kan få sitt eget svar."
                " Filen sparas bredvid."
            ),
            answers=True,
            knapp="Spara svaret",
        ),
        Step(
            "stang", "Stäng remissen", by=(R.AU, R.KLOCKAN), source=(S.OPPEN,), dest=S.STANGD,
            events="Remissen stängdes.", takes=Tom, needs=(g.alla_har_svarat_eller_tiden_ute,),
            then=(then.stang_och_ga_vidare,),
        ),
        Step(
            "forlang", "Förläng för alla", by=(R.AU,), source=(S.OPPEN,), dest=None,
            events="Svarstiden förlängdes.", takes=p.Forlang, checks=(g.ny_dag_senare,),
            then=(then.flytta_for_alla, then.arendet_vantar), tone="fakta", moves=True,
            answers=True,
        ),
        Step(
            "ge_anstand", "Ge anstånd", by=(R.AU,), source=(S.OPPEN,), dest=None,
            events="{mottagaren:En mottagare} fick anstånd.", takes=p.Anstand, names=g.mottagaren,
            checks=(g.mottagaren_tillfragad, g.ny_dag_senare),
            then=(then.ge_anstand, then.arendet_vantar), tone="fakta", moves=True,
            answers=True,
            yours="Anståndet är givet.",
        ),
        Step(
            "lagg_till_mottagare", "Fråga fler", by=(R.AU,), source=(S.OPPEN,), dest=None,
            events="Fler tillfrågades.", takes=p.LaggTillMottagare,
            checks=(g.nagon_ny_tillfragas, g.ny_mottagare_hinner),
            then=(then.fraga_fler, then.arendet_vantar), tone="fakta", moves=True,
        ),
        Step(
            "skicka_vidare", "Skicka frågan vidare hos huvudmannen", by=(R.MOTTAGARE, R.AU),
            source=(S.OPPEN,), dest=None,
            events="Frågan till {mottagaren:en mottagare} skickades vidare.",
            takes=p.SkickaVidare, names=g.mottagaren,
            checks=(
                g.mottagaren_tillfragad, g.far_skicka_vidare, g.kan_skickas_vidare,
                g.svarstiden_pagar,
            ),
            then=(then.vidare,), tone="fakta",
            does="Den som svarar för sektorn hos samma huvudman får frågan, med samma sista dag.",
        ),
        Step(
            "besvara_synpunkt", "Besvara synpunkter", by=(R.HANDLAGGARE, R.AU), source=(S.STANGD,),
            dest=None, events="Synpunkter besvarades.", takes=p.BesvaraSynpunkt,
            checks=(g.synpunkterna_finns, g.svaret_motiverat), then=(then.besvara,), tone="fakta",
        ),
        Step(
            "aterkoppla", "Återkoppla till dem som svarat", by=(R.HANDLAGGARE, R.AU),
            source=(S.STANGD,), dest=S.ATERKOPPLAD, events="De som svarat fick återkoppling.",
            takes=p.Aterkoppling, needs=(g.synpunkter_besvarade,),
            then=(then.skicka_aterkoppling,),
            does=(
                "Var och en som har svarat får veta hur de egna synpunkterna togs om hand, och"
                " ingen annans. Brevet går inte att ta tillbaka."
            ),
            asks=True,
        ),
        Step(
            "avbryt", "Avbryt remissen", by=(R.FOLJD,), source=(S.OPPEN, S.STANGD), dest=S.AVBRUTEN,
            events="Remissen avbröts.", takes=Skal, then=(then.avbruten,), tone="avslut",
        ),
    ],
)  # fmt: skip
