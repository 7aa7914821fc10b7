"""Closed lists other than states: every member has its word and a sentence with what it means.
Sources: the users' verksamhetsplan, minutes and mission statements.
"""

from __future__ import annotations

from models.base import Ord


class HuvudmanSlag(Ord):
    """What kind of independent organisation a huvudman is."""

    KOMMUN = "kommun", "kommun", "En kommun."
    REGION = "region", "region", "En region."
    KOMMUNALFORBUND = (
        "kommunalforbund",
        "kommunalförbund",
        "Ett förbund av kommuner, till exempel för en skolform.",
    )


class OrganSlag(Ord):
    """What kind of body an organ is."""

    LEDNINGSGRUPP = "ledningsgrupp", "ledningsgrupp", "Beslutar det som cheferna står bakom."
    AU = "au", "arbetsutskott", "Håller samman ärendeprocessen; bereder, beslutar aldrig."
    NATVERK = "natverk", "chefsnätverk", "Skickar in ärenden och tar hem frågor."
    PROCESSGRUPP = "processgrupp", "processgrupp", "Tar fram avtal och gemensamma arbetssätt."
    ARBETSGRUPP = "arbetsgrupp", "arbetsgrupp", "Skriftligt, tidsbegränsat uppdrag."
    FORUM = "forum", "politiskt forum", "Får frågor lyfta till sig och ger riktning."
    GEMENSAM_VERKSAMHET = (
        "gemensam_verksamhet",
        "gemensam verksamhet",
        "Drivs gemensamt av flera huvudmän.",
    )


class Roll(Ord):
    """A person's role in a body; always inside an uppdrag with dates, never a permanent
    attribute.
    """

    ORDFORANDE = "ordforande", "ordförande", "Leder organet."
    VICE_ORDFORANDE = "vice_ordforande", "vice ordförande", "Träder in för ordföranden."
    LEDAMOT = "ledamot", "ledamot", "Ingår i organet för sin huvudman."
    SEKRETERARE = "sekreterare", "sekreterare", "Håller i papper, dagordning och anteckningar."
    SAMMANKALLANDE = "sammankallande", "sammankallande", "Håller ihop en grupp."
    REPRESENTANT = "representant", "representant", "Företräder sin organisation i en grupp."
    KONTAKTPERSON = (
        "kontaktperson",
        "kontaktperson",
        "Tar emot det som rör huvudmannen när ingen annan är utsedd.",
    )


class Hantering(Ord):
    """What the sender wants of an ärende; one or more ("information, dialog och/eller beslut")."""

    INFORMATION = "information", "information", "⟨Ledningsgrupp⟩ ska få veta."
    DIALOG = "dialog", "dialog", "⟨Ledningsgrupp⟩ ska diskutera."
    BESLUT = "beslut", "beslut", "⟨Ledningsgrupp⟩ ska besluta."


class Avsandarkanal(Ord):
    """Whom a question from outside comes from; asked of each, so that they can be counted."""

    MEDARBETARE = "medarbetare", "medarbetare", "Någon som arbetar hos en huvudman."
    POLITIK = "politik", "politik", "En förtroendevald eller ett politiskt organ."
    INVANARE = "invanare", "invånare", "Någon som bor i länet."
    INTRESSEORGANISATION = (
        "intresseorganisation",
        "intresseorganisation",
        "En förening eller annan organisation.",
    )


class Utfall(Ord):
    """What a decision came to."""

    BIFALL = "bifall", "bifall", "Förslaget antogs."
    AVSLAG = "avslag", "avslag", "Förslaget antogs inte."


class PunktSlag(Ord):
    """What an agenda item is about."""

    STAENDE = "staende", "stående punkt", "Öppnande, återkoppling från forum och annat utan ärende."
    TIDIGARE_BESLUT = "tidigare_beslut", "tidigare beslut", "Beslut med öppna åtaganden."
    ARENDE = "arende", "ärende", "Ett färdigberett ärende."
    REVISION = "revision", "revision", "Ett slutligt förslag till avtalstext."
    AVSTEG = "avsteg", "avsteg", "Ett avsteg som ⟨ledningsgrupp⟩ ska ta ställning till."


class Aterkomst(Ord):
    """What comes back to a meeting, and why."""

    DIALOG = "dialog", "dialogen fortsätter", "Den som bär dialogen berättar vad den gav."
    BORDLAGT = "bordlagt", "bordlades", "Mötet sköt upp det."
    UTGICK = "utgick", "utgick", "Det togs inte upp."
    AVLYFT = (
        "avlyft",
        "togs bort från dagordningen",
        "Det togs av en dagordning, eller mötet ställdes in.",
    )
    MEDSKICK = "medskick", "svaret på medskicket väntas", "Gruppen som fick med sig något svarar."
    AVSTEG = (
        "avsteg",
        "avsteget väntar på ställningstagande",
        "En part gör det inte, eller inte ännu.",
    )
    FORUM = "forum", "forumet har svarat", "Ett politiskt forum har sagt sitt."


class PunktUtfall(Ord):
    """How an agenda item ended."""

    BESLUTAT = "beslutat", "beslutades", "Ett beslut fattades."
    BORDLAGT = "bordlagt", "bordlades", "Skjuts upp till ett senare möte."
    ATERREMITTERAT = "aterremitterat", "återremitterades", "Tillbaka till beredning."
    FORTSATT_DIALOG = "fortsatt_dialog", "fortsatt dialog", "Någon bär frågan vidare."
    LAGT_TILL_HANDLINGARNA = "lagt_till_handlingarna", "lades till handlingarna", "Noterat."
    LYFT = "lyft", "lyftes till forum", "Lyftes till politiskt forum."
    UTGICK = "utgick", "utgick", "Togs inte upp."
    GENOMGANGEN = "genomgangen", "gicks igenom", "En stående punkt är avklarad."


class NarvaroSlag(Ord):
    """How a person took part in a meeting."""

    PA_PLATS = "pa_plats", "på plats", "Var i rummet."
    DIGITALT = "digitalt", "digitalt", "Deltog på distans."
    FRANVARANDE = "franvarande", "frånvarande", "Var inte med."


class Kallelsebesked(Ord):
    """What somebody who is called says."""

    KOMMER = "kommer", "kommer", "Kommer till mötesplatsen."
    DIGITALT = "digitalt", "digitalt", "Är med på distans."
    KAN_INTE = "kan_inte", "kan inte", "Kommer inte. Någon annan kan komma i stället."


class RemissSlag(Ord):
    """Who is really asked; decides the shortest answering time."""

    TJANSTEMAN = "tjansteman", "tjänstemannaremiss", "Svar från förvaltningarna."
    POLITISK = (
        "politisk",
        "politisk remiss",
        "Svar som nämnd, styrelse eller fullmäktige ska stå bakom.",
    )


class Stallningstagande(Ord):
    """A party's standpoint in a remiss."""

    TILLSTYRKER = "tillstyrker", "tillstyrker", "Ställer sig bakom."
    MED_SYNPUNKTER = (
        "tillstyrker_med_synpunkter",
        "tillstyrker med synpunkter",
        "Ställer sig bakom men vill ändra något.",
    )
    AVSTYRKER = "avstyrker", "avstyrker", "Ställer sig inte bakom."
    AVSTAR = "avstar", "avstår", "Tar inte ställning."
    INGEN_ERINRAN = "ingen_erinran", "ingen erinran", "Har inget att invända."


class SynpunktSvar(Ord):
    """How a comment was taken care of."""

    TILLGODOSES = "tillgodoses", "tillgodoses", "Texten ändras."
    DELVIS = "delvis", "tillgodoses delvis", "Texten ändras till en del."
    INTE = "tillgodoses_inte", "tillgodoses inte", "Texten ändras inte."
    NOTERAS = "noteras", "noteras", "Ingen åtgärd; behöver ingen motivering."


class SvarSlag(Ord):
    """What kind of answer an åtagande wants."""

    JA = "ja", "ja", "En bekräftelse att det är gjort."
    NAMN = "namn", "ett namn", "Någon som utses."
    TAL = "tal", "ett tal", "Ett antal, en andel eller ett belopp."
    DATUM = "datum", "ett datum", "En dag."
    TEXT = "text", "en text", "En kort redovisning."
    FIL = "fil", "en fil", "Ett dokument."

    @property
    def att_gora(self) -> str:
        """What whoever answers is to do, as it stands in a list or inside a sentence."""
        return {
            SvarSlag.JA: "bekräfta att det är gjort",
            SvarSlag.TEXT: "beskriv vad som är gjort",
        }.get(self, f"lämna {self.ord}")


class FristForm(Ord):
    """How a decision says when an åtagande is due."""

    DATUM = "datum", "ett datum", "Senast en bestämd dag."
    NASTA_MOTE = "nasta_mote", "nästa möte", "Till organets nästa möte."
    KVARTAL = "kvartal", "ett kvartal", "Senast sista arbetsdagen i kvartalet."
    ATERKOMMANDE = "aterkommande", "återkommande", "Varje år i bestämda månader."
    TILLS_VIDARE = (
        "tills_vidare",
        "tills vidare",
        "Gäller tills något annat beslutas; stäms av regelbundet.",
    )


# Standing åtaganden: attested periodically, never done once and for all.
STANDING = (FristForm.ATERKOMMANDE, FristForm.TILLS_VIDARE)


class MottagareSlag(Ord):
    """To whom an åtagande or a remiss is addressed."""

    HUVUDMAN = "huvudman", "huvudman", "En part."
    ORGAN = "organ", "organ", "En grupp."
    PERSON = "person", "person", "En namngiven person."


class Foljs(Ord):
    """What a periodic attestation says."""

    HELT = "helt", "följs helt", "Allt görs som beslutat."
    DELVIS = "delvis", "följs delvis", "En del görs."
    INTE = "inte", "följs inte", "Det görs inte."
    EJ_TILLAMPLIGT = "ej_tillampligt", "ej tillämpligt", "Berör inte parten den här perioden."


# What leaves nothing to do until the next time it is asked.
FOLLOWED = (Foljs.HELT, Foljs.EJ_TILLAMPLIGT)


class Efterlevnad(Ord):
    """The words of the matrix, worst first. Colour never says more than the word."""

    FORSENAT = "forsenat", "Försenat", "Sista dagen har gått."
    TYST = "tyst", "Tyst", "Ingen har sagt något på länge."
    AVSTEG = "avsteg", "Avsteg", "Parten gör det inte, eller inte ännu."
    SNART = "snart", "Snart dags", "Sista dagen är inom två veckor."
    PAGAR = "pagar", "Pågår", "Det är kvar att göra och i tid."
    KLART = "klart", "Klart", "Gjort, eller följs helt enligt senaste avstämningen."
    ERSATT = "ersatt", "Ersatt", "Ett senare beslut har tagit dess plats."


class Kanal(Ord):
    """How an answer reached the program."""

    SJALV = "sjalv", "lämnat i Samflöde", "Personen svarade själv."
    TELEFON = "telefon", "mottaget på telefon", "Sekreteraren skrev in ett muntligt svar."
    PAPPER = (
        "papper",
        "mottaget på papper",
        "Sekreteraren lade in ett svar som kom på papper eller som fil.",
    )


class Vag(Ord):
    """By which way something was said."""

    INLOGGAD = "inloggad", "inloggad", "Personen hade loggat in, eller ett annat system åt den."
    LANK = "lank", "via länk", "Personen följde den personliga länken i ett brev."
    MUNTLIGT = "muntligt", "muntligt", "Någon skrev in vad en annan sade, på telefon eller möte."
    PAPPER = "papper", "på papper", "Någon lade in eller intygade ett papper eller en fil."
    KLOCKAN = "klockan", "av klockan", "Tiden själv; ingen person."


class Sparslag(Ord):
    """What was done to a row that history depends on."""

    TILLAGD = "tillagd", "lagts till", "Raden kom till."
    ANDRAD = "andrad", "ändrats", "Raden fick ett annat innehåll."
    BORTTAGEN = "borttagen", "tagits bort", "Raden försvann."


class AviseringLage(Ord):
    """Where a message stands in the outbox."""

    VANTAR = "vantar", "väntar", "Ska skickas."
    SKICKAD = "skickad", "skickad", "Lämnad till e-postservern, eller till brevlådan i demon."
    MISSLYCKAD = "misslyckad", "gick inte fram", "E-postservern sa nej för gott."
    ONODIG = (
        "onodig",
        "behövdes inte",
        "Det som brevet påminde om var redan gjort när det skulle skickas.",
    )


class PaminnelseUtfall(Ord):
    """What became of one rung of the reminder ladder."""

    SKICKAD = "skickad", "skickad", "Påminnelsen skickades."
    OVERHOPPAD = "overhoppad", "överhoppad", "En högre nivå hann före."


class AvtalSlag(Ord):
    """What kind of agreement it is, the more binding first."""

    AVTAL = "avtal", "avtal", "Parterna förbinder sig och skriver under."
    OVERENSKOMMELSE = (
        "overenskommelse",
        "överenskommelse",
        "Parterna är överens om ansvar och arbetssätt.",
    )
    SAMVERKANSAVTAL = "samverkansavtal", "samverkansavtal", "Parterna driver något tillsammans."
    STRATEGI = "strategi", "strategi", "Gemensam riktning; prövas varje mandatperiod."
    RIKTLINJE = "riktlinje", "riktlinje", "Hur något ska göras i hela länet."
    RUTIN = "rutin", "rutin", "Hur ett arbete går till, steg för steg."
    PRAKTISK_ANVISNING = (
        "praktisk_anvisning",
        "praktisk anvisning",
        "Kontaktvägar och annat som ofta ändras.",
    )


class Forlangning(Ord):
    """What happens on the last day of an agreement."""

    TILLS_VIDARE = (
        "tills_vidare",
        "gäller tills vidare",
        "Har ingen sista dag; gäller tills någon säger upp det.",
    )
    AUTOMATISK = (
        "automatisk",
        "förlängs om ingen säger upp det",
        "Ny period när uppsägningstiden har gått ut.",
    )
    UPPHOR = "upphor", "upphör på sista dagen", "Ska det fortsätta behövs ett beslut."
    PARTERNA = (
        "parterna",
        "förlängs när varje part har beslutat det",
        "Ny period när varje part har fattat ett eget beslut; saknas ett upphör det.",
    )


# What ends on its last day unless somebody decides something else.
ENDS = (Forlangning.UPPHOR, Forlangning.PARTERNA)
# What has periods, each as long as the agreement says.
IN_PERIODS = (Forlangning.AUTOMATISK, Forlangning.PARTERNA)


class PartSlag(Ord):
    """How somebody is tied to an agreement."""

    PART = "part", "part", "En huvudman som är bunden av avtalet."
    MOTPART = "motpart", "motpart", "Någon som inte är huvudman men skriver under avtalet."
    INFORMERAS = (
        "informeras",
        "informeras",
        "Berörs men skriver inte under, till exempel privata utförare.",
    )


class Motpartsslag(Ord):
    """What kind of organisation a party is that is no huvudman."""

    LAROSATE = "larosate", "lärosäte", "Ett universitet eller en högskola."
    MYNDIGHET = "myndighet", "statlig myndighet", "Till exempel Polismyndigheten."
    PRIVAT = "privat", "privat utförare", "Ett företag, till exempel en privat vårdgivare."
    IDEBUREN = "ideburen", "idéburen organisation", "En förening, stiftelse eller ett samfund."
    ANNAN = "annan", "annan organisation", "Något annat än det andra i listan."


class Avtalslank(Ord):
    """How two agreements hang together."""

    BYGGER_PA = "bygger_pa", "bygger på", "Förutsätter det andra."
    ERSATTER = "ersatter", "ersätter", "Har tagit det andras plats."


class Rattelseslag(Ord):
    """What was wrong in a decision that is corrected: before its minutes are confirmed its wording,
    addressee, day or outcome, afterwards an obvious slip alone.
    """

    LYDELSE = "lydelse", "ändrad lydelse", "Beslutets ord, före justeringen."
    ATAGANDE = "atagande", "ändrat åtagande", "Vad, vem eller när, före justeringen."
    UTFALL = "utfall", "ändrat utfall", "Bifall eller avslag, på ordförandens ord."
    SKRIVFEL = "skrivfel", "skrivfel", "Ett ord som blev fel när det skrevs."
    RAKNEFEL = "raknefel", "räknefel", "Ett tal som blev fel när det räknades."
    NAMN = "namn", "fel namn", "Ett namn som blev fel."
    DATUM = "datum", "fel datum", "Ett datum som blev fel."


class Uppenbartfel(Ord):
    """What may be corrected in a decision whose minutes are confirmed."""

    SKRIVFEL = "skrivfel", "skrivfel", "Ett ord som blev fel när det skrevs."
    RAKNEFEL = "raknefel", "räknefel", "Ett tal som blev fel när det räknades."
    NAMN = "namn", "fel namn", "Ett namn som blev fel."
    DATUM = "datum", "fel datum", "Ett datum som blev fel."


class Instammer(Ord):
    """What a justerare says of a correction."""

    JA = "ja", "ja, rätta", "Det är ett uppenbart fel."
    NEJ = "nej", "nej, låt det stå", "Det är inget uppenbart fel."
