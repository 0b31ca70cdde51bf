"""The theory of the cross-entropy screen, in our own words."""

from __future__ import annotations

from infotui.core.lesson import Section

THEORY = (
    Section(
        "Cross-entropy",
        "H(p, q) = −Σ pᵢ log qᵢ is what data from p cost in a code built for q, or what a classifier that"
        " says q loses when the answers follow p. It splits into H(p) + KL(p‖q): what nobody can save, and"
        " what a better q would.",
    ),
    Section(
        "One example",
        "When the answer is known, p is one-hot, H(p) = 0, and the loss is −log q[true]: the surprisal of"
        " the truth. It goes to 0 as q[true] goes to 1, and grows without bound as it goes to 0: being wrong"
        " is cheap, being certain and wrong is not to be paid for. A uniform guess costs log K.",
    ),
    Section(
        "Its gradient",
        "Through a softmax, d loss/dz = q − p: prediction minus target. However large the loss, no part of"
        " it exceeds 1 in size, and the parts sum to 0. The derivative by p itself, −1/p, has no such bound;"
        " the softmax takes it away. At temperature T the gradient by z is (q − p)/T. It is in nats: in bits"
        " it would be 1/ln 2 times that.",
    ),
    Section(
        "Shift, not scale",
        "Adding the same number to all logits changes neither q nor loss nor gradient: the loss is"
        " shift-invariant. It is not scale-invariant: multiplying the logits, which is what a temperature"
        " below 1 does, sharpens q and changes everything.",
    ),
    Section(
        "Its minimum",
        "The least H(p, q) is H(p), reached at q = p. That is 0 only for hard labels, and then no finite"
        " logits reach it: the loss falls for ever, ever more slowly. With label smoothing,"
        " p = (1 − ε)·onehot + ε/K, the floor H(p) is above 0 and is reached at finite logits; going past it,"
        " surer than p, raises the loss again.",
    ),
    Section(
        "One step",
        "g takes z ← z − η T (q − p), at T = 1 the plain gradient step. T times the gradient by z/T keeps a"
        " step as long for q at every temperature (Hinton and others scale by T² for the same reason)."
        " For η up to 4 the loss never rises; try 10.",
    ),
    Section(
        "Softmax twice",
        "Frameworks' cross-entropy takes logits and applies the softmax itself. Fed with probabilities it"
        " applies a second one, to numbers between 0 and 1: the loss cannot get below"
        " log(e + K − 1) − 1 = 0.7437 nats at K = 4, however sure the first softmax is.",
    ),
    Section(
        "What to try",
        "Drag p to the wrong end: the loss passes every bound, the gradient at the logit stays within 1."
        " Press t at p = 0.99. In multi-class, press G and watch the trace; set ε = 0.1 and press G again: it"
        " stops at H(p). Find a loss below log K although the likeliest class is the wrong one. Find a loss"
        " of exactly 1 bit.",
    ),
)
