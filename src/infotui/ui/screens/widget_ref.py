"""Widgets of a screen as typed attributes."""

from __future__ import annotations

from typing import Any, Generic, Self, TypeVar, overload

from textual.screen import Screen
from textual.widget import Widget

W = TypeVar("W", bound=Widget)


class cached_query_one(Generic[W]):  # noqa: N801 - a descriptor, named as `property` is
    """The widget of a type, or of an id, in a screen: queried once, since no screen changes its widgets."""

    def __init__(self, kind: type[W], id: str | None = None) -> None:
        self._kind = kind
        self._selector = f"#{id}" if id else kind.__name__

    def __set_name__(self, owner: type[Screen[Any]], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, screen: None, owner: type[Screen[Any]]) -> Self: ...
    @overload
    def __get__(self, screen: Screen[Any], owner: type[Screen[Any]]) -> W: ...
    def __get__(self, screen: Screen[Any] | None, owner: type[Screen[Any]]) -> Self | W:
        if screen is None:
            return self
        # Not a data descriptor: from now on the instance attribute is found first.
        found = screen.__dict__[self._name] = screen.query_one(self._selector, self._kind)
        return found
