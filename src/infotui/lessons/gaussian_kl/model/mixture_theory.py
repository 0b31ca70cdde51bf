"""The theory of the mixture mode."""

from __future__ import annotations

from infotui.core.lesson import Section

MIXTURE_THEORY = (
    Section(
        "Fitting one Gaussian",
        "p is a mixture of up to three Gaussians, q is a single one, and can equal p only if p is a Gaussian"
        " itself. If it is not, the closest q depends on the direction: the minima of KL(p‖q) and of KL(q‖p)"
        " are different Gaussians.",
    ),
    Section(
        "KL(p‖q) is mass-covering",
        "Forward KL averages over p: wherever p has mass, a small q costs much, so that q has to cover all"
        " modes. The optimum is known in closed form: q has the mean and the variance of p, and"
        " KL(p‖q) = h(q) − h(p) there. Maximum likelihood minimises this direction.",
    ),
    Section(
        "KL(q‖p) is mode-seeking",
        "Reverse KL averages over q: it costs much to put mass where p has little, and nothing to leave a"
        " mode out. When the modes are far apart, the best q sits on one of them, and KL(q‖p) is close to"
        " −log of that mode's weight.",
    ),
    Section(
        "Only when the modes are far apart",
        "For ½N(−d, 1) + ½N(d, 1) the best q for KL(q‖p) stays in the middle until d = 2.80, although p has"
        " two modes from d = 1 on. A local minimum at a single mode first exists near d = 2.41; above 2.80 it"
        " is the best, and the middle remains a local minimum, still at d = 4.",
    ),
    Section(
        "The ELBO",
        "Variational inference minimises KL(q‖p) to a posterior p that is known up to a factor Z:"
        " KL(q‖p) = log Z − ELBO, with ELBO = E_q[log(Z p)] + h(q). Here p is normalised, log Z = 0,"
        " and the ELBO is −KL(q‖p). A larger ELBO is a smaller divergence.",
    ),
    Section(
        "Gradient steps",
        "g makes one step of length η against the gradient in (μ, ln σ); ln σ keeps σ positive. The gradient"
        " of KL(p‖q) is (μ − m)/σ² and 1 − (s² + (μ − m)²)/σ², with m and s² the mean and variance of p: it"
        " has one zero. On KL(q‖p), small steps end in whichever minimum is downhill from the start.",
    ),
    Section(
        "What to try",
        "Cover both modes, then turn the direction with t and run G: which minimum does q reach? Start it"
        " closer to the other mode. Drag the modes together until the best q jumps to the middle. Find a"
        " local minimum that is not the best.",
    ),
)
