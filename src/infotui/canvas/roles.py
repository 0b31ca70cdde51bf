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
