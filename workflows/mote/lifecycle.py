"""The lifecycle of a meeting. Read it as a table."""

from __future__ import annotations

from models.lagen import MoteLage as S
from models.lagen import Slag
from workflows.county.mandate import R
from workflows.engine.lifecycle import Choice, Lifecycle, Step, Wait
from workflows.ground.payload import Tom
from workflows.handling.payloads import Skal
from workflows.mote import consequences as then
from workflows.mote import dates
from workflows.mote import payloads as p
from workflows.mote import rules as g
from workflows.mote.correcting import consequences as corrected
from workflows.mote.correcting import rules as c
from workflows.mote.facts import MoteCase
from workflows.mote.returning import rules as back

# Until the minutes are confirmed what was decided is corrected where it stands.
_NOT_OPENED = (S.PLANERAT, S.KALLAT, S.UTEBLEV)
_BEFORE = (S.OPPNAT, S.ANTECKNINGAR_SKRIVS, S.JUSTERAS)

MOTE: Lifecycle[MoteCase] = Lifecycle(
    slag=Slag.MOTE,
    version=9,
    initial=S.PLANERAT,
    final=frozenset({S.PUBLICERAT, S.INSTALLT}),
    waits={
        S.PLANERAT: Wait(
            dates.motets_sekreterare, dates.kallelse, "kallelsedagen",
            left="Gör klart dagordningen och kalla",
        ),
        S.UTEBLEV: Wait(
            dates.motets_sekreterare, dates.uteblivet, "inom fem arbetsdagar",
            left="Flytta mötet, eller ställ in det och säg vad som hände",
        ),
        S.KALLAT: Wait(
            dates.motets_sekreterare, dates.motets_dag, "mötesdagen", left="Öppna mötet",
            on_the_day=True, remind=False,
        ),
        S.OPPNAT: Wait(
            dates.motets_sekreterare, dates.motets_dag, "mötesdagen",
            left="Skriv in vad mötet kom fram till", on_the_day=True, remind=False,
        ),
        S.ANTECKNINGAR_SKRIVS: Wait(
            dates.motets_sekreterare, dates.anteckningar, "inom halva justeringstiden",
            left="Skriv klart anteckningarna",
        ),
        S.JUSTERAS: Wait(
            dates.justeraren, dates.justering, "inom länsprofilens arbetsdagar",
            left="Läs och justera",
        ),
        S.FARDIGSTALLT: Wait(
            dates.motets_sekreterare, dates.publicering, "inom fem arbetsdagar",
            left="Publicera anteckningarna",
        ),
    },
    steps=[
        Step(
            "kalla", "Skicka kallelse", by=(R.SEKRETERARE,), source=(S.PLANERAT,), dest=S.KALLAT,
            events="Kallelsen skickades.", takes=Tom,
            needs=(
                g.motesdagen_har_inte_varit, g.dagordning_har_punkter,
                back.det_som_kommer_tillbaka_ar_sagt,
            ),
            then=(then.skicka_kallelse,),
            does=(
                "De som är kallade får kallelsen och dagordningen låses. En kallelse som har gått"
                " ut går inte att ta tillbaka."
            ),
            asks=True,
        ),
        Step(
            "utebli", "Mötet blev inte av", by=(R.KLOCKAN,), source=(S.PLANERAT,),
            dest=S.UTEBLEV, events="Mötet blev inte av: ingen kallades.", takes=Tom,
            needs=(g.dagen_har_gatt,), then=(then.inget_av_det,), tone="avslut",
        ),
        Step(
            "oppna", "Öppna mötet", by=(R.SEKRETERARE,), source=(S.KALLAT,), dest=S.OPPNAT,
            events="Mötet öppnades.", takes=Tom,
            needs=(g.dagen_har_kommit,), then=(then.frys_beslutande,),
        ),
        Step(
            "avsluta", "Avsluta mötet", by=(R.SEKRETERARE,), source=(S.OPPNAT,),
            dest=S.ANTECKNINGAR_SKRIVS, events="Mötet avslutades.", takes=Tom,
            needs=(g.alla_punkter_har_utfall,), then=(then.beratta_om_besluten,),
            does=(
                "Mötet går inte att öppna igen. Breven från mötet går ut nu, där länsprofilen inte"
                " väntar på justeringen."
            ),
            asks=True,
        ),
        Step(
            "till_justering", "Skicka till justering", by=(R.SEKRETERARE,),
            source=(S.ANTECKNINGAR_SKRIVS,), dest=S.JUSTERAS,
            events="Anteckningarna skickades till justering.", takes=p.TillJustering,
            checks=(g.justeraren_kunde_besluta, g.justeraren_var_med, g.justeraren_ar_pa_plats),
            then=(then.valj_justerare,),
        ),
        Step(
            "justera", "Justera", by=(R.JUSTERARE,), source=(S.JUSTERAS,), dest=S.FARDIGSTALLT,
            events="Anteckningarna justerades.", takes=Tom,
            then=(then.justerade_beslut, then.fraga_franvarande),
            does=(
                "Du säger att anteckningarna stämmer. Sedan rättas bara uppenbara fel, som"
                " skrivfel, räknefel, namn och datum."
            ),
            asks=True,
        ),
        Step(
            "bekrafta", "Anteckna att nästa möte bekräftade", by=(R.SEKRETERARE,),
            source=(S.JUSTERAS,), dest=S.FARDIGSTALLT,
            events="Ett senare möte bekräftade anteckningarna.", takes=Tom,
            needs=(g.justeraren_ar_tyst, g.senare_mote_har_oppnats),
            then=(then.justerade_beslut, then.fraga_franvarande), tone="fakta",
        ),
        Step(
            "publicera", "Publicera", by=(R.SEKRETERARE, R.KLOCKAN), source=(S.FARDIGSTALLT,),
            dest=S.PUBLICERAT, events="Anteckningarna publicerades.", takes=Tom,
            needs=(g.klockan_vantar,),
            does="Anteckningarna är klara och ändras inte mer. Det går inte att ångra.",
            asks=True,
        ),
        Step(
            "lagg_till_punkt", "Lägg till punkt", by=(R.SEKRETERARE,), source=(S.PLANERAT,),
            dest=None, events="Punkten{rubriken:} lades till.", takes=p.NyPunkt,
            names=g.nya_punkten, then=(then.ny_punkt,), tone="fakta",
        ),
        Step(
            "ta_upp_igen", "Ta upp det som kommer tillbaka", by=(R.SEKRETERARE,),
            source=(S.PLANERAT,), dest=None, events="{saken:Något} kom tillbaka till dagordningen.",
            takes=p.Tillbaka, names=back.saken, needs=(back.nagot_kommer_tillbaka,),
            checks=(back.kommer_tillbaka_hit,), then=(back.tas_upp_har,), tone="fakta",
            yours="{saken:Det} står på dagordningen.",
        ),
        Step(
            "skjut_upp", "Skjut upp det till ett annat möte", by=(R.SEKRETERARE,),
            source=(S.PLANERAT,), dest=None,
            events="{saken:Något} sköts upp till ett annat möte{dit:}.", takes=p.SkjutUpp,
            names=back.saken_och_motet, needs=(back.nagot_kommer_tillbaka,),
            checks=(back.kommer_tillbaka_hit, back.senare_mote_valt), then=(back.skjuts_upp,),
            tone="fakta", yours="{saken:Det} är uppskjutet till mötet{dit: du valde}.",
        ),
        Step(
            "lat_vila", "Låt det vila", by=(R.SEKRETERARE,), source=(S.PLANERAT,), dest=None,
            events="{saken:Något} får vila.", takes=p.LatVila, names=back.saken,
            needs=(back.nagot_kommer_tillbaka,),
            checks=(back.kommer_tillbaka_hit, back.vilar_forbi_motet), then=(back.far_vila,),
            tone="fakta", yours="{saken:Det} får vila.",
        ),
        Step(
            "flytta", "Flytta mötet", by=(R.SEKRETERARE,), source=_NOT_OPENED,
            dest=Choice("kallelsen är skickad", g.kallelsen_ar_skickad, S.KALLAT, S.PLANERAT),
            events="Mötet flyttades.", takes=p.FlyttaMote,
            checks=(
                g.ny_dag_har_inte_varit, g.slutar_efter_borjan, g.motet_blir_annorlunda,
                g.organet_ar_ledigt,
            ),
            then=(then.mote_flyttas,), tone="fakta", moves=True,
            does="Det du inte ändrar blir som det var.",
        ),
        Step(
            "svara_kallelse", "Säg om du kommer", by=(R.KALLAD,), source=(S.KALLAT,), dest=None,
            events="Kallelsen besvarades.", takes=p.SvaraKallelse,
            needs=(g.motet_har_inte_borjat,),
            then=(then.svarat,), tone="fakta", answers=True, writes=True,
            yours="Tack, ditt svar är sparat.",
            knapp="Skicka svaret",
        ),
        Step(
            "anteckna_svar", "Anteckna vem som kommer", by=(R.SEKRETERARE,), source=(S.KALLAT,),
            dest=None, events="Ett svar på kallelsen antecknades.", takes=p.SvarPaKallelse,
            needs=(g.motet_har_inte_borjat,),
            checks=(g.personen_ar_kallad,),
            then=(then.svar_antecknat,), tone="fakta", writes=True,
            knapp="Spara svaret",
        ),
        Step(
            "ta_bort_punkt", "Ta bort punkt", by=(R.SEKRETERARE,), source=(S.PLANERAT,), dest=None,
            events="Punkten{rubriken:} togs bort.", takes=p.Punkt, names=g.punkten,
            checks=(g.punkten_finns, g.punkten_ar_staende), then=(then.ta_bort_punkt,),
            tone="fakta",
            does=(
                "Punkten försvinner från dagordningen. Ett ärende eller en revision lyfter du av"
                " från dess egen sida."
            ),
        ),
        Step(
            "flytta_punkt", "Flytta punkt", by=(R.SEKRETERARE,), source=(S.PLANERAT,), dest=None,
            events="Punkten{rubriken:} flyttades{dit:}.", takes=p.FlyttaPunkt,
            names=g.flyttade_punkten, checks=(g.punkten_finns,), then=(then.flytta_punkt,),
            tone="fakta",
        ),
        Step(
            "anteckna_punkt", "Anteckna på punkt", by=(R.SEKRETERARE,),
            source=(S.OPPNAT, S.ANTECKNINGAR_SKRIVS), dest=None,
            events="Punkten{rubriken:} antecknades.", takes=p.AnteckningPunkt, names=g.punkten,
            checks=(g.punkten_finns, g.punkten_ar_staende), then=(then.anteckna_punkt,),
            tone="fakta",
        ),
        Step(
            "anteckna_narvaro", "Anteckna närvaro", by=(R.SEKRETERARE,),
            source=(S.OPPNAT, S.ANTECKNINGAR_SKRIVS), dest=None, events="Närvaron antecknades.",
            takes=p.Narvaro, checks=(g.deltagarna_kunde_besluta, g.den_ordinarie_var_borta),
            then=(then.narvaro,), tone="fakta",
        ),
        Step(
            "skriv_anteckningar", "Skriv anteckningar", by=(R.SEKRETERARE,),
            source=(S.OPPNAT, S.ANTECKNINGAR_SKRIVS), dest=None, events="Anteckningarna ändrades.",
            takes=p.Anteckningar, then=(then.skriv_anteckningar,), tone="fakta", writes=True,
            knapp="Spara anteckningarna",
        ),
        Step(
            "ratta_beslut", "Rätta ett beslut", by=(R.SEKRETERARE,), source=_BEFORE,
            dest=None, events="Ett besluts lydelse rättades före justeringen.",
            takes=p.RattaBeslut, needs=(c.motet_har_beslutat,),
            checks=(c.beslutet_ar_motets, c.lydelsen_ny), then=(corrected.rattat_beslut,),
            tone="fakta",
            does=(
                "Justeraren ser både det som stod och det som står. Ett annat utfall ändrar"
                " ordföranden."
            ),
        ),
        Step(
            "ratta_atagande", "Rätta ett åtagande", by=(R.SEKRETERARE,), source=_BEFORE,
            dest=None, events="Ett åtagande rättades före justeringen.",
            takes=p.RattaAtagande, needs=(c.motet_har_gett_ataganden,),
            checks=(
                c.atagandet_kan_rattas, c.nagot_rattas, c.ny_mottagare_finns, c.rattad_dag_framat,
            ),
            then=(corrected.rattat_atagande,), tone="fakta",
            does="Justeraren ser både det som stod och det som står.",
        ),
        Step(
            "andra_utfall", "Ändra ett utfall", by=(R.ORDFORANDE,), source=_BEFORE,
            dest=None, events="Ordföranden ändrade ett utfall före justeringen.",
            takes=p.AndraUtfall, needs=(c.motet_har_beslutat,),
            checks=(c.beslutet_ar_motets, c.utfallet_kan_andras),
            then=(corrected.andrat_utfall,), tone="fakta",
            does=(
                "Ändra bara om utfallet skrevs in fel. Du och sekreteraren får brev om det, och"
                " justeraren ser det."
            ),
            yours="Du har ändrat utfallet.",
        ),
        Step(
            "foresla_rattelse", "Föreslå en rättelse", by=(R.SEKRETERARE,),
            source=(S.FARDIGSTALLT, S.PUBLICERAT), dest=None,
            events="En rättelse av ett uppenbart fel föreslogs.", takes=p.ForeslaRattelse,
            needs=(c.motet_har_beslutat,),
            checks=(c.beslutet_ar_motets, c.orden_star_i_beslutet),
            then=(corrected.foreslagen_rattelse,), tone="fakta",
            does=(
                "Bara ett uppenbart fel rättas: skrivfel, räknefel, namn och datum. Allt annat är"
                " ett nytt beslut som ersätter det här."
            ),
        ),
        Step(
            "svara_pa_rattelse", "Svara om en rättelse", by=(R.JUSTERARE,),
            source=(S.FARDIGSTALLT, S.PUBLICERAT), dest=None,
            events="Justeraren svarade om en rättelse.", takes=p.SvaraPaRattelse,
            needs=(c.nagon_rattelse_vantar,), checks=(c.rattelsen_vantar,),
            then=(corrected.besvarad_rattelse,), tone="fakta", answers=True,
            does="Säg ja bara om det är ett uppenbart fel. Då står det nya, och det gamla syns.",
            yours="Du har svarat om rättelsen.",
            knapp="Skicka svaret",
        ),
        Step(
            "atersand", "Återsänd med anmärkning", by=(R.JUSTERARE,), source=(S.JUSTERAS,),
            dest=S.ANTECKNINGAR_SKRIVS, events="Justeraren lämnade anmärkningar.", takes=Skal,
            then=(then.anmarkningar,), tone="tillbaka",
            does="Sekreteraren får dina anmärkningar och ändrar anteckningarna.",
            yours="Du har återsänt anteckningarna med en anmärkning.",
        ),
        Step(
            "byt_justerare", "Välj en annan justerare", by=(R.SEKRETERARE,), source=(S.JUSTERAS,),
            dest=S.ANTECKNINGAR_SKRIVS,
            events="Anteckningarna togs tillbaka, eftersom justeraren inte är på plats.",
            takes=Tom, needs=(g.justeraren_ar_inte_pa_plats,), tone="tillbaka",
            does=(
                "Anteckningarna kommer tillbaka till dig. Skicka dem sedan till justering hos någon"
                " annan som kunde besluta på mötet."
            ),
            yours="Du har tagit tillbaka anteckningarna. Skicka dem till en annan justerare.",
        ),
        Step(
            "stall_in", "Ställ in mötet", by=(R.ORDFORANDE, R.SEKRETERARE), source=_NOT_OPENED,
            dest=S.INSTALLT, events="Mötet ställdes in.", takes=Skal,
            then=(then.arenden_till_nasta, then.anmalningar_till_nasta), tone="avslut",
            does=(
                "Ärendena på dagordningen blir färdigberedda igen. Är kallelsen skickad får alla"
                " veta."
            ),
        ),
    ],
)  # fmt: skip
