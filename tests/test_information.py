"""The public address of the maths is the maths itself."""

import infotui.information
import infotui.maths.information


def test_every_public_function_is_re_exported() -> None:
    assert sorted(infotui.information.__all__) == sorted(infotui.maths.information.__all__)
    for name in infotui.maths.information.__all__:
        assert getattr(infotui.information, name) is getattr(infotui.maths.information, name)
