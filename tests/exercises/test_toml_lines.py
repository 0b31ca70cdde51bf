from __future__ import annotations

import tomllib
from typing import Any

import pytest

from infotui.exercises.toml_lines import KeyPath, lines_of

TEXT = '''\
# a comment with = and [brackets]
title = "one [ two" # three
opens = 'a = "b"'

[[task]]
prompt = """
several lines, "quoted", and \\""" escaped
"""
goals = [
  { reading = "q.2", above = 0.5, list = [1, 2.5, [3]] },

  # between
  { all = [{ state = "p", equals = [[1], [2]] }, {}] },
]
"quoted key" = 1
dotted.key.of = 1979-05-27T07:32:00Z
[task.inner]
deep = true
[[task]]
prompt = \'\'\'
literal\'\'\'
numbers = [
  1e-3, -inf,
]
[[task.sub]]
x = 1
[[task.sub]]
x = 2
'''


def paths(value: Any, base: KeyPath = ()) -> list[KeyPath]:
    """The paths of everything in a parsed document."""
    if isinstance(value, dict):
        inside = [(key, item) for key, item in value.items()]
    elif isinstance(value, list):
        inside = list(enumerate(value))
    else:
        return [base]
    return [base, *(path for key, item in inside for path in paths(item, (*base, key)))]


def test_every_value_has_a_line() -> None:
    found = lines_of(TEXT)
    missing = [path for path in paths(tomllib.loads(TEXT)) if path and path not in found]
    assert not [path for path in missing if path not in {("task", 0, "dotted"), ("task", 0, "dotted", "key")}]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("opens",), 3),
        (("task", 0), 5),
        (("task", 0, "prompt"), 6),
        (("task", 0, "goals", 0), 10),
        (("task", 0, "goals", 0, "list", 2, 0), 10),
        (("task", 0, "goals", 1, "all", 0, "equals", 1), 13),
        (("task", 0, "quoted key"), 15),
        (("task", 0, "dotted", "key", "of"), 16),
        (("task", 0, "inner", "deep"), 18),
        (("task", 1), 19),
        (("task", 1, "numbers"), 22),
        (("task", 1, "numbers", 1), 23),
        (("task", 1, "sub", 1, "x"), 28),
    ],
)
def test_the_line_is_where_it_stands(path: KeyPath, line: int) -> None:
    assert lines_of(TEXT)[path] == line
