"""Many places at once: data frames judged by the engine they belong to.

    from cyxc import frames

    answered = scheme.evaluate_frame(frame)                 # or frames.evaluate_frame(scheme, frame)
    frames.counts(scheme, answered, by=("target", "level"))
    frames.misses(scheme, answered, "jobs", most=10)

Needs the extra `frames`; the engine is the one of the frame handed in, and no other is loaded. In frames a
status is its rank among `cyxc.Status`, from 0; `STATUSES[code]` is the status itself.
"""

from cyxc.columns.agreement import AGREEMENTS
from cyxc.columns.frame import evaluate_frame, lengthen
from cyxc.columns.long.pivot import REASON, REASONS
from cyxc.columns.summary import counts, misses
from cyxc.rules.status import STATUSES

__all__ = ["AGREEMENTS", "REASON", "REASONS", "STATUSES", "counts", "evaluate_frame", "lengthen", "misses"]
