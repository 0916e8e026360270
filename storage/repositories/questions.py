"""Questions: commands that were sent without their argument and wait for it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from storage.records import QuestionRecord
from storage.repositories.repository import Repository
from storage.tables import questions, readers

_RECORD = (
    questions.c.reader_id,
    questions.c.asker,
    questions.c.command,
    questions.c.prompt,
    questions.c.asked,
)


_BY_ASKER = select(*_RECORD).where(
    questions.c.reader_id == bindparam("reader"), questions.c.asker == bindparam("person")
)
"""Made once, as it is asked with every message."""


_IN_CHAT = (
    select(questions.c.reader_id)
    .join(readers, readers.c.id == questions.c.reader_id)
    .where(readers.c.chat_id == bindparam("chat"))
    .limit(1)
)


class Questions(Repository):
    """What the program asked back; in a chat each person has one open question at most."""

    async def ask(self, reader_id: int, asker: int, command: str, prompt: int, *, now: datetime) -> None:
        """Keeps the question in place of the asker's earlier one; ``prompt`` is the message that put it."""
        values = {"command": command, "prompt": prompt, "asked": now}
        insert = self._insert(questions).values(reader_id=reader_id, asker=asker, **values)
        await self._connection.execute(insert.on_conflict_do_update(index_elements=["reader_id", "asker"], set_=values))

    async def of(self, reader_id: int, asker: int) -> QuestionRecord | None:
        """The asker's open question in that chat, or None."""
        row = (await self._connection.execute(_BY_ASKER, {"reader": reader_id, "person": asker})).one_or_none()
        return QuestionRecord(*row) if row is not None else None

    async def any(self, chat_id: int) -> bool:
        """Whether anybody has an open question in that chat."""
        return await self._connection.scalar(_IN_CHAT, {"chat": chat_id}) is not None

    async def end(self, reader_id: int, asker: int) -> bool:
        """Forgets the asker's question; False if there was none."""
        mine = delete(questions).where(questions.c.reader_id == reader_id, questions.c.asker == asker)
        return (await self._connection.execute(mine)).rowcount > 0
