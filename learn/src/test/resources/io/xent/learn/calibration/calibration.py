# Makes the golden files of CalibrationGoldenTest with scipy.optimize and sklearn.isotonic (scikit-learn 1.2.1, scipy 1.10.1,
# numpy 1.24.2):  python3 calibration.py
# rows.csv: label, weight, three logits of a model that is too sure of itself and mixes up classes.
import numpy as np
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax
from sklearn.isotonic import IsotonicRegression

rng = np.random.default_rng(20261125)
n, K = 240, 3
true = rng.normal(size=(n, K)) * 1.5
label = np.array([rng.choice(K, p=softmax(t)) for t in true])
mix = np.array([[2.5, 0.4, 0.0], [0.0, 1.8, -0.3], [0.2, 0.0, 3.0]])
z = np.round(true @ mix.T + np.array([0.5, 0, -0.5]) + rng.normal(size=(n, K)) * 0.3, 6)
weight = rng.integers(1, 4, n).astype(float)
with open("rows.csv", "w") as out:
    for i in range(n):
        out.write(",".join([str(label[i]), str(weight[i])] + [repr(v) for v in z[i]]) + "\n")
s = weight / weight.sum()


def loss(logits):
    return -(s * log_softmax(logits, axis=1)[np.arange(n), label]).sum()


def minimum(f, x):
    for method, tol in (("BFGS", 1e-12), ("Nelder-Mead", 1e-15), ("BFGS", 1e-14)):
        options = {"maxiter": 100000, "xatol": 1e-12, "fatol": 1e-16} if method == "Nelder-Mead" else {"gtol": tol}
        if method == "BFGS" or len(x) <= 6:
            x = minimize(f, x, method=method, options=options).x
    return x


def vector(x):
    w, b = x[:K], x[K:]
    return loss(z * w + b) + (((w - 1) ** 2).sum() + (b ** 2).sum()) / 2 / weight.sum()


def matrix(x, lam):
    W, b = x[:K * K].reshape(K, K), x[K * K:]
    off = W[~np.eye(K, dtype=bool)]
    return (loss(z @ W.T + b) + ((np.diag(W) - 1) ** 2).sum() / 2 / weight.sum()
            + lam * (off ** 2).mean() + lam * (b ** 2).mean())


with open("golden.csv", "w") as out:
    def write(name, *values):
        out.write(",".join([name] + [repr(float(v)) for v in values]) + "\n")

    beta = minimum(lambda x: loss(z * x[0]), np.ones(1))
    write("temperature", 1 / beta[0], loss(z * beta[0]))
    x = minimum(vector, np.r_[np.ones(K), np.zeros(K)])
    write("vector", *x, loss(z * x[:K] + x[K:]))
    for lam in (0.1, 0.001):
        x = minimum(lambda x: matrix(x, lam), np.r_[np.eye(K).ravel(), np.zeros(K)])
        write("matrix" + str(lam), *x, loss(z @ x[:K * K].reshape(K, K).T + x[K * K:]))
    p = softmax(z, axis=1)
    grid = np.linspace(0, 1, 41)
    for k in range(K):
        curve = IsotonicRegression(out_of_bounds="clip").fit(p[:, k], label == k, sample_weight=weight)
        write("isotonic" + str(k), *curve.predict(grid))
