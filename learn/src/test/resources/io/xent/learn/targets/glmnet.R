# Writes golden.csv: optima of ridge-penalised multinomial regression with shares of votes as targets, and with offsets, by glmnet,
# for GlmnetGoldenTest. Run it in this directory. Debian 12: R 4.2.2, r-cran-glmnet 4.1-6.
suppressMessages(library(glmnet))

rows <- read.csv("../iris/train.csv")
n <- nrow(rows)
i <- seq_len(n) - 1
x <- as.matrix(rows[, names(rows) != "label"])
own <- rows$label
hard <- diag(3)[own + 1, ]

# votes of row i, from 0: its class y gets 3 + i mod 3, class y + 1 gets i mod 2, class y + 2 one where 5 divides i
votes <- matrix(0, n, 3)
votes[cbind(i + 1, own + 1)] <- 3 + i %% 3
votes[cbind(i + 1, (own + 1) %% 3 + 1)] <- i %% 2
votes[cbind(i + 1, (own + 2) %% 3 + 1)] <- as.numeric(i %% 5 == 0)
soft <- votes / rowSums(votes)

# offset of row i in the logit of class k, both from 0
offsets <- outer(i, 0:2, function(i, k) ((7 * i + 3 * k) %% 11 - 5) / 5)
none <- matrix(0, n, 3)

solve <- function(name, y, offset, lambda) {
    path <- lambda * 1.25^(20:0)
    fit <- glmnet(x, y, offset = offset, family = "multinomial", alpha = 0, lambda = path, standardize = FALSE,
        thresh = 1e-15, maxit = 1e8)
    w <- do.call(rbind, lapply(fit$beta, function(b) as.matrix(b)[, 21]))
    z <- x %*% t(w) + matrix(fit$a0[, 21], n, 3, byrow = TRUE) + offset
    m <- apply(z, 1, max)
    losses <- m + log(rowSums(exp(z - m))) - rowSums(y * z)
    objective <- mean(losses) + lambda / 2 * sum(w^2)
    cat(sprintf("%s,%s,%.12f,%.8f,%.8f\n", name, lambda, objective, w[2, 1] - w[1, 1], w[3, 4] - w[1, 4]))
}

sink("golden.csv")
cat("case,lambda,objective,w21_minus_w11,w34_minus_w14\n")
for (lambda in c(0.01, 0.1)) {
    solve("soft", soft, none, lambda)
    solve("offset", hard, offsets, lambda)
    solve("both", soft, offsets, lambda)
}
sink()
