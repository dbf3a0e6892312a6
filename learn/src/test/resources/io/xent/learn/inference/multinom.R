# Makes the golden files of MultinomGoldenTest with nnet::multinom and glm (R 4.2.2, nnet 7.3-18):
#   Rscript multinom.R PENGUINS.csv
# For each model: NAME.csv holds the design that R made (label, weight, columns), NAME.golden.csv what R found.
library(nnet)

fit <- function(formula, data) {
  data$weight <- if (is.null(data$Freq)) rep(1, nrow(data)) else data$Freq
  environment(formula) <- environment()
  again <- function(...)
    multinom(formula, data, weights = weight, reltol = 1e-17, abstol = 1e-17, maxit = 10000, trace = FALSE, ...)
  found <- again()
  for (i in 1:5) found <- again(Wts = found$wts)
  found
}

golden <- function(name, label, terms, data) {
  full <- fit(reformulate(terms, label), data)
  x <- model.matrix(reformulate(terms), data)
  weight <- if (is.null(data$Freq)) rep(1, nrow(data)) else data$Freq
  design <- data.frame(label = as.integer(data[[label]]) - 1, weight = weight, x[, -1, drop = FALSE])
  write.csv(design, paste0(name, ".csv"), row.names = FALSE, quote = FALSE)
  estimates <- coef(full)
  errors <- summary(full)$standard.errors
  if (is.null(dim(estimates))) {
    estimates <- matrix(estimates, 1)
    errors <- matrix(errors, 1)
  }
  rows <- character()
  for (k in seq_len(nrow(estimates))) for (j in seq_len(ncol(estimates)))
    rows <- c(rows, sprintf("coefficient,%d,%d,%.10g,%.10g", k, j - 1, estimates[k, j], errors[k, j]))
  of <- attr(x, "assign")[-1]
  for (term in seq_along(terms)) {
    rest <- fit(if (length(terms) == 1) reformulate("1", label) else reformulate(terms[-term], label), data)
    columns <- which(of == term)
    rows <- c(rows, sprintf("test,%d,%d,%.10g,%d", min(columns) - 1, max(columns),
                            deviance(rest) - deviance(full), full$edf - rest$edf))
  }
  null <- fit(reformulate("1", label), data)
  rows <- c(rows, sprintf("fit,%.10g,%.10g,%.10g,%.10g", as.numeric(logLik(full)), AIC(full),
                          AIC(full, k = log(sum(weight))), 1 - deviance(full) / deviance(null)))
  writeLines(c("kind,a,b,c,d", rows), paste0(name, ".golden.csv"))
}

# Numbers are standardised first: the optimiser of multinom stops after four digits on raw ones, and its vcov inverts by
# MASS::ginv, which takes small singular values for zero (with grams its standard errors are wrong in the first digit).
standardised <- function(data) {
  for (column in names(data)) if (is.numeric(data[[column]])) data[[column]] <- round(as.vector(scale(data[[column]])), 6)
  data
}

penguins <- na.omit(read.csv(commandArgs(TRUE)[1], stringsAsFactors = TRUE, na.strings = c("", "NA")))
golden("penguins", "island", c("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g", "sex"),
       standardised(penguins))
golden("iris", "Species", "Sepal.Width", standardised(iris))
golden("eyes", "Eye", c("Hair", "Sex"), as.data.frame(HairEyeColor))

# Two classes that nearly separate: multinom stops 3e-6 standard errors from the maximum, so glm makes this one.
two <- standardised(droplevels(subset(iris, Species != "setosa")))
full <- glm(Species ~ ., binomial, two, epsilon = 1e-15, maxit = 100)
x <- model.matrix(full)
write.csv(data.frame(label = as.integer(two$Species) - 1, weight = 1, x[, -1]), "irises.csv",
          row.names = FALSE, quote = FALSE)
estimates <- coef(summary(full))
rows <- sprintf("coefficient,1,%d,%.10g,%.10g", 1:5 - 1, estimates[, 1], estimates[, 2])
for (j in 1:4) rows <- c(rows, sprintf("test,%d,%d,%.10g,1", j - 1, j,
    deviance(update(full, reformulate(names(two)[1:4][-j], "Species"))) - deviance(full)))
rows <- c(rows, sprintf("fit,%.10g,%.10g,%.10g,%.10g", as.numeric(logLik(full)), AIC(full), BIC(full),
                        1 - deviance(full) / full$null.deviance))
writeLines(c("kind,a,b,c,d", rows), "irises.golden.csv")
