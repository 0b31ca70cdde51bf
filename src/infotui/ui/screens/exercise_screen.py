"""The exercises of a screen: their panel, their keys, and what they hide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual import events, on
from textual.binding import Binding
from textual.events import Mount
from textual.widget import Widget

from infotui.core.cover import THEORY, Cover
from infotui.core.lesson import Snapshot
from infotui.core.lesson_info import LessonInfo
from infotui.ui.widgets.cell_widget import CellWidget
from infotui.ui.widgets.lesson_tabs import LessonTabs
from infotui.ui.widgets.try_hint import TryHint

from .exercise_controller import ExerciseController
from .responsive import TYPING_CLASS
from .state_screen import StateScreen

if TYPE_CHECKING:
    from infotui.ui.widgets.exercise_panel import ExercisePage, ExercisePanel
    from infotui.ui.widgets.value_prompt import EditableField

S = TypeVar("S")

_LECTURE_CLASS = "-lecturing"
_LECTURE_WIDTH, _LECTURE_HEIGHT = 120, 36
"""In smaller terminals the question of a lecturer stands in the panel only."""

PREDICTION_BINDINGS = (
    Binding(
        "enter",
        "answer",
        "answer",
        key_display="Enter",
        priority=True,
        tooltip="answer the question of an exercise",
    ),
    Binding(
        "enter",
        "reveal",
        "reveal",
        key_display="Enter",
        priority=True,
        tooltip="show what an exercise hides",
    ),
)
"""Keys of an exercise that asks or hides. They go before those of the focused control."""


class ExerciseScreen(StateScreen[S], Generic[S]):
    """A screen with exercises."""

    def __init__(self, initial: Snapshot[S]) -> None:
        super().__init__(initial)
        self.lesson_infos: tuple[LessonInfo, ...] = (self.LESSON.info,)
        self.exercises = ExerciseController(self)
        self._has_covers = False
        self._is_lecturing = False
        self._focused_at_lecture: Widget | None = None

    async def type_into(self, field: EditableField) -> None:
        """Open the prompt for the value of `field`."""
        raise NotImplementedError

    @on(Mount)
    async def _open_given_exercises(self) -> None:
        if self.exercises.exercise_set is not None:
            await self.exercises.open()

    @property
    def cover(self) -> Cover:
        """What the exercise in view hides now."""
        return self.exercises.cover

    @property
    def hides_state(self) -> bool:
        """Whether a part of the state is hidden, which the command of the state would show."""
        return self.exercises.hides_state

    @property
    def hides_theory(self) -> bool:
        """Whether the theory is hidden, and with it what presets say."""
        return THEORY in self.cover.views

    def refuses_hidden(self, *readings: str) -> bool:
        """Whether a part of the state or one of the `readings` is hidden, which the caller would show.

        If so, a note says that.
        """
        is_hidden = self.hides_state or not self.cover.names.isdisjoint(readings)
        if is_hidden:
            self.notify("Not now: that would show what this task hides")
        return is_hidden

    def on_resize(self, event: events.Resize) -> None:
        """A question in large type needs room."""
        self._update_lecture()

    def _update_lecture(self) -> None:
        """Show the question of a lecturer in large type instead of the picture, where there is room."""
        page = self.exercises.lecture_page
        if page is None and not self._is_lecturing:
            return
        width, height = self.app.size
        is_shown = page is not None and width >= _LECTURE_WIDTH and height >= _LECTURE_HEIGHT
        if page is not None and is_shown:
            from infotui.ui.widgets.question_card import QuestionCard

            card = next(iter(self.query(QuestionCard)), None)
            if card is None:
                card = QuestionCard()
                self.query_one("#lesson").mount(card, before=0)
            card.title, card.question, card.choices = page.title, page.prompt, page.offered
        if is_shown != self._is_lecturing:
            self._is_lecturing = is_shown
            if is_shown:
                self._focused_at_lecture = self.focused
            self.set_class(is_shown, _LECTURE_CLASS)
            if not is_shown:
                self.set_focus(self._focused_at_lecture)

    def cover_views(self) -> None:
        """Cover the views that the exercise in view hides, and uncover all others."""
        self._update_lecture()
        cover = self.cover
        if cover.views or self._has_covers:
            self._has_covers = bool(cover.views)
            for widget in self.query(CellWidget):
                widget.take_cover(cover)

    def violates_hold(self, state: S) -> bool:
        """Whether `state` would move what the exercise in view holds fixed; if so, a note says what."""
        return self.exercises.violates_hold(state)

    @property
    def reset_snapshot(self) -> Snapshot[S]:
        """The opening state, or the one where the exercise in view began."""
        return self.exercises.start or self.initial

    @on(LessonTabs.ExercisesPressed)
    @on(TryHint.ExercisesPressed)
    async def action_exercises(self) -> None:
        """Open or close the exercises."""
        await self.exercises.toggle()

    def action_task(self, by: int) -> None:
        """Turn to another exercise."""
        self.exercises.turn(by)

    def action_hint(self) -> None:
        """Show or hide the hint."""
        self.exercises.toggle_hint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action is available: Enter answers or reveals as long as an exercise waits for it."""
        if action in ("answer", "reveal"):
            return action == self.exercises.pending and not self.has_class(TYPING_CLASS)
        return super().check_action(action, parameters)

    async def action_answer(self) -> None:
        """Type the answer to the question of the exercise in view."""
        field = self.exercises.answer_field()
        if field is not None:
            await self.type_into(field)

    def action_reveal(self) -> None:
        """Show what the exercise in view hides."""
        self.exercises.take_answer(None)

    def action_choose(self, choice: int) -> None:
        """Answer with one of the choices, counted from 0."""
        self.exercises.take_answer(choice)

    async def on_exercise_panel_pressed(self, event: ExercisePanel.Pressed) -> None:
        """Run the action of the key that was clicked."""
        await self.run_action(event.action)

    async def mount_exercise_panel(self) -> None:
        """Add the panel of exercises; called once."""
        from infotui.ui.widgets.exercise_panel import ExercisePanel

        await self.query_one("#lesson").mount(ExercisePanel())

    def show_exercise_page(self, page: ExercisePage) -> None:
        """Show a page in the panel of exercises."""
        from infotui.ui.widgets.exercise_panel import ExercisePanel

        self.query_one(ExercisePanel).page = page
