"""What a cell means. Colours are given to roles by the theme, nowhere else."""

from enum import IntEnum


class Role(IntEnum):
    """The closed list of meanings a cell can have; a grid stores one for every cell."""

    TEXT = 0
    """Plain text, numbers, and everything that is blank."""
    MUTED = 1
    """What may be read second: units, tick labels, hints."""
    TITLE = 2
    """The title of a panel or a plot."""
    P = 3
    """Whatever belongs to p: its curve, its bars, its label."""
    Q = 4
    """Whatever belongs to q."""
    P_BRIGHT = 5
    """The part of p in hand, or the one that a press would take."""
    Q_BRIGHT = 6
    """The part of q in hand, or the one that a press would take."""
    POSITIVE = 7
    """A positive lobe, bar or term."""
    NEGATIVE = 8
    """A negative lobe, bar or term."""
    MAXIMUM = 9
    """The dashed line of a maximum, a floor or another level to compare with."""
    POINT = 10
    """The moving point on a curve: the state as it stands."""
    TRACK = 11
    """The empty part of a gauge or a slider."""
    SELECTED = 12
    """Text on the selected class, parameter or logit: stands on a background of its own."""
    LOCKED = 13
    """A class that does not move, and its mark."""
    ERROR = 14
    """What was refused, and why."""
    GRID = 15
    """Frames, axes, ticks and rules."""
    CURVE = 16
    """A curve that belongs to neither p nor q: an entropy, a loss."""
    KEY = 17
    """A key in the line of keys, which stands on a background of its own."""
    KEY_LINE = 18
    """Everything else in the line of keys."""
