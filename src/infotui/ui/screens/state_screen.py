"""The state of a screen: its history, the edits that are pending, and the views that show it."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from textual import on

from infotui.core.history import History
from infotui.core.lesson import Lesson, Snapshot
from infotui.ui.widgets.editor import Editor

from .responsive import ResponsiveScreen

S = TypeVar("S")


class StateScreen(ResponsiveScreen, Generic[S]):
    """A screen that shows one state, which editors change.

    A subclass connects them in three methods: `apply_edit` makes a state from an edit, `load` puts a state
    into the editors, and `refresh_views` shows the present one.
    """

    LESSON: Lesson[Any]

    def __init__(self, initial: Snapshot[S]) -> None:
        super().__init__(name=self.LESSON.name)
        self.initial = initial
        self.history: History[Snapshot[S]] = History(initial)
        self.change_count = 0
        """How often the state was changed so far, undo and redo included."""
        self._is_outdated = False
        """Whether edits were committed that the views do not show yet."""

    @property
    def snapshot(self) -> Snapshot[S]:
        """The state shown now, and its unit."""
        return self.history.present

    @property
    def state(self) -> S:
        """The state shown now."""
        return self.snapshot.state

    def apply_edit(self, state: S, editor: Editor[Any], distribution: Any) -> S:
        """The state after `editor` made `distribution`."""
        raise NotImplementedError

    def sync_selection(self, state: S) -> S:
        """The state with the selection of the editors, for lessons whose state has one."""
        return state

    def load(self, state: S) -> None:
        """Put a state that comes from elsewhere into the editors."""
        raise NotImplementedError

    def violates_hold(self, state: S) -> bool:
        """Whether `state` would move what must stay fixed; if so, a note says what."""
        return False

    @property
    def reset_snapshot(self) -> Snapshot[S]:
        """Where reset goes back to."""
        return self.initial

    def before_frame(self) -> None:
        """Commit pending edits, and update the views where anything was committed since the last update."""
        self.commit_edits()
        if self._is_outdated:
            self.refresh_views()

    def refresh_views(self) -> None:
        """Commit pending edits, and show the present snapshot everywhere."""
        self.commit_edits()
        self._is_outdated = False
        self.show_snapshot(self.snapshot)

    def outdate_views(self) -> None:
        """Update every view in the next frame: something that is not in the state has changed."""
        self._is_outdated = True
        self.request_frame()

    def restore_focus(self) -> None:
        """Give the focus back where it was, or to a control of the mode that is shown now."""
        super().restore_focus()
        self.refresh_views()

    def show_snapshot(self, snapshot: Snapshot[S]) -> None:
        """Update every view."""
        raise NotImplementedError

    def commit_edits(self) -> None:
        """Take every pending edit into the history, in order; the next frame shows them.

        The caller need not update the views: they are marked as outdated, and a frame is requested.
        """
        if not any(editor.is_edited for editor in self.editors):
            return
        self._is_outdated = True
        for editor in self.editors:
            for distribution, gesture in editor.drain_edits():
                self._push(
                    self.snapshot.with_state(self.apply_edit(self.state, editor, distribution)), gesture
                )
        self.history.replace_present(self.snapshot.with_state(self.sync_selection(self.state)))
        self.request_frame()  # last: without frames this updates the views at once

    def push_state(self, state: S, gesture: object = None) -> None:
        """Take a state into the history; the caller updates the editors."""
        self._push(self.snapshot.with_state(state), gesture)

    def _push(self, snapshot: Snapshot[S], gesture: object = None) -> None:
        self.change_count += self.history.push(snapshot, gesture)

    @on(Editor.Changed)
    def _on_edit(self, event: Editor.Changed) -> None:
        event.stop()
        if event.editor.is_edited:  # a frame may have come before the message
            self.request_frame()

    def apply_change(self, state: S, gesture: object = None) -> None:
        """Make a change that no editor made: a preset, a swap, an option."""
        self.commit_edits()
        if not self.violates_hold(state):
            self._push(self.snapshot.with_state(state), gesture)
            self._restore()

    def push_snapshot(self, snapshot: Snapshot[S]) -> None:
        """Show another snapshot, unit included, as an undo step."""
        self.commit_edits()
        self._push(snapshot)
        self._restore()

    def replace_snapshot(self, snapshot: Snapshot[S]) -> None:
        """Show another snapshot instead of the present one, without an undo step."""
        self.commit_edits()
        self.history.replace_present(snapshot)
        self._restore()

    def open_snapshot(self, snapshot: Snapshot[S]) -> None:
        """Show a snapshot as if this screen had opened with it: there is nothing to undo."""
        self.initial = snapshot
        self.history = History(snapshot)
        self._restore()

    def _restore(self) -> None:
        self.load(self.state)
        self.refresh_views()

    def action_undo(self) -> None:
        """Undo the last change."""
        self.commit_edits()
        if not self.history.can_undo:
            self.notify("Nothing to undo: this is the opening state")
        elif not self.violates_hold(self.history.peek_undo.state):
            self.history.undo()
            self.change_count += 1
            self._restore()

    def action_redo(self) -> None:
        """Redo the last undone change."""
        self.commit_edits()
        if not self.history.can_redo:
            self.notify("Nothing to redo")
        elif not self.violates_hold(self.history.peek_redo.state):
            self.history.redo()
            self.change_count += 1
            self._restore()

    def action_reset(self) -> None:
        """Go back to the opening state, or to the one where the task began; this can be undone.

        Where data are shown, read their files again.
        """
        from .reread import can_reread, reread

        self.commit_edits()
        if can_reread(self.LESSON, self.state):
            reread(self)
        elif not self.violates_hold(self.reset_snapshot.state):
            self.push_snapshot(self.reset_snapshot)

    def action_unit(self) -> None:
        """Show readings in the other unit."""
        self.commit_edits()
        self._push(self.snapshot.with_unit(self.snapshot.unit.other))
        self.refresh_views()
