"""The modes of the KL screen: which one is shown, and the keys that do something different in each."""

from __future__ import annotations

from typing import Any

from textual.binding import Binding
from textual.geometry import Size
from textual.widget import Widget

from infotui.core.lesson import Preset, Snapshot
from infotui.core.reading import Reading
from infotui.lessons.gaussian_kl.model.lesson import THEORY
from infotui.lessons.gaussian_kl.model.modes import KLState, Mode
from infotui.lessons.gaussian_kl.model.presets import PRESETS
from infotui.lessons.gaussian_kl.model.state import GaussianKLState
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.guide import Guide

from .mode_view import COUNTS_LEFT, FITTING_REFUSAL, ModeView

_LEARN = Binding.Group("learn", compact=True)
_FILL = Binding.Group("fill", compact=True)
_ONLY_IN = {
    "swap": "p is a mixture and q is not: they cannot be swapped",
    "uniform": "u makes categorical distributions uniform: press m for that mode",
    "one_hot": "o makes categorical distributions one-hot: press m for that mode",
    "descend": FITTING_REFUSAL,
    "run": FITTING_REFUSAL,
}
"""The note of an action that the mode shown does not have."""
_OPTIMA = ("forward_best", "reverse_minima")
"""The readings that `=` and gradient steps move q to."""


MODE_BINDINGS = [
    Binding("m", "mode", "mode", tooltip="Gaussian, categorical or mixture"),
    Binding("t", "turn", "order", tooltip="show the divergence in the other order"),
    Binding("x", "swap", "swap", tooltip="swap p and q"),
    Binding(
        "equals_sign",
        "equal",
        "equal",
        show=False,
        key_display="=",
        tooltip="make the selected distribution equal to the other; q of a mixture: the nearest optimum",
    ),
    Binding("u", "uniform", "uniform", group=_FILL, show=False, tooltip="every class equally likely"),
    Binding("o", "one_hot", "one-hot", group=_FILL, show=False, tooltip="all on the selected class"),
    Binding("g", "descend", "one step", group=_LEARN, tooltip="one gradient step of q"),
    Binding("G", "run", "run", group=_LEARN, tooltip="run gradient steps, or stop"),
]
"""The keys of the screen class: the key bar shows those of the class itself first."""


class ModeScreen(LessonScreen[KLState]):
    """A screen with the parts of the Gaussian mode, and a view for each other mode that was opened."""

    AUTO_FOCUS = ""

    def __init__(self, initial: Snapshot[KLState]) -> None:
        super().__init__(initial)
        self._views: dict[Mode, ModeView] = {}

    @property
    def gaussian_editors(self) -> tuple[Editor[Any], ...]:
        """The editors of the Gaussian mode."""
        raise NotImplementedError

    def apply_gaussian_edit(
        self, pair: GaussianKLState, editor: Editor[Any], distribution: Any
    ) -> GaussianKLState:
        """The pair of Gaussians after an edit."""
        raise NotImplementedError

    def equal_gaussian(self, pair: GaussianKLState) -> GaussianKLState:
        """The pair with the selected Gaussian equal to the other."""
        raise NotImplementedError

    def load_gaussian(self, pair: GaussianKLState) -> None:
        """Put a pair that comes from elsewhere into the editors of the Gaussian mode."""
        raise NotImplementedError

    def update_gaussian(self, snapshot: Snapshot[KLState], readings: dict[str, Reading]) -> None:
        """Update the parts of the Gaussian mode."""
        raise NotImplementedError

    @property
    def mode_view(self) -> ModeView | None:
        """The view of the mode shown, made when it is first opened; None for the Gaussian mode."""
        mode = self.state.mode
        if mode is Mode.GAUSSIAN:
            return None
        if mode not in self._views:
            view = self._views[mode] = _make_view(self.state)
            view.editor.veto = self.gaussian_editors[0].veto
            view.attach(self.query_one("#lesson", Widget))
        return self._views[mode]

    @property
    def editors(self) -> tuple[Editor[Any], ...]:
        """Those of the mode shown first."""
        views = {mode: (view.editor,) for mode, view in self._views.items()}
        found: dict[Mode, tuple[Editor[Any], ...]] = {Mode.GAUSSIAN: self.gaussian_editors, **views}
        shown = found.pop(self.state.mode, ())
        return (*shown, *(editor for others in found.values() for editor in others))

    def apply_edit(self, state: KLState, editor: Editor[Any], distribution: Any) -> KLState:
        """The state after an edit of any mode; the mode shown stays."""
        for view in self._views.values():
            if editor is view.editor:
                return view.apply_edit(state, distribution)
        return state._replace(gaussian=self.apply_gaussian_edit(state.gaussian, editor, distribution))

    def load(self, state: KLState) -> None:
        """Put a state that comes from elsewhere into all editors."""
        self.load_gaussian(state.gaussian)
        for view in self._views.values():
            view.load(state)

    @property
    def guide(self) -> Guide:
        """The guide of the mode shown."""
        view = self.mode_view
        return super().guide if view is None else view.guide

    def theory_index(self, snapshot: Snapshot[KLState]) -> int:
        """Which card of the mode shown fits; the lesson counts through the modes."""
        modes = tuple(Mode)
        before = modes[: modes.index(snapshot.state.mode)]
        return super().theory_index(snapshot) - sum(len(THEORY[mode]) for mode in before)

    @property
    def has_run(self) -> bool:
        """Whether gradient steps are taken."""
        view = self.mode_view
        return view is not None and view.has_run

    @property
    def presets(self) -> tuple[Preset[KLState], ...]:
        """Those of the mode shown."""
        return PRESETS[self.state.mode]

    def state_classes(self) -> dict[str, bool]:
        """One mode is shown."""
        mode = self.state.mode
        classes = {f"-{other}": other is mode for other in Mode}
        return classes | (self._views[mode].state_classes() if mode in self._views else {})

    def update_state_classes(self) -> None:
        """Apply the classes of the present state, and lay out at once a mode that was shown before.

        The widgets would ask for a layout by a message. A frame before it would show the sentence and the
        task of the new mode with the pictures of the old one.
        """
        before = self.classes
        super().update_state_classes()
        view = self._views.get(self.state.mode)
        if self.classes != before and (view is None or view.is_mounted):
            self.refresh(layout=True)

    def make_frame(self) -> None:
        """Make a frame, unless the mode was opened only now: its parts, once mounted, ask for one."""
        view = self._views.get(self.state.mode)
        if view is None or view.is_mounted:
            super().make_frame()

    def has_room_for_card(self, size: Size) -> bool:
        """A mixture and many classes leave room for it in tall terminals only, or in a column of its own."""
        view = self._views.get(self.state.mode)
        if view is None or view.leaves_room or size.width >= self.HUGE_WIDTH:
            return super().has_room_for_card(size)
        return size.height >= self.TALL_ROWS and not self.is_portrait(size)

    @property
    def inactive_actions(self) -> frozenset[str]:
        """The actions that the mode shown does not have."""
        mode = self.state.mode
        if mode is Mode.GAUSSIAN:
            return frozenset(_ONLY_IN) - {"swap"}
        view = self._views.get(mode)
        return frozenset(_ONLY_IN) - (view.ACTIONS if view else frozenset())

    def readings(self, snapshot: Snapshot[KLState]) -> tuple[Reading, ...]:
        """The readings of the mode shown."""
        view = self.mode_view
        return super().readings(snapshot) if view is None else view.readings(snapshot)

    def summary_text(self, readings: tuple[Reading, ...]) -> str:
        """How a run of gradient steps stands, or what the divergence means."""
        view = self.mode_view
        return (view.summary_text() if view else None) or super().summary_text(readings)

    def update_views(self, snapshot: Snapshot[KLState], readings: dict[str, Reading]) -> None:
        """Update the parts of the mode shown, and focus one of them."""
        view = self.mode_view
        editors = self.gaussian_editors if view is None else (view.editor,)
        if self.focused is None or (isinstance(self.focused, Editor) and self.focused not in editors):
            # A part that is not shown must not receive keys, not even those typed ahead.
            self.set_focus(editors[0])
        if view is None:
            self.update_gaussian(snapshot, readings)
        else:
            view.update_views(snapshot, readings)

    def on_screen_suspend(self) -> None:
        """Take no gradient steps while the screen is hidden."""
        for view in self._views.values():
            view.suspend()

    def on_screen_resume(self) -> None:
        """Resume when the screen is shown again."""
        for view in self._views.values():
            view.resume()

    def action_mode(self) -> None:
        """Show the next mode; each keeps its values."""
        self.commit_edits()
        self.apply_change(self.state.with_mode(self.state.mode.next))

    def action_turn(self) -> None:
        """Show the divergence in the other order."""
        self.show_order(not self.state.reverse)

    def show_order(self, reverse: bool) -> None:
        """Show KL(q‖p) if `reverse`, else KL(p‖q)."""
        self.commit_edits()
        self.apply_change(self.state.with_reverse(reverse))

    def action_swap(self) -> None:
        """Exchange p and q."""
        self.commit_edits()
        state = self.state
        if state.mode is Mode.GAUSSIAN:
            self.apply_change(state.with_gaussian(state.gaussian.swapped()))
        elif self._is_active("swap"):
            swapped = state.categorical.swapped()
            self.apply_change(state.with_categorical(swapped))
            if swapped.has_left_counts_of(state.categorical):
                self.notify(COUNTS_LEFT)

    def action_equal(self) -> None:
        """Make the selected distribution equal to the other one."""
        if self.refuses_hidden(*_OPTIMA):
            return
        if self.mode_view is not None:
            self._in_view("equal")
            return
        self.commit_edits()
        self.apply_change(self.state.with_gaussian(self.equal_gaussian(self.state.gaussian)))

    def action_uniform(self) -> None:
        """Every class equally likely."""
        self._in_view("uniform")

    def action_one_hot(self) -> None:
        """All on the selected class."""
        self._in_view("one_hot")

    def action_descend(self) -> None:
        """One gradient step; a run stops for it."""
        if not self.refuses_hidden(*_OPTIMA):
            self._in_view("descend")

    def action_run(self) -> None:
        """Run gradient steps, or stop."""
        if not self.refuses_hidden(*_OPTIMA):
            self._in_view("run")

    def _in_view(self, action: str) -> None:
        """Do it in the view of the mode shown."""
        self.commit_edits()
        view = self.mode_view
        if self._is_active(action) and view is not None:
            view.do(action)

    def _is_active(self, action: str) -> bool:
        """Whether the mode shown knows `action`; if not, a note says where it belongs."""
        is_active = action not in self.inactive_actions
        if not is_active:
            self.notify(_ONLY_IN[action])
        return is_active


def _make_view(state: KLState) -> ModeView:
    if state.mode is Mode.CATEGORICAL:
        from .categorical_view import CategoricalView

        return CategoricalView(state)
    from .mixture_view import MixtureView

    return MixtureView(state)
