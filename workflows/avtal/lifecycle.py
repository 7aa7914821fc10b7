"""The lifecycle of an agreement in the register: planned, in force, ended. Read it as a table.

That a text is being revised is a matter of its own beside this one; the agreement in force stays in
force meanwhile.
"""

from __future__ import annotations

from models.lagen import AvtalLage as S
from models.lagen import Slag
from workflows.avtal import consequences as then
from workflows.avtal import dates
from workflows.avtal import payloads as p
from workflows.avtal import rules as g
from workflows.avtal.days import provas_i_mandatperioden
from workflows.avtal.facts import AvtalCase
from workflows.avtal.parties import consequences as parterna
from workflows.avtal.parties import dates as delfrister
from workflows.avtal.parties import rules as fler
from workflows.avtal.parties.steps import PERIOD_FOR_PERIOD
from workflows.avtal.party import filen_finns, ingen_motpart_tas_bort, motparterna_kanda
from workflows.county.mandate import R
from workflows.engine.lifecycle import Choice, Delar, Lifecycle, Step, Wait
from workflows.ground.payload import Tom, required
from workflows.handling.payloads import Skal, SkalVidMotet
from workflows.handling.rules.at_meeting import vid_motet

_LEVER = (S.PLANERAT, S.I_KRAFT)
_SKOTER = (R.AVTALSAGARE, R.SEKRETERARE)


def _in_force(case: AvtalCase, said: p.Text) -> bool:
    return case.sak.lage == S.I_KRAFT or required(said.galler_fran) <= case.today


def _text_comes(case: AvtalCase) -> bool:
    return bool(case.versioner) or isinstance(case.payload, p.Text)


AVTAL: Lifecycle[AvtalCase] = Lifecycle(
    slag=Slag.AVTAL,
    version=5,
    initial=S.PLANERAT,
    final=frozenset({S.UPPHORT}),
    waits={
        S.PLANERAT: Wait(
            dates.avtalsagaren, dates.avtalet_borjar, "dagen texten börjar gälla, annars en månad",
            left="Lägg in texten", by_itself=_text_comes,
        ),
        S.I_KRAFT: Wait(
            dates.avtalsagaren, dates.avtalets_oversyn,
            "översynsdagen, eller sista dagen om den är före", left="Pröva om texten håller",
            nearer=True,
            delar=Delar(
                delfrister.forlangningsbeslut, "parten_forlanger",
                "varje part som inte har beslutat om förlängning", av=fler.by_the_parties,
            ),
        ),
    },
    steps=[
        Step(
            "lagg_in_text", "Lägg in beslutad text", by=_SKOTER, source=_LEVER,
            dest=Choice("någon text gäller", _in_force, S.I_KRAFT, S.PLANERAT),
            events="En beslutad text lades in.", takes=p.Text, checks=(g.dagen_ledig, g.texten_ny),
            then=(then.ny_version,), moves=True,
            knapp="Spara texten",
        ),
        Step(
            "prova_aktualitet", "Texten håller", by=(*_SKOTER, R.AU), source=(S.I_KRAFT,),
            dest=None, events="Texten prövades och håller.", takes=p.Provning,
            checks=(g.oversyn_framat, provas_i_mandatperioden), then=(then.provat,), moves=True,
        ),
        Step(
            "ratta_redaktionellt", "Rätta redaktionellt", by=_SKOTER, source=(S.I_KRAFT,),
            dest=None, events="Texten rättades redaktionellt.", takes=p.Rattelse,
            needs=(g.skrivs_inte_under,), checks=(g.texten_ny,), then=(then.rattad_version,),
            tone="fakta",
            does=(
                "Bara sådant som inte ändrar innebörden. ⟨Au⟩ kan stoppa rättelsen i fem"
                " arbetsdagar."
            ),
        ),
        Step(
            "stoppa_rattelse", "Stoppa rättelsen", by=(R.AU,), source=(S.I_KRAFT,), dest=None,
            events="⟨Au⟩ stoppade rättelsen.", takes=Skal, needs=(g.rattelsen_ny,),
            then=(then.forra_texten_igen,), tone="tillbaka",
            does=(
                "Texten före rättelsen gäller igen från i dag. Gruppen och parterna får ditt skäl."
            ),
        ),
        Step(
            "forlang", "Förläng", by=(R.SEKRETERARE,), source=(S.I_KRAFT,), dest=None,
            events="Avtalet förlängdes genom beslut.", takes=p.Langre,
            needs=(fler.inte_parternas_sak,), checks=(g.langre_an_forut,),
            then=(then.forlangt,), tone="fakta", moves=True,
        ),
        *PERIOD_FOR_PERIOD,
        Step(
            "saga_upp", "Säg upp", by=(R.PART, R.SEKRETERARE), source=(S.I_KRAFT,), dest=None,
            events="{parten:En part} sade upp avtalet.", takes=p.Uppsagning, names=g.parten,
            checks=(g.parten_bunden, g.foretrader_parten, g.inte_uppsagt, g.uppsagningstid_finns),
            then=(parterna.uppsagt,), tone="tillbaka",
            yours="Uppsägningen är lämnad.",
        ),
        Step(
            "aterta_uppsagning", "Ta tillbaka uppsägningen", by=(R.PART, R.SEKRETERARE),
            source=(S.I_KRAFT,), dest=None, events="{parten:En part} tog tillbaka sin uppsägning.",
            takes=p.Uppsagning, names=g.parten,
            checks=(
                g.parten_bunden, g.foretrader_parten, g.uppsagt_men_kvar, g.inte_de_andras_beslut,
            ),
            then=(parterna.inte_uppsagt,), tone="fakta",
            does="Parten är kvar i avtalet som förut, och de andra får veta det.",
            yours="Uppsägningen är tillbakatagen.",
        ),
        Step(
            "andra_uppgifter", "Ändra uppgifter", by=_SKOTER, source=_LEVER, dest=None,
            events="Uppgifterna i registret ändrades.", takes=p.Avtalsuppgifter,
            checks=(
                g.uppgifterna_kanda, g.tiden_gar_ihop, g.diarienumren_ar_parternas,
                provas_i_mandatperioden, fler.forlangs_inte_vid_sidan,
            ),
            then=(then.skriv,), tone="fakta", writes=True, moves=True,
            does="Det du lämnar som det är ändras inte.",
            knapp="Spara uppgifterna",
        ),
        Step(
            "lat_part_lamna", "Låt en part lämna", by=(R.SEKRETERARE,), source=(S.I_KRAFT,),
            dest=None, events="De andra beslutade att en part lämnar avtalet.", takes=p.Uteslutning,
            checks=(g.parten_bunden, g.inte_uppsagt, g.lamnar_framat, vid_motet),
            then=(parterna.utesluten,), tone="tillbaka",
            does="Parten, de andra parterna, gruppen och ⟨au⟩ får skälet.",
        ),
        Step(
            "satt_parter", "Ändra parter", by=_SKOTER, source=_LEVER, dest=None,
            events="Parterna ändrades.", takes=p.Parter,
            checks=(
                g.parterna_kanda, g.ingen_bunden_tas_bort, motparterna_kanda,
                ingen_motpart_tas_bort,
            ),
            then=(then.parterna, then.motparten_till_revisionen), tone="fakta",
            does="Lägger till parter. En part lämnar genom uppsägning eller de andras beslut.",
        ),
        Step(
            "satt_uppsagningstid", "Ge en part egen uppsägningstid", by=_SKOTER, source=_LEVER,
            dest=None,
            events="{parten:En part} fick egen uppsägningstid.", takes=p.Uppsagningstid,
            names=g.parten, checks=(g.parten_bunden,), then=(then.egen_uppsagningstid,),
            tone="fakta",
            does="Gäller bara den parten. De andra har avtalets uppsägningstid.",
            yours="Partens egen uppsägningstid är sparad.",
        ),
        Step(
            "bifoga", "Bifoga en fil", by=_SKOTER, source=_LEVER, dest=None,
            events="En bilaga lades till.", takes=p.Bilaga, needs=(g.text_finns,),
            checks=(filen_finns,), then=(then.bilagan,), tone="fakta",
            does="Filen hör till den senaste texten och kan läsas av alla i samverkan.",
        ),
        Step(
            "knyt", "Knyt till andra avtal", by=_SKOTER, source=_LEVER, dest=None,
            events="Sambanden med andra avtal ändrades.", takes=p.Samband,
            checks=(g.sambanden_kanda,), then=(then.sambanden,), tone="fakta",
        ),
        Step(
            "ny_text_fran_revision", "Ny text ur en revision", by=(R.FOLJD,), source=tuple(S),
            dest=S.I_KRAFT, events="En reviderad text började gälla.", takes=p.FranRevision,
            checks=(g.texten_ar_revisionens,), then=(then.text_ur_revision,), moves=True,
        ),
        Step(
            "trad_i_kraft", "Börja gälla", by=(R.KLOCKAN,), source=(S.PLANERAT,), dest=S.I_KRAFT,
            events="Avtalet började gälla.", takes=Tom, needs=(g.en_text_galler,),
            then=(then.har_tratt_i_kraft,),
        ),
        Step(
            "varna_uppsagning", "Varna för sista dag för uppsägning", by=(R.KLOCKAN,),
            source=(S.I_KRAFT,), dest=None,
            events="Parterna fick veta när de senast kan säga upp avtalet.", takes=Tom,
            needs=(g.uppsagningsdagen_nara,), then=(then.varna_for_uppsagning,), tone="fakta",
        ),
        Step(
            "varna_upphor", "Varna för att avtalet upphör", by=(R.KLOCKAN,), source=(S.I_KRAFT,),
            dest=None, events="Parterna fick veta att avtalet snart upphör.", takes=Tom,
            needs=(g.slutet_nara,), then=(then.varna_for_slutet,), tone="fakta",
        ),
        Step(
            "forlang_enligt_avtalet", "Börja en ny period", by=(R.KLOCKAN,), source=(S.I_KRAFT,),
            dest=None, events="Avtalet förlängdes av sig självt.", takes=Tom,
            needs=(g.perioden_slut,), then=(then.ny_period,), tone="fakta", moves=True,
        ),
        Step(
            "upphor", "Upphör", by=(R.KLOCKAN,), source=(S.I_KRAFT,), dest=S.UPPHORT,
            events="Avtalet upphörde.", takes=Tom, needs=(g.slut,), then=(then.har_upphort,),
            tone="avslut",
        ),
        Step(
            "upphav", "Upphäv", by=(R.SEKRETERARE,), source=_LEVER, dest=S.UPPHORT,
            events="Avtalet upphävdes.", takes=SkalVidMotet, needs=(g.ingen_revision_pagar,),
            checks=(vid_motet,),
            then=(then.har_upphavts,), tone="avslut",
            does=(
                "Avtalet slutar gälla i dag. Texterna finns kvar att läsa. Parterna får ditt skäl."
            ),
        ),
    ],
)  # fmt: skip
