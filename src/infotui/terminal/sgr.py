"""Pens: how a cell looks, and the fewest bytes that turn one look into another."""

from __future__ import annotations

from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

_OFF = {
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
_SEEN_ON_A_BLANK = frozenset({"4", "5", "6", "7", "9", "21", "51", "52", "53"})
_MOST_PALETTES = 64
_MOST = 4096
"""As many are remembered, so that a long fade does not fill the memory."""


class Pen:
    """One look: the codes of its colours (empty: the terminal's own) and of its attributes.

    Made by `pen` only, so that pens of the same look are the same object.
    """

    __slots__ = ("_on", "_towards", "attributes", "background", "blank", "draws_blanks", "foreground")

    def __init__(self, foreground: str, background: str, attributes: frozenset[str]) -> None:
        self.foreground, self.background, self.attributes = foreground, background, attributes
        plain = not foreground and not attributes
        self.blank: Pen = self if plain or attributes & _SEEN_ON_A_BLANK else pen("", background, frozenset())
        """What a space looks like: neither its foreground nor its weight can be seen."""
        self.draws_blanks = not attributes & _SEEN_ON_A_BLANK
        """Whether nothing of a space drawn with it can be seen but its background."""
        self._towards: dict[Pen, str] = {}
        self._on: dict[str, Pen] = {}

    def on(self, background: str) -> Pen:
        """The pen that is nearest to this one among those that draw blanks on `background`."""
        found = self._on.get(background)
        if found is None:
            found = self._on[background] = pen(
                self.foreground, background, self.attributes - _SEEN_ON_A_BLANK
            )
        return found

    def towards(self, other: Pen) -> str:
        """The shortest sequence after which the terminal draws as `other` and no longer as this one."""
        sequence = self._towards.get(other)
        if sequence is None:
            sequence = min(self._changed(other), other.anew(), key=len) if self is not other else ""
            self._towards[other] = sequence
        return sequence

    def anew(self) -> str:
        """The sequence after which the terminal draws with this pen, whatever it drew with before."""
        codes = [*sorted(self.attributes, key=int), self.foreground, self.background]
        parameters = ";".join(["0", *filter(None, codes)])
        return "\x1b[m" if parameters == "0" else f"\x1b[{parameters}m"

    def _changed(self, other: Pen) -> str:
        gone, new = self.attributes - other.attributes, other.attributes - self.attributes
        off = {_OFF[code] for code in gone}
        new |= {code for code in other.attributes if _OFF[code] in off}
        codes = [*sorted(off), *sorted(new, key=int)]
        if self.foreground != other.foreground:
            codes.append(other.foreground or "39")
        if self.background != other.background:
            codes.append(other.background or "49")
        return f"\x1b[{';'.join(codes)}m"


_pens: dict[tuple[str, str, frozenset[str]], Pen] = {}


def pen(foreground: str, background: str, attributes: frozenset[str]) -> Pen:
    """The pen of these codes, as SGR knows them."""
    look = (foreground, background, attributes)
    found = _pens.get(look)
    if found is None:
        if len(_pens) >= _MOST:
            _pens.clear()
        found = _pens[look] = Pen(*look)
    return found


PLAIN = pen("", "", frozenset())
"""Neither colours nor attributes."""


class Pens:
    """The pens of Rich's styles in a colour system, which are the codes that Textual itself would send."""

    def __init__(self, system: ColorSystem) -> None:
        self.system = system
        self._known: dict[Style | None, Pen] = {None: PLAIN}
        self._palettes: dict[int, tuple[tuple[Style, ...], list[Pen]]] = {}

    def of_all(self, styles: tuple[Style, ...]) -> list[Pen]:
        """The pens of a palette, known by its very object: to compare all its styles would take too long."""
        found = self._palettes.get(id(styles))
        if found is None or found[0] is not styles:
            if len(self._palettes) >= _MOST_PALETTES:
                self._palettes.clear()
            found = self._palettes[id(styles)] = styles, [self.of(style) for style in styles]
        return found[1]

    def of(self, style: Style | None) -> Pen:
        """The pen of `style`; LookupError for what pens cannot do: links, and codes not known here."""
        found = self._known.get(style)
        if found is None:
            if len(self._known) >= _MOST:
                self._known = {None: PLAIN}
            found = self._known[style] = self._made(style)
        return found

    def _made(self, style: Style | None) -> Pen:
        if style is None or style.link:
            raise LookupError("a link is more than a look")
        codes = Strip.render_ansi(style, self.system)
        return _read(codes.split(";") if codes else [])


def _read(codes: list[str]) -> Pen:
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
        if code in _OFF:
            attributes.add(code)
        elif code in ("38", "39") or 30 <= int(code) <= 37 or 90 <= int(code) <= 97:
            foreground = colour
        elif code in ("48", "49") or 40 <= int(code) <= 47 or 100 <= int(code) <= 107:
            background = colour
        else:
            raise LookupError(f"no pen for SGR {code}")
    return pen(foreground, background, frozenset(attributes))
