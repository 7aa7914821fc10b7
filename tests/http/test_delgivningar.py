"""A party that had nobody at the meeting answers over the API, and everybody reads it on
the pages.
"""

from __future__ import annotations

from support.asking import Site
from support.paths.delgivning import delgivning_in


def page(site: Site, who: str, path: str) -> str:
    answer = site.client.get(path, headers=site.headers(who))
    assert answer.status_code == 200, path
    return str(answer.text)


def test_an_objection_is_read_by_all_answered_by_au_and_taken_off_its_list(site: Site) -> None:
    path = f"/delgivningar/{delgivning_in(site.lan, 'vantar')}"
    shown = site.get("alvesta", path).json()
    assert (shown["huvudman"], shown["lage"], shown["forsenad"]) == ("Alvesta", "vantar", True)
    assert [one["text"] for one in shown["beslut"]] == ["Alla kommuner utser en kontaktperson."]
    assert [step["namn"] for step in shown["steg"]] == ["bekrafta", "invand"]
    refused = site.post("alvesta", f"{path}/steg/invand")
    assert (refused.status_code, refused.json()["hinder"]) == (409, ["Skriv vad ni invänder mot."])
    said = site.step("alvesta", path, "invand", invandning="Vi hinner inte <b>nu</b>.")
    assert (said["lage"], said["frist"]["vems_drag"]) == ("invand", "AU")
    for who, where in (
        ("lessebo", f"/moten/{said['mote']}"),
        ("lessebo", path),
        ("au_ledamot", "/au"),
    ):
        assert "Vi hinner inte &lt;b&gt;nu&lt;/b&gt;." in page(site, who, where)
    assert "Vi hinner inte" in page(site, "au_ledamot", f"{path}/steg/besvara_invandning")
    waiting = [
        one["id"]
        for one in site.get("au_ledamot", "/delgivningar?lage=invand&huvudman=alvesta").json()[
            "poster"
        ]
    ]
    assert waiting == [said["id"]]
    answered = site.step(
        "au_ledamot", path, "besvara_invandning", atgard="Dagen tas upp i januari."
    )
    assert (answered["lage"], answered["atgard"]) == ("besvarad", "Dagen tas upp i januari.")
    assert "Dagen tas upp i januari." in page(site, "lessebo", path)
    assert "Vi hinner inte" not in page(site, "au_ledamot", "/au")


def test_the_two_answers_stand_on_the_page_for_the_party_and_for_nobody_else(site: Site) -> None:
    path = f"/delgivningar/{delgivning_in(site.lan, 'vantar')}"
    assert f"{path}/steg/invand" in page(site, "alvesta", path)
    assert f"{path}/steg/bekrafta" in page(site, "alvesta", path)
    assert f"{path}/steg/" not in page(site, "lessebo", path)
    assert "Alvesta" in page(site, "alvesta", f"{path}/steg/invand")
    assert site.client.get(path, headers=site.headers("utanfor")).status_code == 404
