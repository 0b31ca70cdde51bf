"""The spoken names of readings that several modes share."""

KL_PQ = "KL divergence of p from q"
KL_QP = "KL divergence of q from p"
KL_GAP = "difference, KL of q from p minus KL of p from q"
CROSS_ENTROPY = "cross-entropy of p and q"
