"""One meeting with everything that belongs to it, told through the one door: what the big county
is made of.

Each has ten ärenden, two decisions with twenty-five åtaganden each, and an agreement. One is long
done, one is under way, so that every row there will be is one that the engine has written.
"""

from __future__ import annotations

from api.demo.kronoberg.people import ORDFORANDE, SEKRETERARE
from api.demo.kronoberg.spring import KRONOBARN
from benchmarks.county.chapter import KOMMUNER, Kapitel, agreement

_AVTAL = "sammankallande.avtal@region.example"


def done(story: Kapitel, fil: str) -> None:
    """Tell a meeting whose ärenden are all done with."""
    story.day(-60)
    story.registered(fil, since=story.ahead(-90), oversyn=story.ahead(1400))
    mote = story.planned(story.ahead(0))
    story.day(-50)
    beslut = [
        story.sent_in(f"Rutin för {story.amne}", "beslut"),
        story.sent_in(f"Ansvar vid {story.amne} och {story.andra}", "beslut"),
    ]
    noted = [
        story.sent_in(f"Lägesbild: {story.amne}", "information"),
        story.sent_in(f"Erfarenheter av {story.andra}", "information"),
        story.sent_in(f"Utbildning i {story.amne}", "dialog"),
        story.sent_in(f"Statistik om {story.andra}", "information"),
    ]
    back = story.sent_in(f"Fler platser för {story.andra}", "dialog")
    _turned_away(story)
    story.day(-46)
    for arende in (*beslut, *noted, back):
        story.taken(arende)
    _asked(story, beslut[0], noted[0])
    uppgifter = story.tasks(40, 80)
    for arende in beslut:
        story.ready(arende, uppgifter)
    for arende in (*noted, back):
        story.ready(arende)
    story.agenda(story.ahead(0), *beslut, *noted, back)
    story.held(mote, called=story.ahead(-7), day=story.ahead(0))
    made = [story.decided(arende, uppgifter) for arende in beslut]
    _closed(story, mote, noted, back)
    for which, number in enumerate(made):
        _carried_out(story, number, which)
    story.day(90)
    for arende in beslut:
        story.step(arende, ORDFORANDE, "avsluta")


def _turned_away(story: Kapitel) -> None:
    avvisade = [
        story.sent_in(f"Ny organisation för {story.amne}", "beslut"),
        story.sent_in(f"Bidrag till {story.andra}", "beslut"),
    ]
    regretted = story.sent_in(f"Gemensam upphandling av {story.andra}", "beslut")
    story.day(-48)
    for arende in avvisade:
        story.step(
            arende,
            ORDFORANDE,
            "avvisa",
            skal="Frågan hör hemma i en annan ordning.",
            hanvisning="Vänd er till den egna nämnden.",
        )
    story.step(regretted, KRONOBARN, "aterkalla", skal="Frågan löstes på annat sätt.")


def _asked(story: Kapitel, arende: int, question: int) -> None:
    """Send one on remiss and ask the sender of another for more."""
    story.step(question, ORDFORANDE, "begar_komplettering", saknas="Vad har redan prövats?")
    story.day(-45)
    story.step(question, KRONOBARN, "komplettera", komplettering="Tre kommuner har prövat rutinen.")
    story.step(
        arende, SEKRETERARE, "skicka_pa_remiss", sista_dag=story.ahead(-15), mottagare="alla"
    )
    remiss = story.remiss_of(arende)
    story.day(-30)
    story.answered(remiss, *KOMMUNER[:6])
    story.day(-14)
    story.clock(remiss, "stang")
    story.day(-13)
    story.step(
        remiss,
        SEKRETERARE,
        "besvara_synpunkt",
        synpunkt=story.comments_of(remiss),
        svar="tillgodoses",
        motivering="Texten är ändrad.",
    )


def _closed(story: Kapitel, mote: int, noted: list[int], back: int) -> None:
    for arende in noted:
        story.step(arende, SEKRETERARE, "lagg_till_handlingarna", anteckning="Läget redovisades.")
    story.step(
        back,
        SEKRETERARE,
        "fortsatt_dialog",
        anteckning="Frågan behöver beredas mer.",
        barare="au",
        att_aterkomma_med="Ett förslag.",
        aterkommer=story.ahead(35),
    )
    story.confirmed(
        mote, "socialchef@alvesta.example", noted=story.ahead(4), signed=story.ahead(10)
    )
    story.day(30)
    story.step(back, ORDFORANDE, "aterrapportera", svar="Gruppen tar frågan vidare på egen hand.")
    story.step(
        back,
        ORDFORANDE,
        "avvisa",
        skal="Löst i gruppen.",
        hanvisning="Processgruppen håller i den.",
    )


def _carried_out(story: Kapitel, beslut: str, which: int) -> None:
    story.day(20 + which)
    tasks = story.tasks_of(beslut)
    for task, who in tasks:
        story.step(task, who, "kvittera")
    story.day(27 + which)
    for task, who in tasks[9:]:
        story.step(task, who, "borja")
    story.day(34 + which)
    for task, who in tasks:
        story.step(task, who, "rapportera", text="Rutinen är införd och följs upp varje termin.")


def under_way(story: Kapitel, fil: str) -> None:
    """Tell a meeting whose decisions are being carried out, beside what waits in every open
    state.
    """
    story.day(-40)
    avtal = story.registered(fil, since=story.ahead(-700), oversyn=story.ahead(60))
    # Of hours of their own: copies of a finished meeting may fall on the same days.
    mote = story.planned(story.ahead(0), "11:30", "12:30")
    story.planned(story.ahead(28), "13:00", "15:00")
    _looked_over(story, avtal, agreement(fil))
    story.day(-30)
    beslut = [
        story.sent_in(f"Rutin för {story.amne}", "beslut"),
        story.sent_in(f"Ansvar vid {story.amne} och {story.andra}", "beslut"),
    ]
    back = story.sent_in(f"Fler platser för {story.andra}", "dialog")
    remitted = [
        story.sent_in(f"Vägledning för {story.amne}", "beslut"),
        story.sent_in(f"Riktlinje för {story.andra}", "beslut"),
    ]
    later = story.sent_in(f"Utbildning i {story.amne}", "information")
    story.day(-28)
    for arende in (*beslut, back, *remitted, later):
        story.taken(arende)
    _out_on_remiss(story, *remitted)
    uppgifter = story.tasks(7, 42)
    for arende in beslut:
        story.ready(arende, uppgifter)
    for arende in (back, later):
        story.ready(arende)
    story.agenda(story.ahead(0), *beslut, back)
    story.held(mote, called=story.ahead(-7), day=story.ahead(0))
    made = [story.decided(arende, uppgifter) for arende in beslut]
    _carried_on(story, mote, back)
    for number in made:
        _being_done(story, number)
    _coming(story, later)


def _looked_over(story: Kapitel, avtal: int, text: str) -> None:
    """Let the agreement's revision be written."""
    story.day(-36)
    sak = story.revision(avtal, _AVTAL, f"Ansvaret för {story.amne} ser olika ut i länet.")
    story.day(-34)
    days = {"mandat_till": story.ahead(14), "siktar_pa": story.ahead(28)}
    story.step(sak, ORDFORANDE, "prioritera", **_MANDAT, **days)
    story.day(-33)
    story.step(sak, _AVTAL, "borja")
    changed = f"{text}\n\n# Uppföljning\n\nParterna följer upp överenskommelsen varje vår."
    story.step(sak, _AVTAL, "skriv_utkast", text=changed, upplaga=1)


_MANDAT = {
    "prioritet": 1,
    "prioritet_skal": "Berör alla parter varje dag.",
    "grupp": "pg_avtal",
    "mandat": "Skriv om ansvaret. Ersättningen mellan parterna ligger utanför uppdraget.",
    "foredragande": "Sammankallande, Avtal och överenskommelser",
}


def _out_on_remiss(story: Kapitel, open_: int, closed: int) -> None:
    """Leave one remiss unanswered by most, and one closed whose answers wait to be gone through."""
    story.step(
        closed, SEKRETERARE, "skicka_pa_remiss", sista_dag=story.ahead(-5), mottagare="kommuner"
    )
    remiss = story.remiss_of(closed)
    story.step(open_, SEKRETERARE, "skicka_pa_remiss", sista_dag=story.ahead(28), mottagare="alla")
    story.day(-20)
    story.answered(remiss, *KOMMUNER[:3])
    story.answered(story.remiss_of(open_), *KOMMUNER[3:5])
    story.day(-4)
    story.clock(remiss, "stang")


def _carried_on(story: Kapitel, mote: int, back: int) -> None:
    story.step(
        back,
        SEKRETERARE,
        "fortsatt_dialog",
        anteckning="Frågan behöver beredas mer.",
        barare="au",
        att_aterkomma_med="Ett förslag.",
        aterkommer=story.ahead(35),
    )
    story.step(mote, SEKRETERARE, "avsluta")
    story.day(2)
    story.step(mote, SEKRETERARE, "till_justering", justerare="socialchef@alvesta.example")


def _being_done(story: Kapitel, beslut: str) -> None:
    """Let the parties come differently far: from not a word to done, and one that cannot."""
    tasks = story.tasks_of(beslut)
    for task, who in tasks[:19]:
        story.step(task, who, "kvittera")
    for task, who in tasks[:4]:
        story.step(task, who, "rapportera", text="Ansvarig är utsedd.")
    for task, who in tasks[9:14]:
        story.step(task, who, "borja")
    task, who = tasks[14]
    story.step(task, who, "anmal_avsteg", orsak="Vi saknar personal.", stod="En gemensam start.")


def _coming(story: Kapitel, later: int) -> None:
    """Let four more wait: on the next agenda, at AU, at the sender, and in AU's letterbox."""
    story.day(9)
    story.agenda(story.ahead(28), later)
    prepared, asked, ready = (
        story.sent_in(f"Statistik om {story.amne}", "information"),
        story.sent_in(f"Samarbete kring {story.andra}", "dialog"),
        story.sent_in(f"Nuläge för {story.amne}", "information"),
    )
    story.day(10)
    for arende in (prepared, asked, ready):
        story.taken(arende)
    story.ready(ready)
    story.step(asked, SEKRETERARE, "begar_komplettering", saknas="Vad har redan prövats?")
    story.day(11)
    story.sent_in(f"Frågor om {story.andra}", "beslut")
