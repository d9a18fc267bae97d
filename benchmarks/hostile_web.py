"""The local web of the tests, hostile and normal, fetched with the settings of production."""

import statistics
from collections import Counter

from benchmarks.measure import table
from sources.fetching.settings import FetchSettings
from tests.web import hostile_answers, hostile_bodies, hostile_talk, normal
from tests.web.behaviours import HTML
from tests.web.cases import PAGE, Visit, put_up
from tests.web.gauntlet import Plan
from tests.web.gauntlet import run as fetch_all
from tests.web.server import TestWeb

SLACK_S = 2.0
PATIENCE_S = 900.0


def run(repeats: int) -> None:
    """One run, whatever the number of repeats. A fetch's seconds are those on the network: what
    it waits for its turn, by a site's delay or for a slot, does not count."""
    hostile = [*hostile_bodies.cases(), *hostile_talk.cases(), *hostile_answers.cases()]
    fine = list(normal.cases())
    settings = FetchSettings()
    with TestWeb() as web:
        visits = put_up(web, [*hostile, *fine])
        web.serve(PAGE, HTML, host="after.test")
        after = Visit("after", web.url(PAGE, "after.test"), None, None)
        plan = Plan(web.address, settings, visits, after, settings.concurrency)
        report = fetch_all(plan, PATIENCE_S)
    ended = {each.name: each for each in report.ended}
    wrong = [case for case in (*hostile, *fine) if ended[case.name].outcome not in case.outcomes]
    for case in wrong:
        print(f"  {case.name}: {ended[case.name].outcome.value}: {ended[case.name].detail}")
    rows = []
    for name, cases in (("hostile", hostile), ("normal", fine)):
        seconds = [ended[case.name].seconds for case in cases]
        rows.append(
            (
                name,
                f"{len(cases)}",
                f"{sum(case in wrong for case in cases)}",
                f"{sum(each > settings.deadline_s + SLACK_S for each in seconds)}",
                f"{statistics.median(seconds):.2f}",
                f"{max(seconds):.2f}",
            )
        )
    head = ("", "cases", "not as they should end", "over deadline + 2 s", "median s", "longest s")
    table(f"A web of {len(visits)} sites, {settings.concurrency} at once", head, rows)
    told = Counter(each.outcome.value for each in report.ended)
    print("  " + ", ".join(f"{count} {name}" for name, count in told.most_common()))
    memory = f"memory grew by {report.grown_mb:.0f} MB to a peak of {report.peak_mb:.0f} MB"
    then = f"then a normal page: {report.after.outcome.value}"
    print(f"  {report.seconds:.0f} s in all; {memory}; {then}\n")
