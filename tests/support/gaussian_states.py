"""States of the Gaussian KL screen: a Hypothesis strategy, and numerically hard ones."""

from hypothesis import strategies as st

from infotui.lessons.gaussian_kl.model.state import GaussianKLState
from infotui.maths.distributions import Gaussian

gaussians = st.builds(Gaussian, st.floats(-10, 10), st.floats(0.01, 10))


@st.composite
def states(draw: st.DrawFn) -> GaussianKLState:
    """Any pair, and pairs with equal means, or equal or nearly equal standard deviations."""
    p, q = draw(gaussians), draw(gaussians)
    if draw(st.booleans()):
        q = q.with_mu(p.mu)
    if draw(st.booleans()):
        q = q.with_sigma(p.sigma)
    elif draw(st.booleans()):
        q = q.with_sigma(min(max(p.sigma * (1 + draw(st.floats(-1e-9, 1e-9))), 0.01), 10.0))
    return GaussianKLState(p, q, draw(st.booleans()))


EXTREME = [
    GaussianKLState(p, q, reverse)
    for reverse in (False, True)
    for p, q in [
        (Gaussian(-10.0, 0.01), Gaussian(10.0, 10.0)),
        (Gaussian(0.0, 0.01), Gaussian(0.0, 10.0)),
        (Gaussian(0.0, 0.01), Gaussian(0.3, 10.0)),
        (Gaussian(-10.0, 0.01), Gaussian(10.0, 0.02)),
        (Gaussian(10.0, 0.5), Gaussian(-10.0, 0.01)),
        (Gaussian(0.0, 0.5), Gaussian(10.0, 0.01)),
        (Gaussian(0.0, 1.0), Gaussian(0.0, 1.000000000001)),
        (Gaussian(0.0, 1.0), Gaussian(1e-12, 1.0000000001)),
        (Gaussian(1.0, 0.01), Gaussian(1.02, 0.011)),
        (Gaussian(-10.0, 10.0), Gaussian(10.0, 9.99)),
    ]
]
