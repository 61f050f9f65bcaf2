"""A file as a bad line, a bad disk or somebody's hand leaves it."""

from __future__ import annotations

import random


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them changed, left out, put in or doubled; sometimes cut off."""
    out = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        at, kind = chance.randrange(len(out)), chance.randrange(5)
        if kind == 0:
            out[at] = chance.randrange(256)
        elif kind == 1:
            del out[at : at + chance.randint(1, 60)]
        elif kind == 2:
            out[at:at] = chance.randbytes(chance.randint(1, 30))
        elif kind == 3:
            out[at:at] = out[at : at + chance.randint(1, 200)]
        elif chance.random() < 0.1:
            del out[at:]
        if not out:
            out = bytearray(b"x")
    return bytes(out)
