"""Is the store as it should be?"""

from citewiki.ports import Ports


def doctor(ports: Ports) -> list[str]:
    """One sentence for everything that is wrong with the records or the bodies."""
    ports.narrator.note("checking the records")
    found = ports.library.upkeep.check()
    ports.narrator.note("checking the bodies")
    return found + ports.bodies.verify(ports.library.snapshots.blobs())
