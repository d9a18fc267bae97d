"""What an editor is typing, kept in the store so that nothing that happens can lose it."""

import asyncio

from citewiki.ports import Ports


class Draft:
    """The draft under one key. Writes run in a thread, one after the other, the newest last."""

    def __init__(self, ports: Ports, by: str, key: str) -> None:
        self._ports, self._by, self._key = ports, by, key
        self._order = asyncio.Lock()
        self._wanted: str | None = None
        self._kept = ""

    def read(self) -> str:
        """The text that was kept, or "". Blocks for a query."""
        self._kept = self._ports.library.editorial.draft(self._by, self._key) or ""
        return self._kept

    async def keep(self, text: str) -> None:
        """Keep this text ("" forgets the draft). Raises StoreError."""
        self._wanted = text
        async with self._order:
            if self._wanted != text or self._kept == text:
                return
            editorial, at = self._ports.library.editorial, self._ports.clock.now()
            await asyncio.to_thread(editorial.keep_draft, self._by, self._key, text, at)
            self._kept = text
