"""Roles: what a cell means. The theme, and nothing else, gives roles their colours."""

from enum import IntEnum


class Role(IntEnum):
    """The meanings a cell can have; a `CellBuffer` stores one for every cell."""

    TEXT = 0
    """Plain text, numbers and blanks."""
    MUTED = 1
    """Secondary text: units, tick labels, hints."""
    TITLE = 2
    """The title of a panel or a plot."""
    P = 3
    """p: its curve, bars and label."""
    Q = 4
    """q: its curve, bars and label."""
    P_BRIGHT = 5
    """The part of p that is dragged, selected or hovered."""
    Q_BRIGHT = 6
    """The part of q that is dragged, selected or hovered."""
    POSITIVE = 7
    """A positive lobe, bar or term."""
    NEGATIVE = 8
    """A negative lobe, bar or term."""
    MAXIMUM = 9
    """The dashed line of a maximum, a minimum or another reference level."""
    POINT = 10
    """The moving point on a curve: the current state."""
    TRACK = 11
    """The empty part of a gauge or a slider."""
    SELECTED = 12
    """The selected class, parameter or logit: text on its own background."""
    LOCKED = 13
    """A locked class and its mark."""
    ERROR = 14
    """An error message."""
    GRID = 15
    """Frames, axes, ticks and rules."""
    CURVE = 16
    """A curve of neither p nor q: an entropy, a loss."""
    KEY = 17
    """A key in the key bar, which has its own background."""
    KEY_LINE = 18
    """All other text in the key bar."""
    FOCUS = 19
    """The border and the title of the panel that has the focus."""
    ON_P = 20
    """Text inside a filled area of p."""
    ON_Q = 21
    """Text inside a filled area of q."""
    ON_POSITIVE = 22
    """Text inside a positive lobe or bar."""
    ON_NEGATIVE = 23
    """Text inside a negative lobe or bar."""
    ON_LOCKED = 24
    """Text inside a bar that does not move."""
    TAB = 25
    """The title of the screen that is shown."""
    HOT_KEY = 26
    """A key that is named outside the key bar."""


ROLE_LIMIT = 32
"""Roles are below this number: the bits above it are those of a `Tint`."""


class Tint(IntEnum):
    """The background of a cell in the area under a curve, to be combined with a role: ``role | tint``.

    The bits of overlapping areas add up: ``P | Q == PQ``.
    """

    NONE = 0
    """The background of the screen."""
    P = ROLE_LIMIT
    """The area under p."""
    Q = 2 * ROLE_LIMIT
    """The area under q."""
    PQ = 3 * ROLE_LIMIT
    """Where both areas overlap."""
