"""Our desk: every act judged and committed, with its event, hash, projection and a notice.

Run: python -m benchmarks.ours URL COUNT
"""

from __future__ import annotations

import sys
from functools import partial

from benchmarks.life import STEPS, live, office
from benchmarks.peers.course import measure

if __name__ == "__main__":
    desk = office(sys.argv[1])
    measure(partial(live, desk), int(sys.argv[2]), STEPS)
