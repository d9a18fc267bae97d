"""The room that bodies wait in."""

import asyncio

import pytest

from citewiki.usecases.room import Place, Room


async def _ask(room: Room, size: int) -> tuple[Place, "asyncio.Task[None]"]:
    place = room.place()
    task = asyncio.create_task(place.take(size))
    await asyncio.sleep(0)
    return place, task


async def test_bodies_come_in_in_their_order_and_never_beyond_the_room() -> None:
    room = Room(100)
    first, one = await _ask(room, 60)
    big, two = await _ask(room, 50)
    small, three = await _ask(room, 10)
    assert [each.done() for each in (one, two, three)] == [True, False, False]
    first.leave()
    await asyncio.gather(two, three)
    assert room.held == 60
    big.leave()
    small.leave()
    assert room.held == 0


async def test_a_body_larger_than_the_room_has_it_alone() -> None:
    room = Room(100)
    small, _ = await _ask(room, 1)
    huge, waiting = await _ask(room, 10_000)
    assert not waiting.done()
    small.leave()
    await waiting
    assert room.held == 100
    huge.leave()
    assert room.held == 0


async def test_a_place_is_taken_and_left_once() -> None:
    room = Room(100)
    place = room.place()
    await place.take(60)
    await place.take(60)
    assert room.held == 60
    place.leave()
    place.leave()
    assert room.held == 0


@pytest.mark.parametrize("given_before", [False, True])
async def test_one_that_is_cancelled_leaves_its_room_to_the_next(given_before: bool) -> None:
    """Also where the room had been given to it in the same moment."""
    room = Room(100)
    first, _ = await _ask(room, 100)
    given_up, cancelled = await _ask(room, 80)
    _, last = await _ask(room, 70)
    if given_before:
        first.leave()
        cancelled.cancel()
    else:
        cancelled.cancel()
        first.leave()
    with pytest.raises(asyncio.CancelledError):
        await cancelled
    given_up.leave()
    await last
    assert room.held == 70
