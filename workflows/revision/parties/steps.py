"""What the ledamöter say of a final text, and what each party does with a decided one: rows of
``REVISION``.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.lagen import RevisionLage as S
from models.vocabulary import Vag
from workflows.avtal.party import filen_finns
from workflows.county.mandate import R
from workflows.engine.lifecycle import AnyStep, Choice, Step
from workflows.ground.payload import Tom
from workflows.handling.payloads import Skal
from workflows.handling.rules import at_meeting as m
from workflows.handling.rules.on_remiss import mottagare_valda
from workflows.instanser import rules as i
from workflows.instanser.payloads import Instansplan, StruketInstans
from workflows.revision import rules as r
from workflows.revision.facts import RevisionCase
from workflows.revision.parties import ask_again as igen
from workflows.revision.parties import consequences as then
from workflows.revision.parties import counterparts as c
from workflows.revision.parties import names as named
from workflows.revision.parties import payloads as p
from workflows.revision.parties import rules as g
from workflows.revision.parties import signed
from workflows.revision.parties import signing as sg
from workflows.revision.parties import unasked as a
from workflows.revision.parties.approvals import godkannarna_fragas
from workflows.revision.payloads import AvslutaRevision, FragaIgen, Motpart
from workflows.revision.plan import ON_ITS_WAY

_PARTEN = (g.parten_kvar, g.foretrader_parten)
# The new text does not hold yet.
MOTPARTER_SKRIVS_IN = tuple(lage for lage in ON_ITS_WAY if lage is not S.VANTAR_IKRAFT)
_PARTEN_SJALV = (g.parten_kvar, g.foretrader_parten_sjalv)

FRAGA_IGEN: Sequence[AnyStep[RevisionCase]] = (
    Step(
        "fraga_igen",
        "Fråga dem det rör igen",
        by=(R.AU,),
        source=(S.SLUTLIGT, S.SAMMANSTALLS),
        dest=S.PA_REMISS,
        events="De som rörs av ändringarna tillfrågades igen.",
        takes=FragaIgen,
        needs=(a.nagot_ar_ofragat,),
        checks=(mottagare_valda, a.svarstiden_racker),
        then=(igen.fraga_igen,),
        tone="fakta",
        does="De svarar på den senaste låsta texten, med en egen sista dag.",
        shows=True,
    ),
    Step(
        "fraga_inte_igen",
        "Gå vidare utan att fråga igen",
        by=(R.AU,),
        source=(S.SLUTLIGT,),
        dest=None,
        events="⟨Au⟩ beslutade att inte fråga parterna igen.",
        takes=Skal,
        needs=(a.nagot_ar_ofragat,),
        then=(igen.fragas_inte_igen, godkannarna_fragas),
        tone="fakta",
        does="Parterna får ditt skäl, och det visas på revisionens sida och vid mötet.",
        shows=True,
    ),
)

EFTER_BESLUTET: Sequence[AnyStep[RevisionCase]] = (
    Step(
        "godkann", "Säg vad du anser", by=(R.GODKANNARE,), source=(S.SLUTLIGT, S.PA_DAGORDNING),
        dest=None, events="{ledamoten:En ledamot} {ordet:sa vad den anser om} {texten:texten}.",
        takes=p.Godkann, names=named.besked,
        needs=(g.godkannande_kravs,),
        checks=(g.ledamoten_foretradd, g.ratt_version, g.invandning_motiverad),
        then=(then.godkannande,), tone="fakta",
        answers=True,
        yours="Du har sagt vad du anser om texten.",
        knapp="Skicka svaret",
    ),
    Step(
        "planera_beslut", "Skriv in var och när parten beslutar", by=(R.PART, R.SEKRETERARE),
        source=r.PLANERAS, dest=None, events="{parten:En part} sa var och när den beslutar.",
        takes=Instansplan, names=named.parten,
        checks=(
            *_PARTEN, g.parten_beslutar_for_egen_del, i.parten_har_inte_sagt_ja,
            i.instansen_har_kvar_att_besluta, g.dagen_vald_hos_parterna, i.planerade_dagen_haller,
            i.ordningen_haller,
        ),
        then=(then.partens_plan,), tone="fakta", moves=(S.HOS_PARTERNA,),
        does=(
            "Dagen syns för alla i revisionen och går att ändra. Beslutar flera hos er lägger du"
            " till dem en i taget. Beslutet skriver du in när det är fattat."
        ),
        answers=True,
        yours="Var och när parten beslutar är inskrivet.",
        knapp="Spara dagen",
    ),
    Step(
        "planera_ur_svaret", "Planera efter remissvaret", by=(R.FOLJD,), source=r.PLANERAS,
        dest=None, events="En part sa i sitt remissvar var och när den beslutar.",
        takes=p.PlanUrSvar,
        checks=(
            *_PARTEN, g.parten_beslutar_for_egen_del, i.parten_har_inte_sagt_ja,
            g.dagen_vald_hos_parterna, i.planerade_dagen_haller,
        ),
        then=(then.plan_ur_svaret,), tone="fakta", moves=(S.HOS_PARTERNA,),
    ),
    Step(
        "stryk_instans", "Stryk en instans", by=(R.PART, R.SEKRETERARE), source=r.PLANERAS,
        dest=None, events="{instansen:En instans} hos {parten:en part} ska inte besluta.",
        takes=StruketInstans, names=i.struken, needs=(i.nagon_att_stryka,),
        checks=(*_PARTEN, i.instansen_kan_strykas), then=(then.struken,), tone="fakta",
        moves=(S.HOS_PARTERNA,),
        does="Ingen väntar längre på instansen. De andra hos er beslutar som förut.",
        yours="Instansen är struken.",
    ),
    Step(
        "parten_beslutar", "Skriv in partens beslut", by=(R.PART, R.SEKRETERARE),
        source=(S.HOS_PARTERNA,), dest=None,
        events="{instansen:En instans} hos {parten:en part} {beslutade:beslutade}.",
        takes=p.Partsbeslut, names=i.instansen,
        checks=(
            *_PARTEN, g.beslutet_begripligt, i.instansen_star_i_tur, i.aterremiss_har_ny_dag,
            filen_finns,
        ),
        then=(then.partens_beslut,), tone="fakta", moves=(S.HOS_PARTERNA,),
        does=(
            "Skriv in beslutet som instansen fattade det. Parten har sagt ja när var och en av dess"
            " instanser har gjort det."
        ),
        answers=True,
        yours="Partens beslut är inskrivet.",
        knapp="Spara beslutet",
    ),
    Step(
        "parterna_klara", "Alla parter har sagt ja", by=(R.KLOCKAN, R.FOLJD),
        source=(S.HOS_PARTERNA,),
        dest=Choice("texten skrivs under", r.signed_next, S.SIGNERAS, S.VANTAR_IKRAFT),
        events="Alla parter har sagt ja.", takes=Tom,
        needs=(g.alla_parter_ja,), then=(then.be_om_signatur,),
    ),
    Step(
        "ange_undertecknare", "Säg vem som skriver under", by=(R.PART,), source=(S.SIGNERAS,),
        dest=None, events="{parten:En part} sa vem som skriver under.", takes=p.AngeUndertecknare,
        names=named.parten,
        checks=(
            *_PARTEN_SJALV, g.inte_signerat, sg.undertecknaren_ar_partens, g.behorighet_har_varit,
        ),
        then=(signed.undertecknaren, signed.undertecknaren_far_veta), tone="fakta",
        moves=(S.SIGNERAS,), yours="Ni har sagt vem som skriver under, och ett brev har gått dit.",
        does=(
            "Den du namnger får texten i ett brev och skriver under med en personlig länk, också"
            " utan att finnas i Samflöde."
        ),
        shows=True,
    ),
    Step(
        "signera", "Skriv under", by=(R.PART, R.UNDERTECKNARE), source=(S.SIGNERAS,), dest=None,
        events="{parten:En part} skrev under.", takes=p.Signera, names=named.parten,
        needs=(sg.nagon_kvar_att_skriva_under, sg.undertecknaren_sags_forst),
        checks=(
            sg.skriver_under, sg.far_skriva_under, sg.behorigheten_sagd, g.inte_signerat,
            g.ratt_text, g.behorighet_har_varit,
        ),
        then=(signed.signatur, signed.kvitto),
        answers=True,
        yours="Du har skrivit under.",
    ),
    Step(
        "aterta_underskrift", "Ta tillbaka underskriften", by=(R.PART, R.UNDERTECKNARE),
        source=(S.SIGNERAS,), dest=None, events="{parten:En part} tog tillbaka sin underskrift.",
        takes=p.AtertaUnderskrift, names=named.parten, needs=(sg.nagot_att_aterta,),
        checks=(sg.skriver_under, sg.far_aterta, sg.har_signerat),
        then=(signed.atertagen,), tone="tillbaka", moves=(S.SIGNERAS,),
        yours="Underskriften är tillbakatagen.",
        does=(
            "Parten väntas skriva under igen. Det går så länge någon part har kvar att skriva"
            " under. ⟨Au⟩ får skälet."
        ),
    ),
    Step(
        "signera_pa_papper", "Lägg in en underskrift på papper", by=(R.SEKRETERARE, R.PART),
        source=(S.SIGNERAS,), dest=None,
        events="En underskrift på papper{fran:} lades in och intygades.",
        takes=p.SigneraPaPapper, names=named.parten,
        checks=(
            sg.skriver_under, sg.far_intyga, sg.papperets_namn, g.inte_signerat,
            g.behorighet_har_varit, filen_finns,
        ),
        then=(signed.signatur_pa_papper, signed.kvitto), tone="fakta", vag=Vag.PAPPER,
        does=(
            "Du intygar att papperet är undertecknat av den som har rätt att skriva under för"
            " parten."
        ),
        answers=True,
        knapp="Spara underskriften",
    ),
    Step(
        "slapp_part", "Gå vidare utan en part", by=(R.SEKRETERARE,),
        source=(S.HOS_PARTERNA, S.SIGNERAS), dest=None,
        events="De andra beslutade att gå vidare utan {parten:en part}.", takes=p.SlappPart,
        names=named.parten,
        checks=(sg.skriver_under, g.nagon_kvar, m.vid_motet), then=(then.slapp_part,), tone="fakta",
        does=(
            "De andra beslutar vid ett möte att gå vidare utan parten, som inte blir bunden av den"
            " nya texten och får skälet."
        ),
        yours="Arbetet går vidare utan parten.",
    ),
    Step(
        "avsta_signera", "Avstå från att skriva under", by=(R.PART, R.UNDERTECKNARE),
        source=(S.SIGNERAS,), dest=S.UTARBETAS, events="{parten:En part} skrev inte under.",
        takes=p.AvstaSignera, names=named.parten, needs=(sg.nagon_att_avsta_for,),
        checks=(sg.skriver_under, sg.far_avsta), then=(then.avstod_signera,), tone="tillbaka",
        does="Texten går tillbaka till gruppen, och de andra parterna får ditt skäl.",
        answers=True,
        yours="Det är sparat att ni inte skriver under.",
    ),
    Step(
        "skriv_in_motpart", "Skriv in en motpart", by=(R.AU, R.SAMMANKALLANDE, R.SEKRETERARE),
        source=MOTPARTER_SKRIVS_IN, dest=None,
        events="{motparten:En motpart} skrevs in som en av dem som skriver under.",
        takes=Motpart, names=named.motparten, needs=(c.skrivs_under,),
        checks=(c.motparten_utanfor, c.motparten_osignerad, c.de_andra_nas),
        then=(c.motparten_inskriven,), tone="fakta", moves=(S.SIGNERAS,),
        does=(
            "En motpart är någon som inte är huvudman: ett lärosäte, en myndighet, ett företag"
            " eller en förening. Skriv samma namn igen för att ändra vem som skriver under."
        ),
        knapp="Spara motparten",
    ),
    Step(
        "motpart_ur_registret", "Ta in en motpart ur registret", by=(R.FOLJD,),
        source=MOTPARTER_SKRIVS_IN, dest=None, events="Registret fick en ny motpart till avtalet.",
        takes=p.MotpartUrRegistret, then=(c.motpart_ur_registret,),
        tone="fakta", moves=(S.SIGNERAS,),
    ),
    Step(
        "motparten_avstar", "Skriv in att en motpart inte skriver under", by=(R.AU,),
        source=(S.SIGNERAS,), dest=S.UTARBETAS, events="{parten:En motpart} skrev inte under.",
        takes=p.MotpartenAvstar, names=named.parten,
        checks=(c.en_motpart, g.inte_signerat), then=(then.avstod_signera,), tone="tillbaka",
        does="Texten går tillbaka till gruppen, och de andra parterna får skälet.",
        knapp="Spara motpartens besked",
    ),
    Step(
        "fardigsignerat", "Alla har skrivit under", by=(R.KLOCKAN, R.FOLJD), source=(S.SIGNERAS,),
        dest=S.VANTAR_IKRAFT, events="Alla parter har skrivit under.", takes=Tom,
        needs=(g.alla_signerat,), then=(then.allt_signerat,),
    ),
    Step(
        "trad_i_kraft", "Börja gälla", by=(R.KLOCKAN,), source=(S.VANTAR_IKRAFT,),
        dest=S.IMPLEMENTERAS, events="Texten började gälla.", takes=Tom,
        needs=(g.dagen_har_kommit, g.texten_ar_den_signerade), then=(then.i_kraft,),
    ),
    Step(
        "avsluta", "Avsluta", by=(R.AU,), source=(S.IMPLEMENTERAS,), dest=S.GENOMFORD,
        events="{laget:Åtagandena är klara}. Revisionen är genomförd.", takes=AvslutaRevision,
        names=m.how_it_went,
        needs=(m.ataganden_klara,), checks=(r.oversyn_framat,), then=(then.anmal_avslut,),
        does=(
            "Avtalet får en ny dag för översyn. Den som har sagt en ny dag för sitt avsteg"
            " påminns då."
        ),
        asks=True,
    ),
)  # fmt: skip
