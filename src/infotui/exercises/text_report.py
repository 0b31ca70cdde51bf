"""An exercise set in plain sentences, for a screen reader and for notes."""

from __future__ import annotations

from infotui.core.cover import make_cover
from infotui.core.lesson import command
from infotui.core.speech import listed, spoken

from .goals import EvalContext
from .model import ExerciseSet, Task
from .prediction import NumberQuestion


def exercises_text(found: ExerciseSet) -> str:
    """The title, and for each task its prompt, opening command, held controls, goals, hint and conclusion."""
    count = len(found.tasks)
    lines = [f"{found.title}: {count} {'task' if count == 1 else 'tasks'} on {found.lesson.title}."]
    for number, task in enumerate(found.tasks, 1):
        lines += [f"Task {number}: {spoken(task.prompt)}", *_parts(found, task)]
    return "\n".join(lines)


def _parts(found: ExerciseSet, task: Task) -> list[str]:
    view = EvalContext(found.lesson, task.initial)
    held = [f"Held fixed: {spoken(quantity.symbol(view))}." for quantity in task.held]
    goals = [f"Goal: {spoken(goal.text(view))}." for goal in task.goals]
    hint = [f"Hint: {spoken(task.hint)}"] if task.hint else []
    after = [f"Afterwards: {spoken(task.after)}"] if task.after else []
    return [*_opening(found, task), *_prediction(task, view), *held, *goals, *hint, *after]


def _opening(found: ExerciseSet, task: Task) -> list[str]:
    """The command that opens the task, which would show a hidden distribution."""
    if not task.resets_state:
        return []
    disclosure = found.lesson.disclosure(task.initial.state)
    is_told = disclosure.shows_state(make_cover(task.covered_names, disclosure))
    return [f"Opens with: {command(found.lesson, task.initial) if is_told else 'hidden.'}"]


def _prediction(task: Task, view: EvalContext) -> list[str]:
    """What is asked first and what is hidden until then; not the answer."""
    question, readings = task.question, view.readings(view.snapshot.unit)
    asked = []
    if isinstance(question, NumberQuestion):
        asked = [f"Asked first: {spoken(question.label(view))}."]
    elif question is not None:
        asked = [f"Asked first: {', '.join(map(spoken, question.choices))}."]
    hidden = [
        spoken(readings[name].symbol) if name in readings else name
        for name in dict.fromkeys(task.covered_names)
        if name != "theory"
    ]
    until = "it is answered" if question and not task.is_by_key else "Enter is pressed"
    if not task.waits:
        until = "the goals are met"
    return [*asked, *([f"Hidden until {until}: {listed(hidden)}."] if hidden else [])]
