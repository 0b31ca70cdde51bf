"""Exercise files for tests: a minimal valid one, and one for each mistake."""

from __future__ import annotations

from typing import NamedTuple

FIVE_LINES = """\
title = "Week 3"
opens = "infotui entropy 0.7 0.1 0.1 0.1"
[[task]]
prompt = "Make the entropy one and a half bits."
goal = { reading = "entropy", equals = 1.5 }
"""

_HEAD = 'title = "t"\nopens = "infotui entropy 0.7 0.1 0.1 0.1"\n'
_TASK = '[[task]]\nprompt = "p"\n'


class Broken(NamedTuple):
    """A file with a mistake, its line, and words that the message must contain."""

    text: str
    line: int
    words: tuple[str, ...]


def _goal(goal: str, *, head: str = _HEAD, line: int = 5, more: str = "") -> str:
    assert line == 5
    return f"{head}{_TASK}goal = {goal}\n{more}"


_BAD_QUESTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "a word": ("'entropy'", ("ask is a table", "reading", "choices")),
    "an unknown key": ("{ reading = 'entropy', whithin = 1 }", ("'whithin'", "did you mean within")),
    "a key of goals": ("{ reading = 'entropy', equals = 1 }", ("'equals'", "there are reading")),
    "a reading of another lesson": ("{ reading = 'kl_pq' }", ("unknown reading 'kl_pq'",)),
    "a reading with a slip": ("{ reading = 'entropie' }", ("did you mean entropy",)),
    "a name that is none": ("{ reading = 3 }", ("not a name",)),
    "several values": ("{ reading = 'surprisal' }", ("several values", "surprisal.largest")),
    "an unknown part": ("{ reading = 'surprisal.9' }", ("no part '9'", "1 to 4")),
    "an unknown unit": ("{ reading = 'entropy', unit = 'dits' }", ("unknown unit 'dits'",)),
    "a unit of a pure number": ("{ reading = 'efficiency', unit = 'bits' }", ("wrong unit",)),
    "a bad tolerance": ("{ reading = 'entropy', within = 'x' }", ("within", "from 0 on")),
    "nothing": ("{ }", ("neither reading nor choices",)),
    "both": ("{ reading = 'entropy', choices = ['a', 'b'], is = 'a' }", ("both reading and choices",)),
    "a unit of choices": (
        "{ choices = ['a', 'b'], is = 'a', unit = 'bits' }",
        ("unit belongs to a reading",),
    ),
    "is of a reading": ("{ reading = 'entropy', is = 'a' }", ("is belongs to choices",)),
    "one choice": ("{ choices = ['a'], is = 'a' }", ("choices has 1", "2 to 9")),
    "ten choices": (f"{{ choices = {[f'c{i}' for i in range(10)]}, is = 'c1' }}", ("choices has 10",)),
    "numbers as choices": ("{ choices = [1, 2], is = 1 }", ("not a list of words",)),
    "a choice twice": ("{ choices = ['up', 'Up '], is = 'up' }", ("'Up' occurs twice",)),
    "an empty choice": ("{ choices = ['up', ''], is = 'up' }", ("1 to 40",)),
    "no right choice": ("{ choices = ['up', 'down'] }", ("no is",)),
    "another right choice": (
        "{ choices = ['up', 'down'], is = 'left' }",
        ("'left' is not among", "up, down"),
    ),
}
"""Values of `ask` on the entropy screen, and words of the messages."""

_BAD_COVERS: dict[str, tuple[str, int, tuple[str, ...]]] = {
    "a word": ("hide = 'curve'", 6, ("not a list of names",)),
    "an unknown name": ("hide = [\n  'entropy',\n  'xyz',\n]", 8, ("'xyz'", "bars", "curve")),
    "a slip": ("hide = ['curv']", 6, ("did you mean curve",)),
    "a distribution that cannot be hidden": ("hide = ['q']", 6, ("unknown reading or view 'q'",)),
    "an unknown reveal": ("hide = ['curve']\nreveal = 'click'", 7, ("unknown reveal 'click'", '"key"')),
    "nothing to reveal": ("reveal = 'key'", 6, ("nothing to reveal", "add ask or hide")),
    "nothing hidden to reveal": ("hide = []\nreveal = 'key'", 7, ("nothing to reveal",)),
}
"""Lines after the goal of a task, the line of the mistake, and words of the message."""

BROKEN = {
    "not TOML": Broken(f"{_HEAD}[[task]]\nprompt = oops\n", 4, ("not TOML", "Invalid value")),
    "an open quotation": Broken('title = "t\nopens = "x"\n', 1, ("not TOML",)),
    "a key twice": Broken(f"{_HEAD}{_TASK}prompt = 'p'\n", 5, ("not TOML", "the key 'prompt' occurs twice")),
    "empty": Broken("# nothing yet\n", 1, ("nothing in it", "title")),
    "no opening": Broken(f"title = 't'\n{_TASK}", 1, ("no opens",)),
    "no task": Broken(_HEAD, 1, ("no task", "[[task]]")),
    "one task instead of a list": Broken(f"{_HEAD}[task]\nprompt = 'p'\n", 3, ("[[task]]",)),
    "another program": Broken(
        f"title = 't'\nopens = 'xeyes'\n{_TASK}goal = {{}}", 2, ("'xeyes'", "begin with infotui")
    ),
    "another lesson": Broken(
        f"title = 't'\nopens = 'infotui entropie'\n{_TASK}goal = {{}}",
        2,
        ("'entropie'", "did you mean entropy"),
    ),
    "a bad value to open with": Broken(
        f"title = 't'\nopens = 'infotui entropy 0.5 0.6'\n{_TASK}goal = {{}}", 2, ("opens", "sum")
    ),
    "an argument that is none": Broken(
        f"title = 't'\nopens = 'infotui kl --mu 3'\n{_TASK}goal = {{}}", 2, ("--mu", "unrecognized")
    ),
    "a command that draws nothing": Broken(
        f"title = 't'\nopens = 'infotui entropy --json'\n{_TASK}goal = {{}}", 2, ("--json",)
    ),
    "no prompt": Broken(f"{_HEAD}[[task]]\ngoal = {{reading='entropy', equals=1}}\n", 3, ("no prompt",)),
    "a control character": Broken(
        f'{_HEAD}[[task]]\nprompt = "\\u001b[2J"\ngoal = {{reading="entropy", equals=1}}\n',
        4,
        ("control character",),
    ),
    "no goal": Broken(f"{_HEAD}{_TASK}", 3, ("no goal",)),
    "an unknown key": Broken(
        _goal("{reading='entropy', equals=1}", more="hnit = 'x'\n"), 6, ("'hnit'", "did you mean hint")
    ),
    "an unknown key of a condition": Broken(
        _goal("{reading='entropy', equal=1}"), 5, ("'equal'", "did you mean equals")
    ),
    "an unknown reading": Broken(
        _goal("{reading='entropie', equals=1}"), 5, ("'entropie'", "did you mean entropy")
    ),
    "an unknown state": Broken(_goal("{state='sigma', equals=1}"), 5, ("unknown state 'sigma'",)),
    "a class too many": Broken(_goal("{state='p.5', above=0.5}"), 5, ("'5'", "1 to 4")),
    "a list beside a number": Broken(_goal("{reading='surprisal', above=1}"), 5, ("surprisal.largest",)),
    "an unknown unit": Broken(
        _goal("{reading='entropy', equals=1, unit='dits'}"), 5, ("'dits'", "bits and nats")
    ),
    "a unit on a pure number": Broken(
        _goal("{reading='efficiency', equals=0.5, unit='bits'}"), 5, ("wrong unit", "pure number")
    ),
    "units that do not match": Broken(
        _goal("{reading='entropy', over='efficiency', above=1}"), 5, ("wrong unit", "pure number")
    ),
    "nothing to compare with": Broken(_goal("{reading='entropy'}"), 5, ("nothing to compare", "at_least")),
    "a word for a number": Broken(_goal("{reading='entropy', equals=true}"), 5, ("a number",)),
    "not a number at all": Broken(_goal("{reading='entropy', equals=nan}"), 5, ("not a number",)),
    "a tolerance below 0": Broken(_goal("{reading='entropy', equals=1, within=-1}"), 5, ("within", "from 0")),
    "an unknown hold": Broken(
        _goal("{reading='entropy', equals=1}", more="hold = ['p.count', 'q']\n"), 6, ("'q'",)
    ),
    "met at the opening": Broken(
        _goal("{reading='entropy', below=2}"), 5, ("opening state already meets it",)
    ),
    "efficiency above 1": Broken(
        _goal("{reading='efficiency', equals=1.2}"), 5, ("cannot be met", "efficiency", "from 0 to 1")
    ),
    "entropy above log k": Broken(
        _goal("{reading='entropy', above=2}", more="hold = ['p.count']\n"),
        5,
        ("cannot be met", "from 0 to 2"),
    ),
    "a negative divergence": Broken(
        f"title = 't'\nopens = 'infotui kl'\n{_TASK}goal = {{reading='kl_pq', below=0}}\n",
        5,
        ("cannot be met", "kl_pq cannot be below 0"),
    ),
    "something held that must move": Broken(
        f"title = 't'\nopens = 'infotui kl'\n{_TASK}hold = ['p']\ngoal = {{state='p.mu', equals=3}}\n",
        6,
        ("cannot be met", "p.mu is held"),
    ),
    "goals that exclude each other": Broken(
        f"{_HEAD}{_TASK}goals = [\n  {{reading='entropy', above=1.5}},\n"
        "  {reading='entropy', below=1},\n]\n",
        7,
        ("cannot be met", "entropy cannot be below 1", "another goal needs at least 1.5"),
    ),
    "everything held": Broken(
        _goal("{reading='entropy', equals=1}", more="hold = ['p']\n"),
        5,
        ("cannot be met", "every control is held"),
    ),
    "a text of many letters": Broken(
        f"{_HEAD}[[task]]\nprompt = '{'x' * 5000}'\ngoal = {{reading='entropy', equals=1}}\n",
        4,
        ("5,000 characters", "at most 1000"),
    ),
    "an empty alternative": Broken(_goal("{any=[]}"), 5, ("any is not a list",)),
    "a mistake in a list over several lines": Broken(
        f"{_HEAD}{_TASK}goals = [\n  {{reading='entropy', equals=1}},\n  {{reading='entropy', over=1}},\n]\n",
        7,
        ("over", "not a name"),
    ),
    "neither a goal nor a question": Broken(f"{_HEAD}{_TASK}hide = ['curve']\n", 3, ("no goal",)),
    **{
        f"ask: {name}": Broken(f"{_HEAD}{_TASK}hint = 'h'\nask = {ask}\n", 6, words)
        for name, (ask, words) in _BAD_QUESTIONS.items()
    },
    **{
        f"hide: {name}": Broken(f"{_HEAD}{_TASK}goal = {{state='p.1', equals=0}}\n{lines}\n", line, words)
        for name, (lines, line, words) in _BAD_COVERS.items()
    },
    "hide: everything that the goal shows": Broken(
        _goal("{reading='entropy', equals=1}", more="hide = ['perplexity']\n"),
        6,
        ("hide covers entropy", "add ask", 'reveal = "key"'),
    ),
    "hide: a distribution that is not held": Broken(
        f"title = 't'\nopens = 'infotui kl'\n{_TASK}goal = {{reading='kl_pq', below=0.1}}\n"
        "hold = ['q']\nhide = [\n  'plot',\n  'p',\n]\n",
        9,
        ("p is hidden but not held", 'hold = ["p"]'),
    ),
    "hide: a hidden distribution in the goal": Broken(
        f"title = 't'\nopens = 'infotui kl'\n{_TASK}goal = {{state='q.mu', equals='p.mu'}}\n"
        "hold = ['p']\nhide = ['p']\n",
        7,
        ("hide covers p",),
    ),
}
