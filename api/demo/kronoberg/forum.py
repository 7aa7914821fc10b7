"""October 2023: a question that the chefs cannot settle is lifted, and stands on the agenda of the
political body it was lifted to.
"""

from __future__ import annotations

from api.demo.kronoberg.autumn import DIREKTOR
from api.demo.kronoberg.people import SEKRETERARE
from api.demo.telling import Telling


def forum(story: Telling) -> None:
    """Tell it."""
    story.on("2023-08-21")
    for organ in ("kommunalt_forum", "kommunalt_forum_skola", "rsr"):
        story.meetings(organ, since="2023-10-20", until="2023-12-31")
    sak = story.arende(
        DIREKTOR,
        "hsl",
        ["dialog"],
        "Kompetensförsörjning i vård, skola och omsorg",
        "Ska länet ha en gemensam satsning på utbildningsplatser, och vem bär den?",
    )
    story.on("2023-09-18")
    story.prepared(sak, "Hälso- och sjukvårdsdirektör")
    story.meetings("lgs", since="2023-10-06", until="2023-10-06")
    mote = story.agenda("2023-10-06", sak)
    story.held(mote, called="2023-09-29", day="2023-10-06")
    story.step(
        sak,
        SEKRETERARE,
        "lyft_till_forum",
        forum="rsr",
        skal="Frågan rör kommunernas och regionens ekonomi och behöver en politisk inriktning.",
    )
    story.confirmed(mote, "socialchef@alvesta.example", noted="2023-10-11", signed="2023-10-16")
