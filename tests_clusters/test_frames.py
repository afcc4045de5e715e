"""What holds of every kind of frame, on clusters and in databases: the tests of `tests/frames` once more."""

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
from frames.test_types import (
    test_decimals,
    test_floats_of_32_bits_count_as_the_decimals_they_print_as,
    test_short_whole_numbers_with_gaps,
)

__all__ = [
    "test_a_row_a_target",
    "test_counts_by_office_count_a_target_for_every_office_that_answers_for_it",
    "test_counts_by_target_and_level",
    "test_decimals",
    "test_every_engine_comes_to_the_same",
    "test_floats_of_32_bits_count_as_the_decimals_they_print_as",
    "test_numbers_are_the_floats_nearest_to_the_exact_ones",
    "test_short_whole_numbers_with_gaps",
    "test_the_worst_come_first",
    "test_what_floats_can_not_tell_is_decided_exactly_or_refused_and_never_passed",
]
