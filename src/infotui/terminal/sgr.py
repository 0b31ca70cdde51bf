"""Pens: how a cell looks, and the fewest bytes that turn one look into another."""

from __future__ import annotations

from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

_RESET_CODES = {
    "1": "22",
    "2": "22",
    "3": "23",
    "4": "24",
    "5": "25",
    "6": "25",
    "7": "27",
    "8": "28",
    "9": "29",
    "21": "24",
    "51": "54",
    "52": "54",
    "53": "55",
}
"""What switches an attribute off. 22 takes both bold and dim."""
_VISIBLE_ON_SPACE = frozenset({"4", "5", "6", "7", "9", "21", "51", "52", "53"})
_MAX_PALETTES = 64
_MAX_CACHED = 4096
"""As many are remembered, so that a long fade does not fill the memory."""


class SgrStyle:
    """One look: the codes of its colours (empty: the terminal's own) and of its attributes.

    Made by `pen` only, so that pens of the same look are the same object.
    """

    __slots__ = (
        "_on_backgrounds",
        "_transitions",
        "attributes",
        "background",
        "blank_style",
        "foreground",
        "space_shows_only_background",
    )

    def __init__(self, foreground: str, background: str, attributes: frozenset[str]) -> None:
        self.foreground, self.background, self.attributes = foreground, background, attributes
        plain = not foreground and not attributes
        self.blank_style: SgrStyle = (
            self if plain or attributes & _VISIBLE_ON_SPACE else intern_style("", background, frozenset())
        )
        """What a space looks like: neither its foreground nor its weight can be seen."""
        self.space_shows_only_background = not attributes & _VISIBLE_ON_SPACE
        """Whether nothing of a space drawn with it can be seen but its background."""
        self._transitions: dict[SgrStyle, str] = {}
        self._on_backgrounds: dict[str, SgrStyle] = {}

    def on_background(self, background: str) -> SgrStyle:
        """The pen that is nearest to this one among those that draw blanks on `background`."""
        found = self._on_backgrounds.get(background)
        if found is None:
            found = self._on_backgrounds[background] = intern_style(
                self.foreground, background, self.attributes - _VISIBLE_ON_SPACE
            )
        return found

    def transition_to(self, other: SgrStyle) -> str:
        """The shortest sequence after which the terminal draws as `other` and no longer as this one."""
        sequence = self._transitions.get(other)
        if sequence is None:
            sequence = min(self._delta(other), other.full_sequence(), key=len) if self is not other else ""
            self._transitions[other] = sequence
        return sequence

    def full_sequence(self) -> str:
        """The sequence after which the terminal draws with this pen, whatever it drew with before."""
        codes = [*sorted(self.attributes, key=int), self.foreground, self.background]
        parameters = ";".join(["0", *filter(None, codes)])
        return "\x1b[m" if parameters == "0" else f"\x1b[{parameters}m"

    def _delta(self, other: SgrStyle) -> str:
        gone, new = self.attributes - other.attributes, other.attributes - self.attributes
        off = {_RESET_CODES[code] for code in gone}
        new |= {code for code in other.attributes if _RESET_CODES[code] in off}
        codes = [*sorted(off), *sorted(new, key=int)]
        if self.foreground != other.foreground:
            codes.append(other.foreground or "39")
        if self.background != other.background:
            codes.append(other.background or "49")
        return f"\x1b[{';'.join(codes)}m"


_interned: dict[tuple[str, str, frozenset[str]], SgrStyle] = {}


def intern_style(foreground: str, background: str, attributes: frozenset[str]) -> SgrStyle:
    """The pen of these codes, as SGR knows them."""
    look = (foreground, background, attributes)
    found = _interned.get(look)
    if found is None:
        if len(_interned) >= _MAX_CACHED:
            _interned.clear()
        found = _interned[look] = SgrStyle(*look)
    return found


PLAIN = intern_style("", "", frozenset())
"""Neither colours nor attributes."""


class StyleCache:
    """The pens of Rich's styles in a colour system, which are the codes that Textual itself would send."""

    def __init__(self, system: ColorSystem) -> None:
        self.system = system
        self._cache: dict[Style | None, SgrStyle] = {None: PLAIN}
        self._palettes: dict[int, tuple[tuple[Style, ...], list[SgrStyle]]] = {}

    def for_palette(self, styles: tuple[Style, ...]) -> list[SgrStyle]:
        """The pens of a palette, known by its very object: to compare all its styles would take too long."""
        found = self._palettes.get(id(styles))
        if found is None or found[0] is not styles:
            if len(self._palettes) >= _MAX_PALETTES:
                self._palettes.clear()
            found = self._palettes[id(styles)] = styles, [self.get(style) for style in styles]
        return found[1]

    def get(self, style: Style | None) -> SgrStyle:
        """The pen of `style`; LookupError for what pens cannot do: links, and codes not known here."""
        found = self._cache.get(style)
        if found is None:
            if len(self._cache) >= _MAX_CACHED:
                self._cache = {None: PLAIN}
            found = self._cache[style] = self._convert(style)
        return found

    def _convert(self, style: Style | None) -> SgrStyle:
        if style is None or style.link:
            raise LookupError("a link is more than a look")
        codes = Strip.render_ansi(style, self.system)
        return _parse_codes(codes.split(";") if codes else [])


def _parse_codes(codes: list[str]) -> SgrStyle:
    foreground = background = ""
    attributes = set()
    while codes:
        code = codes.pop(0)
        if code in ("38", "48"):
            taken = 4 if codes[0] == "2" else 2
            colour = ";".join([code, *codes[:taken]])
            del codes[:taken]
        else:
            colour = "" if code in ("39", "49") else code
        if code in _RESET_CODES:
            attributes.add(code)
        elif code in ("38", "39") or 30 <= int(code) <= 37 or 90 <= int(code) <= 97:
            foreground = colour
        elif code in ("48", "49") or 40 <= int(code) <= 47 or 100 <= int(code) <= 107:
            background = colour
        else:
            raise LookupError(f"no pen for SGR {code}")
    return intern_style(foreground, background, frozenset(attributes))
