"""Makes evaluation-rows.csv and evaluation-figures.csv: predictions and what scikit-learn says of them.

Run with Debian 12's python3-sklearn 1.2.1, python3-scipy 1.10.1, python3-numpy 1.24.2:  python3 generate.py
Class 3 occurs but is never predicted, class 4 neither; so the conventions for 0/0 are covered.
Figures with the prefix "w." use the row weights. Brier score, calibration error and temperature are not in that version
of scikit-learn: written here from their definitions.
"""
import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn import metrics

rng = np.random.default_rng(20261122)
n, k = 80, 5
labels = rng.choice([0, 1, 2, 3], size=n, p=[0.4, 0.3, 0.2, 0.1])
logits = rng.normal(0, 1.5, (n, k))
logits[np.arange(n), labels] += 2.0
logits[:, 3] -= 5
logits[:, 4] -= 6
logits = np.round(logits, 3)
weights = np.round(rng.uniform(0.1, 3, n), 2)
weights[::9] = 0

with open("evaluation-rows.csv", "w") as out:
    out.write("label,weight,z0,z1,z2,z3,z4\n")
    for i in range(n):
        out.write(",".join([str(labels[i]), str(weights[i])] + [str(z) for z in logits[i]]) + "\n")

figures = {}
log_p = log_softmax(logits, axis=1)
p = np.exp(log_p)
predicted = logits.argmax(axis=1)
for prefix, w in (("", np.ones(n)), ("w.", weights)):
    def put(name, value):
        figures[prefix + name] = float(value)
    keep = w > 0
    y, q, yhat, w = labels[keep], p[keep], predicted[keep], w[keep]
    all_classes = list(range(k))
    put("logLoss", metrics.log_loss(y, q, sample_weight=w, labels=all_classes))
    put("accuracy", metrics.accuracy_score(y, yhat, sample_weight=w))
    for top in (1, 2, 3, 4):
        put(f"top{top}", metrics.top_k_accuracy_score(y, q, k=top, sample_weight=w, labels=all_classes))
    each = metrics.precision_recall_fscore_support(y, yhat, labels=all_classes, sample_weight=w, zero_division=0)
    for c in all_classes:
        for name, values in zip(("precision", "recall", "f1", "support"), each):
            put(f"{name}.{c}", values[c])
    for average in ("macro", "weighted"):
        values = metrics.precision_recall_fscore_support(y, yhat, average=average, sample_weight=w, zero_division=0)
        for name, value in zip(("precision", "recall", "f1"), values):
            put(f"{average}.{name}", value)
    confusion = metrics.confusion_matrix(y, yhat, labels=all_classes, sample_weight=w)
    for a in all_classes:
        for b in all_classes:
            put(f"confusion.{a}.{b}", confusion[a, b])
    shares = np.array([w[y == c].sum() for c in all_classes]) / w.sum()
    put("entropy", -sum(f * np.log(f) for f in shares if f > 0))
    one_hot = np.eye(k)[y]
    put("brierScore", np.average(((q - one_hot) ** 2).sum(axis=1), weights=w))
    confidence, right = q.max(axis=1), (yhat == y).astype(float)
    errors, total = [], 0.0
    for m in range(15):
        inside = (confidence > m / 15) & (confidence <= (m + 1) / 15)
        if inside.any():
            gap = abs(np.average(right[inside], weights=w[inside]) - np.average(confidence[inside], weights=w[inside]))
            errors.append(gap)
            total += w[inside].sum() * gap
    put("calibrationError", total / w.sum())
    put("maximumCalibrationError", max(errors))
    z = logits[keep]
    def loss(beta):
        return -np.average(log_softmax(beta * z, axis=1)[np.arange(len(y)), y], weights=w)
    fit = minimize_scalar(loss, bounds=(0.05, 20), method="bounded", options={"xatol": 1e-12})
    put("temperature", 1 / fit.x)
    put("temperatureLogLoss", fit.fun)

with open("evaluation-figures.csv", "w") as out:
    out.write("name,value\n")
    for name, value in figures.items():
        out.write(f"{name},{value!r}\n")
