# glmnet, on a path of penalties that ends at 1/n; BUDGET n is its threshold 10^-n. Contract: ../README.md.
given <- commandArgs(TRUE)
shape <- read.table(file.path(given[1], "shape.txt"), row.names = 1)
rows <- as.integer(shape["rows", 1])
features <- as.integer(shape["features", 1])
classes <- as.integer(shape["classes", 1])
x <- matrix(readBin(file.path(given[1], "x.f64"), "numeric", rows * features, endian = "little"), rows, byrow = TRUE)
y <- readBin(file.path(given[1], "y.i32"), "integer", rows, endian = "little")
suppressMessages(library(glmnet))
cat("version glmnet", format(packageVersion("glmnet")), "on R", format(getRversion()), "\n")
threshold <- if (given[3] == "full") 1e-10 else 10^-as.integer(given[3])
path <- c(1000, 100, 10, 1) / rows
cat("begin\n")
flush(stdout())
taken <- system.time(
  model <- glmnet(x, factor(y), "multinomial", alpha = 0, lambda = path, standardize = FALSE, thresh = threshold, maxit = 1e6)
)
last <- length(model$lambda)
weights <- t(sapply(model$beta, function(beta) as.numeric(beta[, last])))
writeBin(c(as.numeric(t(weights)), as.numeric(model$a0[, last])), file.path(given[2], "weights.f64"), endian = "little")
end <- if (last < length(path) || given[3] != "full") "stopped" else "converged"
cat("result", taken[3], taken[1] + taken[2], model$npasses, end, "0\n")
