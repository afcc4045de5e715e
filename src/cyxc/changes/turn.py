"""Whether a verdict got better or worse."""

from cyxc.changes.diff import Turn
from cyxc.changes.seen import FromTo
from cyxc.rules.status import Status

_RANK = {Status.NOT_MET: 0, Status.NOT_DUE: 1, Status.MET: 3}


def turn(status: FromTo[Status], so_far: FromTo[Status | None]) -> Turn | None:
    """Whether it got better or worse, from not met over not due to met.

    Where one side can't be judged, only what is gained or lost with `met` counts; what does not apply on one
    side has no turn. Read backwards every turn is the other one.
    """
    before, after = status.before, status.after
    if Status.NOT_APPLICABLE in (before, after):
        return None
    if before in _RANK and after in _RANK:
        ranks = [_rank(before, so_far.before), _rank(after, so_far.after)]
    else:
        ranks = [int(before is Status.MET), int(after is Status.MET)]
    return None if ranks[0] == ranks[1] else "better" if ranks[0] < ranks[1] else "worse"


def _rank(status: Status, so_far: Status | None) -> int:
    """What waits and would be met so far stands higher than what waits and would not."""
    return _RANK[status] + (status is Status.NOT_DUE and so_far is Status.MET)
