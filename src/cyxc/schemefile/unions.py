"""What is told apart by a word, `kind`, in the interchange form: rules, occasions, conditions, amounts."""

from typing import Any

from cyxc.model.benefit import AMOUNTS, CONDITIONS, Amount, Condition, Simple
from cyxc.rules.occasions import OCCASIONS, Occasion
from cyxc.rules.rules import KINDS, Numeric, Rule

UNIONS: tuple[tuple[Any, dict[str, Any]], ...] = (
    (Rule, KINDS),
    (Numeric, KINDS),
    (Occasion, OCCASIONS),
    (Condition, CONDITIONS),
    (Simple, CONDITIONS),
    (Amount, AMOUNTS),
)
"""Each union with the class every word stands for; the words of a narrower one are those of its classes."""
