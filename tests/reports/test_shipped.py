"""The shipped data: what it holds and that it hangs together."""

import csv
from collections import Counter
from importlib.resources import files
from pathlib import Path

from rubric.framework import load
from rubric.reports import UNNAMED, load_library, load_national, load_openings
from rubric.reports.library.fingerprints import OFFICIAL, RUN, runs


def test_the_four_reports_hold_238_findings() -> None:
    library = load_library()
    assert [(report.authority, report.score, len(report.findings)) for report in library.reports] == [
        ("Middlesbrough", 2, 67),
        (UNNAMED, 2, 59),
        ("Telford and Wrekin", 3, 64),
        ("Shropshire", 3, 48),
    ]
    assert len({finding.id for finding in library.findings}) == 238


def test_every_finding_names_its_place_and_a_known_aspect() -> None:
    known = set(load().aspect_ids)
    for finding in load_library().findings:
        assert finding.aspect in known
        assert finding.place.startswith(finding.authority)
        assert f"paragraph {finding.paragraph}" in finding.place


def test_findings_of_one_paragraph_share_their_origin() -> None:
    claims = [finding.as_claim() for finding in load_library().findings]
    assert 0 < len({claim.group for claim in claims}) < len(claims)


def test_the_national_counts_add_up_to_the_councils_for_all_nine_statements() -> None:
    national = load_national()
    assert national.councils == 72
    assert len(national.by_statement) == 9
    assert {sum(counts.values()) for counts in national.by_statement.values()} == {72}
    assert national.by_score("learning") == {1: 1, 2: 10, 3: 59, 4: 2}


def test_the_national_counts_are_what_the_published_scores_give(shared: Path) -> None:
    table = shared / "data" / "published_scores.csv"
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    for statement, counts in load_national().by_statement.items():
        counted = Counter(int(row[statement]) for row in rows)
        assert {score: counted.get(score, 0) for score in range(1, 5)} == counts


def test_openings_are_for_wording_only() -> None:
    shipped = {finding.id for finding in load_library().findings}
    openings = load_openings()
    assert len(openings) == 25
    assert not shipped & {claim.id for claim in openings}


def test_a_library_without_a_report_keeps_the_rest() -> None:
    library = load_library()
    rest = library.without(library.reports[0].id)
    assert rest.reports == library.reports[1:]


def fingerprints(texts: dict[str, str]) -> str:
    """The file of fingerprints for report texts by id. Runs that stand in several reports are OFFICIAL wording."""
    hashed = {report: set(runs(text)) for report, text in texts.items()}
    times = Counter(one for hashes in hashed.values() for one in hashes)
    shared = {one for one, count in times.items() if count > 1}
    lines = [f"# Hashes of runs of {RUN} words in published reports; see rubric/reports/library/fingerprints.py."]
    for report, hashes in [*((r, found - shared) for r, found in hashed.items()), (OFFICIAL, shared)]:
        ordered = [f"{one:010x}" for one in sorted(hashes)]
        lines.append(f"# report {report}")
        lines += [" ".join(ordered[i : i + 10]) for i in range(0, len(ordered), 10)]
    return "\n".join(lines) + "\n"


def test_the_fingerprints_are_what_the_report_texts_give(shared: Path) -> None:
    texts = {
        report.id: next((shared / "seeds").glob(f"{report.id}*")).read_text(encoding="utf-8")
        for report in load_library().reports
    }
    shipped = (files("rubric.reports") / "data" / "fingerprints.txt").read_text(encoding="utf-8")
    assert fingerprints(texts) == shipped
