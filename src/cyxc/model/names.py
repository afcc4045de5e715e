"""Names as people write them: the same in any width, case and spacing."""

import unicodedata


def folded(name: str) -> str:
    """A name with width, case and spaces evened out, for comparison only."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
