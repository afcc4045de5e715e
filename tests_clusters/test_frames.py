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
from frames.test_long import (
    test_a_row_a_place_and_date,
    test_a_share_without_a_unit_is_never_guessed,
    test_cases_by_hand_told_row_by_row,
    test_each_figure_in_a_unit_of_its_own,
    test_roles_and_names_as_people_write_them,
    test_values_of_every_kind,
    test_what_can_not_be_one_figure_refuses_its_row_with_the_reason,
)
from frames.test_types import (
    test_decimals,
    test_floats_of_32_bits_count_as_the_decimals_they_print_as,
    test_short_whole_numbers_with_gaps,
)

__all__ = [
    "test_a_row_a_place_and_date",
    "test_a_row_a_target",
    "test_a_share_without_a_unit_is_never_guessed",
    "test_cases_by_hand_told_row_by_row",
    "test_counts_by_office_count_a_target_for_every_office_that_answers_for_it",
    "test_counts_by_target_and_level",
    "test_decimals",
    "test_each_figure_in_a_unit_of_its_own",
    "test_every_engine_comes_to_the_same",
    "test_floats_of_32_bits_count_as_the_decimals_they_print_as",
    "test_numbers_are_the_floats_nearest_to_the_exact_ones",
    "test_roles_and_names_as_people_write_them",
    "test_short_whole_numbers_with_gaps",
    "test_the_worst_come_first",
    "test_values_of_every_kind",
    "test_what_can_not_be_one_figure_refuses_its_row_with_the_reason",
    "test_what_floats_can_not_tell_is_decided_exactly_or_refused_and_never_passed",
]
