"""SGR styles (Select Graphic Rendition): the colours and attributes of a cell, and transitions between them.

Rich's styles become interned `SgrStyle` objects, so that comparing two of them is an identity test. Each
style caches the shortest sequence to each style that followed it. Links (OSC 8) are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

from .color_reduction import ColorReducer

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
"""The SGR code that resets each attribute; 22 resets both bold and dim."""
_CHANGES_FOREGROUND = frozenset({"2", "5", "6", "7", "8"})
"""Dim, blink, reverse, conceal: the foreground is then not the colour that a full block shows."""
_VISIBLE_ON_SPACE = frozenset({"4", "5", "6", "7", "9", "21", "51", "52", "53"})
_MAX_PALETTES = 64
_MAX_CACHED = 4096
"""Styles that are cached at most: a fade makes many."""


T = TypeVar("T")


class _ByStyle(dict["SgrStyle", T]):
    """A value for each style, made when it is first looked up: a hit is as fast as in any dict."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[SgrStyle], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, style: SgrStyle) -> T:
        made = self[style] = self._make(style)
        return made


class SgrStyle:
    """The SGR codes of a foreground, a background ("": the terminal's own) and attributes.

    Made by `intern_style` only, so that equal styles are the same object.

        green_bold.transitions[red_bold]     → ESC [ 3 1 m      one code changes
        green_bold.full_sequence()           → ESC [ 0 ; 1 ; 3 2 m
    """

    __slots__ = (
        "_on_backgrounds",
        "attributes",
        "background",
        "blank_style",
        "block_style",
        "foreground",
        "space_shows_only_background",
        "transition_lengths",
        "transitions",
    )

    def __init__(self, foreground: str, background: str, attributes: frozenset[str]) -> None:
        self.foreground, self.background, self.attributes = foreground, background, attributes
        plain = not foreground and not attributes
        self.blank_style: SgrStyle = (
            self if plain or attributes & _VISIBLE_ON_SPACE else intern_style("", background, frozenset())
        )
        """The style that a space shows: its foreground and weight are invisible."""
        self.block_style: SgrStyle | None = _block_style(foreground, attributes)
        """The style of a space that looks like a full block in this style; None if there is none."""
        self.space_shows_only_background = not attributes & _VISIBLE_ON_SPACE
        """Whether a space in this style shows its background and nothing else."""
        self.transitions: dict[SgrStyle, str] = _ByStyle(self.transition_to)
        """The shortest sequence that changes the terminal from this style to another."""
        self.transition_lengths: dict[SgrStyle, int] = _ByStyle(lambda other: len(self.transitions[other]))
        """The number of bytes of each."""
        self._on_backgrounds: dict[str, SgrStyle] = {}

    def on_background(self, background: str) -> SgrStyle:
        """This style with `background` and no attribute that a space would show."""
        style = self._on_backgrounds.get(background)
        if style is None:
            style = self._on_backgrounds[background] = intern_style(
                self.foreground, background, self.attributes - _VISIBLE_ON_SPACE
            )
        return style

    def transition_to(self, other: SgrStyle) -> str:
        """The shortest sequence that changes the terminal from this style to `other`, not cached."""
        return min(self._delta(other), other.full_sequence(), key=len) if self is not other else ""

    def full_sequence(self) -> str:
        """The sequence that sets this style from any other."""
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


def _block_style(foreground: str, attributes: frozenset[str]) -> SgrStyle | None:
    if attributes & (_CHANGES_FOREGROUND | _VISIBLE_ON_SPACE):
        return None
    if not foreground:
        return intern_style("", "", frozenset({"7"}))
    code, _, colour = foreground.partition(";")
    if not colour and "1" in attributes and int(code) < 40:
        return None  # many terminals brighten bold text in the first eight colours
    return intern_style("", ";".join(filter(None, (str(int(code) + 10), colour))), frozenset())


_interned: dict[tuple[str, str, frozenset[str]], SgrStyle] = {}


def intern_style(foreground: str, background: str, attributes: frozenset[str]) -> SgrStyle:
    """The one `SgrStyle` of these SGR codes."""
    codes = (foreground, background, attributes)
    style = _interned.get(codes)
    if style is None:
        if len(_interned) >= _MAX_CACHED:
            _interned.clear()
        style = _interned[codes] = SgrStyle(*codes)
    return style


PLAIN = intern_style("", "", frozenset())
"""The terminal's own colours, no attributes: SGR 0."""


class StyleCache:
    """Rich's styles as `SgrStyle`: in true colour the codes that Textual would send, else reduced ones."""

    def __init__(self, system: ColorSystem, reducer: ColorReducer | None = None) -> None:
        self.system = system
        self._reducer = reducer or ColorReducer(system)
        self._cache: dict[Style | None, SgrStyle] = {None: PLAIN}
        self._palettes: dict[int, tuple[tuple[Style, ...], list[SgrStyle]]] = {}

    def for_palette(self, styles: tuple[Style, ...]) -> list[SgrStyle]:
        """The styles of a palette, cached by object identity because comparing the palettes is slow."""
        entry = self._palettes.get(id(styles))
        if entry is None or entry[0] is not styles:
            if len(self._palettes) >= _MAX_PALETTES:
                self._palettes.clear()
            entry = self._palettes[id(styles)] = styles, [self.get(style) for style in styles]
        return entry[1]

    def get(self, style: Style | None) -> SgrStyle:
        """The `SgrStyle` of `style`.

        Raises:
            LookupError: it has a link, or an SGR code that is not known here.
        """
        converted = self._cache.get(style)
        if converted is None:
            if len(self._cache) >= _MAX_CACHED:
                self._cache = {None: PLAIN}
            converted = self._cache[style] = self._convert(style)
        return converted

    def _convert(self, style: Style | None) -> SgrStyle:
        if style is None or style.link:
            raise LookupError("links are not supported")
        codes = Strip.render_ansi(self._reducer.reduce(style), self.system)
        return _parse_codes(codes.split(";") if codes else [])


def _parse_codes(codes: list[str]) -> SgrStyle:
    foreground = background = ""
    attributes = set()
    while codes:
        code = codes.pop(0)
        if code in ("38", "48"):
            count = 4 if codes[0] == "2" else 2
            colour = ";".join([code, *codes[:count]])
            del codes[:count]
        else:
            colour = "" if code in ("39", "49") else code
        if code in _RESET_CODES:
            attributes.add(code)
        elif code in ("38", "39") or 30 <= int(code) <= 37 or 90 <= int(code) <= 97:
            foreground = colour
        elif code in ("48", "49") or 40 <= int(code) <= 47 or 100 <= int(code) <= 107:
            background = colour
        else:
            raise LookupError(f"unknown SGR code {code}")
    return intern_style(foreground, background, frozenset(attributes))
