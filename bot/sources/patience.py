"""Work that must not take for ever."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import TookTooLong


class _Alarm(BaseException):
    """No Exception, as the libraries that are interrupted catch those and go on."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """End what is inside with TookTooLong after that many seconds by the clock.

    It works by a signal, which only a process's main thread receives: in worker processes, where readers run, that is
    theirs. In any other thread, and where somebody else has the signal, there is no limit.
    """
    is_free = signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
    if threading.current_thread() is not threading.main_thread() or not is_free:
        yield
        return
    signal.signal(signal.SIGALRM, _ring)
    # Rings again, as an alarm inside a destructor or a callback of C is lost.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    except _Alarm:
        raise TookTooLong(limit=seconds) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _ring(*_: object) -> None:
    raise _Alarm
