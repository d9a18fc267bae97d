"""Putting sources off, and notes whose passages later texts no longer have."""

from datetime import date, timedelta

import pytest

from citewiki.domain.errors import UsageError
from citewiki.domain.queues import QueueName
from citewiki.domain.snapshots import Capture
from citewiki.domain.sources import SourceId
from citewiki.ports import Ports
from citewiki.usecases.annotating import annotate
from citewiki.usecases.capturing import Body, capture
from citewiki.usecases.queues import counts, proposed, queue, snooze
from citewiki.usecases.undoing import undo
from tests.builders import NOW, a_source

URL = "https://example.org/paper"


def keep(ports: Ports, text: str) -> SourceId:
    ports.library.sources.register([a_source(URL)])
    source_id = a_source(URL).id
    kept = Body(source_id, text.encode(), "text/plain", NOW, Capture.ATTACHED, URL, URL)
    capture(ports, kept)
    return source_id


def test_a_capture_looks_for_the_notes_of_its_source(ports: Ports) -> None:
    source_id = keep(ports, "Before it, reward hacking was seen in one of the ten trials.")
    annotate(ports, source_id, "reward hacking was seen", "the claim", "Ada")
    keep(ports, "A word first. Before it, reward hacking was seen in one of the ten trials.")
    assert counts(ports)[QueueName.LOST] == 0
    keep(ports, "All of it was withdrawn by its authors.")
    assert counts(ports)[QueueName.LOST] == 1
    total, (line,) = queue(ports, QueueName.LOST)
    assert (total, line.row.id) == (1, source_id)
    assert "a note's passage is lost" in line.need.explain().lower()
    assert ports.library.queues.unplaced() == []


def test_a_snooze_can_be_taken_back(ports: Ports) -> None:
    source_id = keep(ports, "A text.")
    later = (ports.clock.now() + timedelta(days=1)).date()
    snooze(ports, source_id, later, "Ada")
    assert counts(ports)[QueueName.ALL] == 0
    undo(ports, "Ada")
    assert counts(ports)[QueueName.ALL] == 1


@pytest.mark.parametrize("until", [date(2026, 3, 1), date(1, 1, 1)])
def test_a_snooze_lies_in_the_future(ports: Ports, until: date) -> None:
    source_id = keep(ports, "A text.")
    with pytest.raises(UsageError, match="not in the future"):
        snooze(ports, source_id, until, "Ada")


def test_a_proposed_merge_is_a_queue_of_its_own(ports: Ports) -> None:
    ports.library.sources.register([a_source(URL), a_source(f"{URL}/")])
    merges = proposed(ports)
    assert len(merges) == counts(ports, merges)[QueueName.MERGES] == 1
    assert counts(ports)[QueueName.MERGES] == 0
