"""Draw docs/screens/*.svg anew: each of the terminal's screens, and the film of a review.

Run from the repository's root: `python docs/tools/draw_screens.py`.
"""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.tui.drawing import film, picture
from tests.tui.scenes import COLUMNS, DIALOGS, FILM, FOLDER, REVIEW, SCENES, play, stage


async def main() -> None:
    for scene in (*SCENES, *DIALOGS):
        with stage() as ports:
            frames = await play(ports, scene.steps, scene.columns)
        drawn = picture(frames[-1], scene.columns)
        (FOLDER / f"{scene.name}.svg").write_text(drawn, "utf-8")
    with stage() as ports:
        frames = await play(ports, REVIEW, COLUMNS)
    (FOLDER / FILM).write_text(film(frames, COLUMNS), "utf-8")


if __name__ == "__main__":
    asyncio.run(main())
