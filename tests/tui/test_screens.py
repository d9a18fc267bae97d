"""The screens look as docs/screens shows them."""

import pytest

from tests.tui.drawing import picture
from tests.tui.scenes import DIALOGS, FILM, FOLDER, REVIEW, SCENES, Scene, play, stage


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_it_looks_as_it_is_shown(scene: Scene) -> None:
    with stage() as ports:
        frames = await play(ports, scene.steps, scene.columns)
    shown = (FOLDER / f"{scene.name}.svg").read_text("utf-8")
    assert picture(frames[-1], scene.columns) == shown, (
        "it looks different: `python docs/tools/draw_screens.py` draws it anew; look at it"
    )


@pytest.mark.parametrize("scene", DIALOGS, ids=lambda scene: scene.name)
async def test_a_dialog_says_what_is_shown(scene: Scene) -> None:
    with stage() as ports:
        await play(ports, scene.steps, scene.columns)  # waits for its words
    assert scene.steps[-1][1] in (FOLDER / f"{scene.name}.svg").read_text("utf-8")


def test_the_film_has_every_step() -> None:
    assert (FOLDER / FILM).read_text("utf-8").count('<g class="f"') == len(REVIEW)
