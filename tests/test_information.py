import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from infotui import information

CASES = json.loads((Path(__file__).parent / "data" / "hard_cases.json").read_text())["cases"]


def numbers(value: Any) -> Any:
    if isinstance(value, list):
        return [numbers(item) for item in value]
    return float(value)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_hard_case(case: dict[str, Any]) -> None:
    function = getattr(information, case["function"])
    arguments = {name: numbers(value) for name, value in case["arguments"].items()}
    if case["base"] is not None:
        arguments["base"] = case["base"]
    if "raises" in case:
        with pytest.raises(ValueError, match=r"p|q|z"):
            function(**arguments)
        return
    absolute = 1e-15 if case["function"] == "gaussian_entropy" else 5e-324
    for found, expected in zip(
        np.atleast_1d(function(**arguments)), np.atleast_1d(numbers(case["expected"])), strict=True
    ):
        if expected == 0:
            assert found == 0
            assert math.copysign(1, found) == 1
        else:
            assert math.isclose(found, expected, rel_tol=1e-13, abs_tol=absolute)
