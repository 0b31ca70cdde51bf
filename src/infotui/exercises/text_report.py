"""An exercise set in plain sentences, for a screen reader and for notes."""

from __future__ import annotations

from infotui.core.lesson import command
from infotui.core.speech import spoken

from .goals import EvalContext
from .model import ExerciseSet, Task


def exercises_text(found: ExerciseSet) -> str:
    """The title, and for each task its prompt, opening command, held controls, goals, hint and conclusion."""
    count = len(found.tasks)
    lines = [f"{found.title}: {count} {'task' if count == 1 else 'tasks'} on {found.lesson.title}."]
    for number, task in enumerate(found.tasks, 1):
        lines += [f"Task {number}: {spoken(task.prompt)}", *_parts(found, task)]
    return "\n".join(lines)


def _parts(found: ExerciseSet, task: Task) -> list[str]:
    view = EvalContext(found.lesson, task.initial)
    opens = [f"Opens with: {command(found.lesson, task.initial)}"] if task.resets_state else []
    held = [f"Held fixed: {spoken(quantity.symbol(view))}." for quantity in task.held]
    goals = [f"Goal: {spoken(goal.text(view))}." for goal in task.goals]
    hint = [f"Hint: {spoken(task.hint)}"] if task.hint else []
    after = [f"Afterwards: {spoken(task.after)}"] if task.after else []
    return [*opens, *held, *goals, *hint, *after]
