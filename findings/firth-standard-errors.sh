#!/usr/bin/env bash
# Guess: packages that agree on Firth's estimates agree on their standard errors too: the root of the inverse
#   information, as R's brglm2 prints and as is usual for a fitted model.
# What happens: for 0 of 10 against 5 of 10 firthmodels gives the right estimate, the log of 21, with a standard error
#   of 1.568, where the inverse information gives 1.645 (as brglm2 does): it adds the penalty's weight to each case's.
#   The Wald p-value is 0.052 against 0.064.
# Why it matters: separation is why Firth's method is used, and there both errors are large: the two give different
#   verdicts at 5% for some groups, with one name on the method. (Its likelihood-ratio p, 0.011, is the one to use.)
set -euo pipefail
. "$(dirname "$0")/common"
with_python firthmodels==0.8.2 numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1
py - <<'P'
import numpy as np
from firthmodels import FirthLogisticRegression
x = np.repeat([0.0, 1.0], 10)
y = np.array([0] * 15 + [1] * 5)
fit = FirthLogisticRegression().fit(x[:, None], y)
design = np.column_stack([x, np.ones(20)])
mean = 1 / (1 + np.exp(-(fit.coef_[0] * x + fit.intercept_)))
weights = mean * (1 - mean)
root = np.sqrt(weights)[:, None] * design
leverage = np.einsum("ij,jk,ik->i", root, np.linalg.inv(root.T @ root), root)
def errors(w):
    return np.sqrt(np.diag(np.linalg.inv(design.T @ (w[:, None] * design))))
plain, augmented = errors(weights), errors(weights * (1 + leverage))
print("estimates", fit.coef_, fit.intercept_)
print("standard errors:", fit.bse_, " inverse information:", plain, " with the penalty's weights:", augmented)
print("Wald p:", fit.pvalues_)
assert abs(fit.coef_[0] - np.log(21)) < 1e-3
assert np.allclose(plain, [1.6446, 1.5181], atol=1e-3)
assert np.allclose(fit.bse_, augmented, atol=1e-3) and not np.allclose(fit.bse_, plain, atol=0.05)
P
