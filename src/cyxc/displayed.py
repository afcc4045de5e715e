"""Objects that notebooks display as tables of their own."""

from collections.abc import Callable, Container


class Displayed:
    """What notebooks call. The language is that of `cyxc.set_display_language`, Chinese unless set."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        # A call upwards, like `Scheme.evaluate`: drawing is loaded when something is displayed.
        from cyxc.html.notebook import fragment

        return fragment(self)

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> dict[str, str]:
        from cyxc.html.notebook import in_short

        forms: dict[str, Callable[[], str]] = {
            "text/html": self._repr_html_,
            "text/plain": lambda: in_short(self),
        }
        return {
            kind: form()
            for kind, form in forms.items()
            if (include is None or kind in include) and (exclude is None or kind not in exclude)
        }
