from __future__ import annotations

from support.session import Session


def test_a_person_takes_a_distribution_in_hand() -> None:
    with Session() as session:
        session.wait_for("2.000 bits")
        assert "100.0 %" in session.text
        session.write("o")
        session.wait_for("0.000 bits")
        assert "nan" not in session.text
        assert "-0.0" not in session.text
        assert "−0.0" not in session.text
        session.write("u")
        session.wait_for("100.0 %")
        session.drag((5, 10), (5, 8), (5, 5))
        session.read(0.5)
        assert "100.0 %" not in session.text
        session.write("zq")
        assert session.wait() == 0
