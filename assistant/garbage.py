"""Memory of a process that runs for weeks: when garbage is looked for, and what is given back."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_ARENA_MAX = -8  # M_ARENA_MAX of malloc.h
_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD
_LARGE = 1 << 20


def share_memory() -> None:
    """Let all threads take memory from two places, before there are any; elsewhere, nothing.

    The GNU C library gives each thread a place of its own, whose free pieces no other thread
    uses: some 40 MB of the service. Large pieces go back to the machine as soon as they are free;
    left to itself the library keeps them from the first that is let go of on.
    """
    if limit := getattr(ctypes.CDLL(None), "mallopt", None):
        limit(_ARENA_MAX, 2)
        limit(_MMAP_THRESHOLD, _LARGE)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Make what lives long; no search for garbage goes through it, neither now nor later.

    Such a search goes through every object there is and stops every answer meanwhile, 0.2 s
    with a catalogue of 2,500 items. What is no longer used is let go of all the same, but
    not what refers to itself: that waits for look_through.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def look_through() -> None:
    """Let go of all garbage there is, once a day, when hardly anybody asks."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def as_before() -> None:
    """Pass nothing over any more: the service has ended, and its process may go on."""
    gc.unfreeze()


def give_back() -> None:
    """Give memory that is free back to the machine; where the C library cannot, nothing."""
    # Free pieces between others are kept otherwise: after a large import some 20 MB.
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
