"""What all lesson screens share: history, units, presets, typed values, exercises, notes, copy, help."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget

from infotui.core.lesson import Preset, Snapshot, command
from infotui.core.reading import Reading, readings_by_name
from infotui.ui.stylesheet import load_rules
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.guide import Guide
from infotui.ui.widgets.key_bar import KeyBar
from infotui.ui.widgets.lesson_tabs import LessonTabs
from infotui.ui.widgets.note_bar import Note, NoteBar
from infotui.ui.widgets.preset_card import PresetCard
from infotui.ui.widgets.size_warning import SizeWarning
from infotui.ui.widgets.summary_line import SummaryLine
from infotui.ui.widgets.try_hint import TryHint

from .exercise_screen import PREDICTION_BINDINGS, ExerciseScreen
from .widget_ref import cached_query_one

if TYPE_CHECKING:
    from infotui.ui.widgets.value_prompt import EditableField, ValuePrompt

    from .commands import Command
    from .value_typing import ValueTyping

S = TypeVar("S")

_HISTORY = Binding.Group("undo", compact=True)
_TASK = Binding.Group("task", compact=True)
_THEORY = Binding.Group("theory", compact=True)
_NOTE_CLASS = "-note"
_SUGGESTING_CLASS = "-suggesting"


class LessonScreen(ExerciseScreen[S], Generic[S]):
    """The screen of one lesson.

    A subclass names its `LESSON`, composes its editors and views in `compose_lesson`, and connects them with
    the state in three methods: `apply_edit`, `load` and `update_views`.
    """

    ALLOW_SELECT = False
    BINDINGS = [
        Binding(
            "enter",
            "type_value",
            "type",
            key_display="Enter",
            tooltip="type the value, or a whole distribution",
        ),
        *PREDICTION_BINDINGS,
        Binding("p", "presets", "presets", tooltip="choose a preset"),
        Binding("e", "exercises", "exercises", tooltip="open or close the exercises"),
        Binding("z", "undo", "undo", group=_HISTORY, tooltip="undo the last change"),
        Binding("y", "redo", "redo", group=_HISTORY, show=False, tooltip="redo the last undone change"),
        Binding("r", "reset", "reset", show=False, tooltip="reset to the opening state"),
        Binding("b", "unit", "bits/nats", show=False, tooltip="switch between bits and nats"),
        Binding("c", "copy", "copy", show=False, tooltip="copy a command that reopens this state"),
        Binding("n", "task(1)", "next task", group=_TASK, show=False, tooltip="next exercise"),
        Binding("N", "task(-1)", "previous task", group=_TASK, show=False, tooltip="previous exercise"),
        Binding("i", "hint", "hint", show=False, tooltip="show or hide the hint of an exercise"),
        Binding("full_stop", "theory(1)", "theory", group=_THEORY, show=False, tooltip="next theory card"),
        Binding("comma", "theory(-1)", "theory", group=_THEORY, show=False, tooltip="previous theory card"),
        Binding("question_mark,f1", "help", "help", key_display="?", tooltip="show keys and theory"),
    ]

    tabs = cached_query_one(LessonTabs)
    summary_line = cached_query_one(SummaryLine)
    note_bar = cached_query_one(NoteBar)
    try_line = cached_query_one(TryHint, "try")
    _guide = cached_query_one(Guide)

    def __init__(self, initial: Snapshot[S]) -> None:
        super().__init__(initial)
        self.copied_command = ""
        """The command that was copied last."""

    @cached_property
    def _typing(self) -> ValueTyping:
        from .value_typing import ValueTyping  # no start should wait for it

        return ValueTyping(self)

    @property
    def guide(self) -> Guide:
        """The theory and the card "Try" that are shown."""
        return self._guide

    @property
    def has_run(self) -> bool:
        """Whether symbols are drawn or gradient steps are taken: the theory card depends on it."""
        return False

    def compose_lesson(self) -> ComposeResult:
        """The lesson's own editors and views."""
        raise NotImplementedError

    def readings(self, snapshot: Snapshot[S]) -> tuple[Reading, ...]:
        """The readings shown: the lesson's, unless a screen knows a faster way during a drag."""
        found: tuple[Reading, ...] = self.LESSON.readings(snapshot.state, snapshot.unit)
        return found

    @property
    def presets(self) -> tuple[Preset[S], ...]:
        """The presets to choose from: the lesson's, unless a screen shows those of one mode only."""
        return self.LESSON.presets

    def theory_index(self, snapshot: Snapshot[S]) -> int:
        """Which section of the theory panel fits what is shown."""
        return self.LESSON.theory_index(snapshot.state, self.has_run)

    def summary_text(self, readings: tuple[Reading, ...]) -> str:
        """The sentence below the picture: the lesson's, unless a screen has something more important."""
        return self.LESSON.summarize(self.state, readings)

    def update_views(self, snapshot: Snapshot[S], readings: dict[str, Reading]) -> None:
        """Update the views with readings, by name, and distributions."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Tabs, the lesson, the summary, notes, keys: in the same places on every screen."""
        self.apply_initial_classes()
        self.set_class(bool(self.LESSON.suggestions), _SUGGESTING_CLASS, update=False)
        titles = tuple(info.title for info in self.lesson_infos)
        names = [info.name for info in self.lesson_infos]
        yield LessonTabs(titles, names.index(self.LESSON.name))
        yield from self.compose_lesson()
        yield SummaryLine()
        yield TryHint(id="try")
        yield NoteBar()
        yield KeyBar()
        yield SizeWarning()

    def on_mount(self) -> None:
        """Show the opening state."""
        self.refresh_views()

    def show_snapshot(self, snapshot: Snapshot[S]) -> None:
        """Update every view; what the exercise in view hides is covered."""
        self.exercises.evaluate(snapshot)  # first: what is solved is no longer hidden
        readings = self.cover.applied(self.readings(snapshot))
        self.tabs.unit = snapshot.unit.value
        self.summary_line.text = self.summary_text(readings)
        self.update_state_classes()
        self.update_views(snapshot, readings_by_name(readings))
        self.guide.theory.suggest(self.theory_index(snapshot))
        self.guide.hint.suggestion = self.try_line.suggestion = self.LESSON.suggestion(
            snapshot.state, self.has_run
        )
        self.exercises.show_page(snapshot)
        self.cover_views()

    @on(LessonTabs.UnitPressed)
    def _on_unit_pressed(self) -> None:
        self.action_unit()

    def action_copy(self) -> None:
        """Offer the command that reopens this state to the terminal's clipboard, and show it.

        Whether the terminal accepts it is unknown: most do not. The note stays until the next key, and
        the command is printed after quitting.
        """
        self.commit_edits()
        if self.refuses_hidden():
            return
        self.copied_command = command(self.LESSON, self.snapshot)
        self.app.copy_to_clipboard(self.copied_command)
        remark = f"; {self.copy_remark}" if self.copy_remark else ""
        self.notify(
            f"Command for this state (sent to the clipboard, printed on quitting{remark}):"
            f" {self.copied_command}"
        )

    @property
    def copy_remark(self) -> str:
        """What belongs to the screen but not to the command that reopens its state; mostly nothing."""
        return ""

    @property
    def commands_to_print(self) -> list[str]:
        """What is printed after quitting: the copied command, and the one that reopens a changed state."""
        self.commit_edits()
        is_changed = self.history.can_undo and self.snapshot != self.initial and not self.hides_state
        present = command(self.LESSON, self.snapshot) if is_changed else ""
        return list(dict.fromkeys(filter(None, (self.copied_command, present))))

    def action_presets(self) -> None:
        """Choose a preset from a list."""
        from .preset_picker import PresetScreen

        load_rules(self.app, "presets.tcss")
        self.app.push_screen(PresetScreen(self.presets, not self.hides_theory), self.apply_preset)

    def action_help(self) -> None:
        """Show the keys and the theory."""
        from .help_screen import HelpScreen

        load_rules(self.app, "help.tcss")
        page = HelpScreen(self.LESSON, self.command_groups(), self.hides_theory)
        self.app.push_screen(page, self._run_command)

    async def _run_command(self, chosen: Command | None) -> None:
        if chosen is not None:
            await chosen.run()

    def command_groups(self) -> tuple[tuple[str, list[Command]], ...]:
        """All commands under headings: those of the focused control, of the screen, of the app."""
        from .commands import commands

        control = self.focused or self.focus_default
        groups = [("Focused control", commands(control))] if control is not None else []
        groups += [("This screen", commands(self)), ("Everywhere", commands(self.app))]
        return tuple((heading, found) for heading, found in groups if found)

    def apply_preset(self, preset: Preset[S] | None) -> None:
        """Apply a preset to the present state; None changes nothing."""
        if preset is None:
            return
        self.commit_edits()
        try:
            self.apply_change(preset.apply(self.state))
        except ValueError as error:
            self.notify(str(error), severity="warning", markup=False)

    @on(PresetCard.Pressed)
    def _on_preset_pressed(self, event: PresetCard.Pressed) -> None:
        self.apply_preset(event.preset)

    def action_theory(self, by: int) -> None:
        """Turn to another theory card."""
        if self.guide.theory.has_room:
            self.guide.theory.turn(by)
        else:
            self.notify("No room for theory cards here: press ? for the theory")

    # Notes.

    def show_note(self, note: Note) -> None:
        """Show a note above the key bar until the next key."""
        self.note_bar.note = note
        self.add_class(_NOTE_CLASS)

    def clear_note(self) -> None:
        """Show no note."""
        if self.has_class(_NOTE_CLASS):
            self.remove_class(_NOTE_CLASS)
            self.note_bar.note = None

    # Typed values.

    @property
    def focus_default(self) -> Widget | None:
        """The widget that gets the focus where none had it: the first editor."""
        return next(iter(self.editors), None)

    async def action_type_value(self) -> None:
        """Open the prompt for the value of the focused editor."""
        if self.refuses_hidden():
            return
        field = self.focused if isinstance(self.focused, Editor) else self.focus_default
        if isinstance(field, Editor):
            await self._typing.open(field)

    async def type_into(self, field: EditableField) -> None:
        """Open the prompt for the value of `field`."""
        await self._typing.open(field)

    def on_value_prompt_submitted(self, event: ValuePrompt.Submitted) -> None:
        """Take what was typed."""
        self._typing.submit(event.text)
        self.refresh_views()

    def on_value_prompt_cancelled(self) -> None:
        """Close the prompt."""
        self._typing.close()
        self.refresh_views()  # the mode may have changed: only a control that is shown may have the focus
