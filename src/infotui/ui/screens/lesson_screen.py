"""What all lesson screens share: history, units, presets, typed values, copy, help."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from infotui.core.history import History
from infotui.core.lesson import Lesson, Preset, Snapshot, command
from infotui.core.lesson_info import LessonInfo
from infotui.core.reading import Reading, readings_by_name
from infotui.ui.stylesheet import load_rules
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.key_bar import KeyBar
from infotui.ui.widgets.lesson_tabs import LessonTabs
from infotui.ui.widgets.size_warning import SizeWarning
from infotui.ui.widgets.summary_line import SummaryLine
from infotui.ui.widgets.value_prompt import EditableField, ValuePrompt

from .commands import Command, commands
from .exercise_controller import ExercisingScreen
from .widget_ref import cached_query_one

S = TypeVar("S")

_HISTORY = Binding.Group("undo", compact=True)


class LessonScreen(ExercisingScreen, Generic[S]):
    """One lesson on the screen.

    A subclass names its `LESSON`, composes its editors and views in `compose_lesson`, and says in three
    methods how a state and they belong together: `edited`, `load` and `show`.
    """

    LESSON: Lesson[Any]
    ALLOW_SELECT = False
    BINDINGS = [
        Binding(
            "enter",
            "type_value",
            "type",
            key_display="Enter",
            tooltip="type the value, or a whole distribution",
        ),
        Binding("p", "presets", "presets", tooltip="the presets of this screen"),
        Binding("b", "unit", "bits/nats", show=False, tooltip="read in bits or in nats"),
        Binding("z", "undo", "undo", group=_HISTORY, tooltip="undo the last change"),
        Binding("y", "redo", "redo", group=_HISTORY, show=False, tooltip="redo it"),
        Binding("r", "reset", "reset", show=False, tooltip="back to where this screen opened"),
        Binding("c", "copy", "copy", show=False, tooltip="copy the command that opens this very state"),
        Binding("question_mark", "help", "help", key_display="?", tooltip="the keys and the theory"),
    ]

    tabs = cached_query_one(LessonTabs)
    summary_line = cached_query_one(SummaryLine)

    def __init__(self, initial: Snapshot[S]) -> None:
        super().__init__(name=self.LESSON.name)
        self.initial = initial
        self.lesson_infos: tuple[LessonInfo, ...] = (self.LESSON.info,)
        self.history: History[Snapshot[S]] = History(initial)
        self._typed_from: Widget | None = None
        self._is_outdated = False
        """Whether edits were committed that the views do not show yet."""

    @property
    def snapshot(self) -> Snapshot[S]:
        """What is shown now."""
        return self.history.present

    @property
    def state(self) -> S:
        """The state shown now."""
        return self.snapshot.state

    def compose_lesson(self) -> ComposeResult:
        """The lesson's own editors and views."""
        raise NotImplementedError

    def apply_edit(self, state: S, editor: Editor[Any], distribution: Any) -> S:
        """The state after `editor` made `distribution`."""
        raise NotImplementedError

    def sync_selection(self, state: S) -> S:
        """The state with what the editors have selected; a lesson whose state has no selection keeps this."""
        return state

    def load(self, state: S) -> None:
        """Put a state that comes from elsewhere into the editors."""
        raise NotImplementedError

    def summary_text(self, readings: tuple[Reading, ...]) -> str:
        """What the sentence says now: the lesson's, unless a screen has something more urgent to say."""
        return self.LESSON.summarize(self.state, readings)

    def update_views(self, snapshot: Snapshot[S], readings: dict[str, Reading]) -> None:
        """Give readings, by their names, and distributions to the views."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Tabs, the lesson, the sentence, the keys: the same places on every screen."""
        self.apply_initial_classes()
        titles = tuple(info.title for info in self.lesson_infos)
        names = [info.name for info in self.lesson_infos]
        yield LessonTabs(titles, names.index(self.LESSON.name))
        yield from self.compose_lesson()
        yield SummaryLine()
        yield KeyBar()
        yield SizeWarning()

    def on_mount(self) -> None:
        """The first showing."""
        self.refresh_views()

    def before_frame(self) -> None:
        """Commit pending edits, and update the views where anything was committed since the last update."""
        self.commit_edits()
        if self._is_outdated:
            self.refresh_views()

    def refresh_views(self) -> None:
        """Commit pending edits, and show the present snapshot everywhere."""
        self.commit_edits()
        self._is_outdated = False
        snapshot = self.snapshot
        readings = self.LESSON.readings(snapshot.state, snapshot.unit)
        self.tabs.unit = snapshot.unit.value
        self.summary_line.text = self.summary_text(readings)
        self.update_state_classes()
        self.update_views(snapshot, readings_by_name(readings))
        self.show_exercises(snapshot)

    def commit_edits(self) -> None:
        """Take every pending edit into the history, in order; the next frame shows them.

        Whoever commits need not update the views: this marks them as outdated and requests a frame.
        """
        if not any(editor.is_edited for editor in self.editors):
            return
        self._is_outdated = True
        self.request_frame()
        for editor in self.editors:
            for distribution, gesture in editor.drain_edits():
                state = self.apply_edit(self.state, editor, distribution)
                self.history.push(self.snapshot.with_state(state), gesture)
        self.history.replace_present(self.snapshot.with_state(self.sync_selection(self.state)))

    @on(Editor.Changed)
    def _on_edit(self, event: Editor.Changed) -> None:
        event.stop()
        if event.editor.is_edited:  # a frame may have come before the message
            self.request_frame()

    def apply_change(self, state: S, gesture: object = None) -> None:
        """Make a change that is no editor's own: a preset, an exchange, an option."""
        self.commit_edits()
        if not self.violates_hold(state):
            self.history.push(self.snapshot.with_state(state), gesture)
            self._restore()

    def push_snapshot(self, snapshot: Snapshot[S]) -> None:
        """Show another moment, unit and all: a step of undo."""
        self.commit_edits()
        self.history.push(snapshot)
        self._restore()

    def _restore(self) -> None:
        self.load(self.state)
        self.refresh_views()

    def action_undo(self) -> None:
        """Take the last change back."""
        self.commit_edits()
        if not self.history.can_undo:
            self.notify("Nothing to undo: this is where the screen opened")
        elif not self.violates_hold(self.history.peek_undo.state):
            self.history.undo()
            self._restore()

    def action_redo(self) -> None:
        """Make the change again that was taken back."""
        self.commit_edits()
        if not self.history.can_redo:
            self.notify("Nothing to redo")
        elif not self.violates_hold(self.history.peek_redo.state):
            self.history.redo()
            self._restore()

    def action_reset(self) -> None:
        """Back to where this screen, or the task in view, opened; a change like any other."""
        task = self.progress.task if self.progress else None
        initial = task.initial if task and task.resets_state else self.initial
        if not self.violates_hold(initial.state):
            self.push_snapshot(initial)

    @on(LessonTabs.UnitPressed)
    def action_unit(self) -> None:
        """Read in the other unit."""
        self.commit_edits()
        self.history.push(self.snapshot.with_unit(self.snapshot.unit.other))
        self.refresh_views()

    def action_copy(self) -> None:
        """Copy the command that opens this very state, and show it."""
        self.commit_edits()
        line = command(self.LESSON, self.snapshot)
        self.app.copy_to_clipboard(line)
        self.notify(line, title="Copied", timeout=8, markup=False)

    def action_presets(self) -> None:
        """Choose a preset from a list."""
        from .preset_picker import PresetScreen

        load_rules(self.app, "presets.tcss")
        self.app.push_screen(PresetScreen(self.LESSON.presets), self.apply_preset)

    def action_help(self) -> None:
        """The keys of this screen and its theory."""
        from .help_screen import HelpScreen

        load_rules(self.app, "help.tcss")
        self.app.push_screen(HelpScreen(self.LESSON, self.command_groups()), self._run_command)

    async def _run_command(self, chosen: Command | None) -> None:
        if chosen is not None:
            await chosen.run()

    def command_groups(self) -> tuple[tuple[str, list[Command]], ...]:
        """All that can be done now, under a heading each: with what has the focus, here, everywhere."""
        in_hand = self.focused or self._focused_editor()
        groups = [("In hand", commands(in_hand))] if in_hand is not None else []
        groups += [("On this screen", commands(self)), ("Everywhere", commands(self.app))]
        return tuple((heading, found) for heading, found in groups if found)

    def apply_preset(self, preset: Preset[S] | None) -> None:
        """Show what a preset makes of the present state; None leaves that as it is."""
        if preset is None:
            return
        self.commit_edits()
        try:
            self.apply_change(preset.apply(self.state))
        except ValueError as error:
            self.notify(str(error), severity="warning", markup=False)

    async def action_type_value(self) -> None:
        """Open the line in which a value is typed."""
        editor = self._focused_editor()
        if editor is not None:
            await self.type_into(editor)

    async def type_into(self, field: EditableField) -> None:
        """Open the line in which the value of `field` is typed."""
        if not self.query(ValuePrompt):
            self._typed_from = self.focused
            self.add_class("-typing")
            entry = ValuePrompt(field)
            await self.mount(entry, before=self.query_one(KeyBar))
            # At once: what is typed next is meant for it.
            self.set_focus(entry.query_one(Input))

    def _focused_editor(self) -> Editor[Any] | None:
        if isinstance(self.focused, Editor):
            return self.focused
        return next(iter(self.editors), None)

    @on(ValuePrompt.Submitted)
    def _on_value(self, event: ValuePrompt.Submitted) -> None:
        entry = next(iter(self.query(ValuePrompt)), None)
        if entry is None:  # left since
            return
        try:
            entry.field.apply_text(event.text)
        except ValueError as error:
            entry.show_error(str(error))
        else:
            self._close_prompt()

    @on(ValuePrompt.Cancelled)
    def _close_prompt(self) -> None:
        for entry in self.query(ValuePrompt):
            entry.remove()
            self.set_focus(self._typed_from or next(iter(self.editors), None))
        self.remove_class("-typing")
