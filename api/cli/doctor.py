"""``samflode doctor``: what is wrong with this installation, and how to mend it."""

from __future__ import annotations

from dataclasses import asdict

from api.cli.common import DataOption, JsonOption, print_json, say
from api.cli.examination import examine
from models.settings import Settings


def doctor(data: DataOption = None, as_json: JsonOption = False) -> int:
    """Undersök installationen: vad som är fel och hur det lagas. Svarar 0 när allt är bra, annars
    1.
    """
    findings = examine(Settings.load(data=data))
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            say(f"{'Bra ' if finding.bra else 'Fel '} {finding.vad}: {finding.svar}")
            if finding.atgard:
                say(f"     {finding.atgard}")
    return 0 if all(finding.bra for finding in findings) else 1
