# Fits the model of bench/fit.yaml with R's glm: reads the rows from PostgreSQL, builds the design, fits.
#
#     Rscript fit_glm.R CONNINFO PEOPLE.sql ROWS.sql GROUPS.csv
#
# Prints the coefficients, one a line, in the order of laa's file.
words <- commandArgs(trailingOnly = TRUE)
suppressMessages(library(RPostgreSQL))
text <- function(file) paste(readLines(file), collapse = "\n")
parts <- strsplit(strsplit(words[1], " +")[[1]], "=")
settings <- setNames(lapply(parts, `[`, 2), sapply(parts, `[`, 1))
connection <- dbConnect(
    PostgreSQL(), host = settings$host, dbname = settings$dbname, user = settings$user,
    port = if (is.null(settings$port)) 5432 else settings$port)
invisible(dbSendQuery(connection, text(words[2])))
d <- dbGetQuery(connection, text(words[3]))
d <- d[is.na(d$impossible), ]
groups <- read.csv(words[4], stringsAsFactors = FALSE)
groups <- groups[groups$refusal == "", ]
codes <- strsplit(groups$codes, " ")
group <- setNames(rep(groups$group, lengths(codes)), unlist(codes))[d$offence_code]

# A factor's missing values are a level of their own, the last.
level <- function(x, levels, reference) {
    x[!(x %in% levels)] <- "missing"
    levels <- c(reference, setdiff(levels, reference), if (any(x == "missing")) "missing")
    factor(x, levels = levels)
}
d$band[d$band == "under 18"] <- "18 to 20"
sex <- level(d$sex, c("female", "male"), "male")
band <- level(d$band, c("18 to 20", "21 to 24", "25 to 29", "30 to 39", "40 to 49", "50 and over"), "30 to 39")
tier <- level(d$tier, c("1", "2", "3", "4"), "2")
order <- level(d$order_type, c("community order", "suspended sentence order", "licence"), "community order")
offence <- level(unname(group), groups$group, "Violence")
cube <- function(y) pmax(y, 0)^3
spline <- function(x, k) {
    n <- length(k)
    cbind(x, sapply(k[1:(n - 2)], function(t)
        (cube(x - t) - (cube(x - k[n - 1]) * (k[n] - t) - cube(x - k[n]) * (k[n - 1] - t)) / (k[n] - k[n - 1])) /
            (k[n] - k[1])^2))
}
number <- function(x, columns = cbind(x)) {
    known <- is.finite(x)
    columns[!known, ] <- 0
    if (all(known)) columns else cbind(columns, as.numeric(!known))
}
logs <- suppressWarnings(log(d$sanctions))
copas <- suppressWarnings(log(d$sanctions / (10 + d$career)))
first <- number(d$first, spline(d$first, c(14, 17, 21, 30)))
product <- (sex == "female") * cbind(tier == "1", tier == "3", tier == "4")
fit <- glm(
    d$reoffended ~ sex + band + tier + order + offence + first + number(logs) + number(copas) + number(d$months) + product,
    family = binomial, control = glm.control(epsilon = 1e-12, maxit = 100))
writeLines(sprintf("%.17g", coef(fit)))
