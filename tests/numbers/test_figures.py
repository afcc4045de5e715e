"""Figures as documents write them: ratios are exact decimals, or refused."""

from decimal import Decimal

import pytest

from cyxc.numbers.quantity import Figure, QuantityError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1:5", "5"), ("1∶10", "10"), ("2:5", "2.5"), ("4:10", "2.5"), ("3:9", "3"), ("8:1", "0.125"),
        ("2：5", "2.5"), ("262144:1", "0.000003814697265625"),
    ],
)  # fmt: skip
def test_a_ratio_is_kept_as_written_beside_its_number(text: str, value: str) -> None:
    assert Figure.parse(text) == Figure(Decimal(value), "1", text)
    assert str(Figure.parse(text)) == text


@pytest.mark.parametrize("text", ["3:10", "7:1", "524288:1"])
def test_a_ratio_that_does_not_end_is_refused(text: str) -> None:
    with pytest.raises(QuantityError, match="ratio-without-end"):
        Figure.parse(text)


def test_a_ratio_to_zero_is_refused() -> None:
    with pytest.raises(QuantityError, match="ratio-over-zero"):
        Figure.parse("0:5")
