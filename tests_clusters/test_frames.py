"""What holds of every kind of frame, on clusters and in databases: the tests of `tests/frames` once more."""

from frames.test_agreement import test_agreement_by_row
from frames.test_conformance import (
    test_every_engine_comes_to_the_same,
    test_numbers_are_the_floats_nearest_to_the_exact_ones,
    test_what_floats_can_not_tell_is_decided_exactly_or_refused_and_never_passed,
)
from frames.test_layout import (
    test_a_row_a_target,
    test_counts_by_office_count_a_target_for_every_office_that_answers_for_it,
    test_counts_by_target_and_level,
    test_the_worst_come_first,
)

__all__ = [
    "test_a_row_a_target",
    "test_agreement_by_row",
    "test_counts_by_office_count_a_target_for_every_office_that_answers_for_it",
    "test_counts_by_target_and_level",
    "test_every_engine_comes_to_the_same",
    "test_numbers_are_the_floats_nearest_to_the_exact_ones",
    "test_the_worst_come_first",
    "test_what_floats_can_not_tell_is_decided_exactly_or_refused_and_never_passed",
]
