"""scikit-learn's LogisticRegression, with its course taken by a callback of SciPy's minimiser. Contract: ../README.md."""

import platform
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import scipy
import scipy.sparse
import sklearn
from sklearn.linear_model import LogisticRegression, _logistic


def load(folder):
    """Rows and class indices, in 64 bits."""
    shape = dict(line.split() for line in (folder / "shape.txt").read_text().splitlines())
    rows, columns = int(shape["rows"]), int(shape["features"])
    y = np.fromfile(folder / "y.i32", "<i4")
    if shape["kind"] == "dense":
        return np.fromfile(folder / "x.f64", "<f8").reshape(rows, columns), y, int(shape["classes"])
    parts = (np.fromfile(folder / name, kind) for name, kind in
             (("values.f64", "<f8"), ("indices.i32", "<i4"), ("starts.i32", "<i4")))
    return scipy.sparse.csr_matrix(tuple(parts), shape=(rows, columns)), y, int(shape["classes"])


class OutOfTime(Exception):
    pass


class Course:
    """A clock that stands still while points of the course are written down."""

    def __init__(self, out, limit, layout):
        self.out, self.limit, self.layout = out, limit, layout
        self.iterations = self.points = 0
        self.next = 1
        self.paused = self.paused_cpu = 0.0
        print("begin", flush=True)
        self.start, self.start_cpu = time.perf_counter(), time.process_time()

    def seconds(self):
        return time.perf_counter() - self.start - self.paused

    def cpu_seconds(self):
        return time.process_time() - self.start_cpu - self.paused_cpu

    def __call__(self, parameters):
        self.iterations += 1
        seconds = self.seconds()
        if self.iterations >= self.next:
            wall, cpu = time.perf_counter(), time.process_time()
            self.next = max(self.iterations + 1, int(self.iterations * 1.4))
            self.points += 1
            name = f"point-{self.points}.f64"
            self.layout(parameters).tofile(self.out / name)
            print("point", seconds, self.iterations, name, flush=True)
            self.paused += time.perf_counter() - wall
            self.paused_cpu += time.process_time() - cpu
        if seconds > self.limit:
            self.last = parameters.copy()
            raise OutOfTime


def main():
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    limit = float(sys.argv[4])
    x, y, classes = load(folder)

    def layout(parameters):  # classes × (features + 1), column by column, the bias last -> weights by row, then the bias
        matrix = parameters.reshape((classes, -1), order="F")
        return np.concatenate([matrix[:, :-1].ravel(), matrix[:, -1]])

    model = LogisticRegression(C=1, tol=1e-6, max_iter=100_000)
    course = Course(out, limit, layout)
    minimize = scipy.optimize.minimize
    _logistic.optimize.minimize = lambda *given, **named: minimize(*given, callback=course, **named)
    print("version", f"scikit-learn {sklearn.__version__} on NumPy {np.__version__}, Python {platform.python_version()}")
    status = "converged"
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            model.fit(x, y)
            seconds, cpu = course.seconds(), course.cpu_seconds()
            weights = np.concatenate([model.coef_.ravel(), model.intercept_])
        except OutOfTime:
            seconds, cpu, status = course.seconds(), course.cpu_seconds(), "time-limit"
            weights = layout(course.last)
    if any(issubclass(w.category, sklearn.exceptions.ConvergenceWarning) for w in warned):
        status = "stopped"
    weights.astype("<f8").tofile(out / "weights.f64")
    print("result", seconds, cpu, course.iterations, status, course.paused)


main()
