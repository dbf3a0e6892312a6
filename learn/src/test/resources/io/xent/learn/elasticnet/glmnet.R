# Writes golden.csv: optima of the multinomial elastic net by glmnet, for ElasticNetTest. Run it in this directory.
# Debian 12: R 4.2.2, r-cran-glmnet 4.1-6. Weighted rows count 1, 2, 3, 1, 2, 3, ...
suppressMessages(library(glmnet))

solve <- function(data, weighted, lambda, alpha) {
    rows <- read.csv(paste0("../", data, "/train.csv"))
    y <- factor(rows$label)
    x <- as.matrix(rows[, names(rows) != "label"])
    weights <- if (weighted) 1 + (seq_along(y) - 1) %% 3 else rep(1, length(y))
    path <- lambda * 1.25^(20:0)
    fit <- glmnet(x, y, weights = weights, family = "multinomial", alpha = alpha, lambda = path,
        standardize = FALSE, thresh = 1e-14, maxit = 1e8)
    w <- do.call(rbind, lapply(fit$beta, function(b) as.matrix(b)[, 21]))
    z <- x %*% t(w) + matrix(fit$a0[, 21], nrow(x), nrow(w), byrow = TRUE)
    m <- apply(z, 1, max)
    losses <- m + log(rowSums(exp(z - m))) - z[cbind(seq_along(y), as.integer(y))]
    objective <- sum(weights * losses) / sum(weights) + lambda * (alpha * sum(abs(w)) + (1 - alpha) / 2 * sum(w^2))
    cat(sprintf("%s,%s,%s,%s,%.13f,%d\n", data, tolower(weighted), lambda, alpha, objective, sum(w != 0)))
}

sink("golden.csv")
cat("data,weighted,lambda,alpha,objective,nonzero\n")
solve("iris", FALSE, 0.1, 1)
solve("iris", FALSE, 0.01, 1)
solve("iris", TRUE, 0.01, 0.5)
solve("iris", FALSE, 0.001, 0.9)
solve("digits", FALSE, 0.1, 1)
solve("digits", FALSE, 0.01, 1)
solve("digits", TRUE, 0.01, 0.3)
solve("digits", FALSE, 0.002, 1)
sink()
