"""The theory of the Gaussian mode."""

from __future__ import annotations

from infotui.core.lesson import Section

GAUSSIAN_THEORY = (
    Section(
        "What it measures",
        "KL(p‖q) = E_p[log(p(x)/q(x))] is what it costs, on average over data that come from p, to have built"
        " the code for q: so many bits or nats extra each symbol. The first argument is where the data come"
        " from, the second what is believed of them. It is never negative, and 0 only for p = q.",
    ),
    Section(
        "For two Gaussians",
        "KL(p‖q) = log(σq/σp) + (σp² + (μp − μq)²)/(2σq²) − ½. The distance of the means counts in units of"
        " the second width: the same shift is dear when the code is narrow and cheap when it is wide.",
    ),
    Section(
        "Where it comes from",
        "The lower plot shows the integrand p log(p/q). Where p is above q it is positive, elsewhere"
        " negative, and the areas of the two lobes differ by the divergence: a − b = KL. Each place counts"
        " by p, so a region that p does not visit costs nothing, however wrong q is about it.",
    ),
    Section(
        "Sliding the means together is not enough",
        "At μp = μq the shift is gone, but log(σq/σp) + σp²/(2σq²) − ½ is left, and that is 0 only for"
        " σp = σq. Try it: the preset “same mean”. Both divergences fall to 0 only where means and widths are"
        " equal; the preset “equal” shows that.",
    ),
    Section(
        "When the two orders agree",
        "KL(p‖q) = KL(q‖p) exactly when σp = σq, at any distance of the means: both are then"
        " (μp − μq)²/(2σ²). Try it: the preset “same width”, and drag one curve by its peak. With different"
        " widths the divergence whose code is the narrower one is always the larger.",
    ),
    Section(
        "Forward and reverse",
        "Fitting q to p by the least KL(p‖q) makes q cover all of p, since q ≈ 0 where p is not is punished"
        " without bound. The least KL(q‖p) makes q hide inside p. Try it: the preset “narrow inside wide”,"
        " and turn the order with t.",
    ),
    Section(
        "Differential entropy",
        "h(p) = ½ log(2πe σp²) depends on the unit of x and falls below 0 for σp < 0.242: it is no count of"
        " bits by itself. Differences of it, and so both divergences, do not depend on that unit."
        " H(p, q) = h(p) + KL(p‖q).",
    ),
    Section(
        "What to try",
        "Drag a peak to move its mean, a flank to change its width, or turn the wheel over it; close to the"
        " other curve's value a drag takes exactly that. Bring both to 0.0000 with the mouse alone. Make them"
        " equal but not 0. Make one ten times the other, and say from the lobes why. Find a width that makes"
        " h(p) negative.",
    ),
)
