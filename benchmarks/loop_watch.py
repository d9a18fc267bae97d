"""citewiki's command line with a watch on its event loop: the longest that anything held it up is
written to the file that $LOOP_WATCH names, as milliseconds of wall clock and of computing."""

import asyncio
import os
import sys
import time

AFTER_S = 1.0
"""From the first event on: the time until the first frame is measured by itself."""


def watch() -> None:
    run = asyncio.Handle._run
    began = time.perf_counter()
    longest = [0.0, 0.0]

    def timed(handle: asyncio.Handle) -> None:
        wall, cpu = time.perf_counter(), time.thread_time()
        run(handle)
        taken = time.perf_counter() - wall, time.thread_time() - cpu
        if time.perf_counter() - began > AFTER_S and taken[1] > longest[1]:
            longest[:] = taken
            with open(os.environ["LOOP_WATCH"], "w") as file:
                file.write(f"{taken[0] * 1000:.1f} {taken[1] * 1000:.1f} {handle!r}")

    asyncio.Handle._run = timed  # type: ignore[assignment,method-assign]


if __name__ == "__main__":
    watch()
    from citewiki.cli.main import main

    sys.argv[0] = "citewiki"
    main()
