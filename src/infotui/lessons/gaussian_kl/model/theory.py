"""The theory of the Gaussian mode."""

from __future__ import annotations

from infotui.core.lesson import Section

GAUSSIAN_THEORY = (
    Section(
        "What it measures",
        "KL(p‖q) = E_p[log(p(x)/q(x))] is the expected extra code length per sample when data from p are"
        " coded with a code built for q. The first argument is where the data come from, the second is the"
        " model. By Gibbs' inequality it is never negative, and 0 only for p = q.",
    ),
    Section(
        "For two Gaussians",
        "KL(p‖q) = log(σ_q/σ_p) + (σ_p² + (μ_p − μ_q)²)/(2σ_q²) − ½. The distance of the means is measured in"
        " units of σ_q: the same shift costs more the narrower q is.",
    ),
    Section(
        "Where it comes from",
        "For KL(p‖q) the lower plot shows the integrand p log(p/q). It is positive where p is above q and"
        " negative where p is below; the areas of the two lobes differ by the divergence: a − b = KL. Each"
        " x is weighted by p, so a region where p is close to 0 costs almost nothing, however wrong q is"
        " there.",
    ),
    Section(
        "Sliding the means together is not enough",
        "At μ_p = μ_q the shift is gone, but log(σ_q/σ_p) + σ_p²/(2σ_q²) − ½ remains, and that is 0 only"
        " for σ_p = σ_q. Try it: the preset “same mean”. Both divergences are 0 only if the means and the"
        " standard deviations are equal; the preset “equal” shows that.",
    ),
    Section(
        "When the two orders agree",
        "KL(p‖q) = KL(q‖p) exactly when σ_p = σ_q, at any distance of the means: both are then"
        " (μ_p − μ_q)²/(2σ²). Try it: the preset “same σ”, and drag one curve by its peak. With different"
        " standard deviations, the divergence towards the narrower curve is the larger one.",
    ),
    Section(
        "Forward and reverse",
        "When q cannot equal p (p with two peaks, q with one), the direction decides the best q. The"
        " least KL(p‖q) makes q cover all of p, since a q close to 0 where p has mass costs without bound:"
        " forward KL is mass-covering. The least KL(q‖p) puts q where p is large: reverse KL is mode-seeking"
        " if the peaks are far apart. Compare both directions on the preset “narrow inside wide” with t.",
    ),
    Section(
        "Differential entropy",
        "h(p) = ½ log(2πe σ_p²) depends on the unit of x and is negative for σ_p < 0.242: by itself it is"
        " not a number of bits. In KL(p‖q) = H(p, q) − h(p) the unit of x cancels.",
    ),
    Section(
        "What to try",
        "Drag a peak to move its mean, a flank to change σ, or turn the wheel over a curve; close to the"
        " other curve's value a drag takes exactly that value. Bring both divergences to 0.0000 with the"
        " mouse alone. Make them equal but not 0. Make one ten times the other, and explain it from the"
        " lobes. Find a σ that makes h(p) negative.",
    ),
)
