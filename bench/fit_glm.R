# Fits the model of bench/fit.yaml with R's glm: reads the rows from PostgreSQL, builds the design, fits.
#
#     Rscript fit_glm.R CONNINFO ROWS.sql GROUPS.csv
#
# Prints the coefficients, one a line, in the order of laa's file.
words <- commandArgs(trailingOnly = TRUE)
suppressMessages(library(RPostgreSQL))
text <- function(file) paste(readLines(file), collapse = "\n")
parts <- strsplit(strsplit(words[1], " +")[[1]], "=")
settings <- setNames(lapply(parts, function(part) gsub("'", "", part[2])), sapply(parts, `[`, 1))
connection <- dbConnect(
    PostgreSQL(), host = settings$host, dbname = settings$dbname, user = settings$user,
    port = if (is.null(settings$port)) 5432 else settings$port)
d <- dbGetQuery(connection, text(words[2]))
snapshot <- as.POSIXlt(d$snapshot_date)
birth <- as.POSIXlt(d$birth_month)
convicted <- as.POSIXlt(d$convicted_on)
# Born on the first of the month.
age <- snapshot$year - birth$year - (snapshot$mon < birth$mon)
bands <- c("18 to 20", "21 to 24", "25 to 29", "30 to 39", "40 to 49", "50 and over")
d$band <- as.character(cut(age, c(-1, 20, 24, 29, 39, 49, 200), labels = bands))
d$months <- 12 * (snapshot$year - convicted$year) + snapshot$mon - convicted$mon - (snapshot$mday < convicted$mday)
groups <- read.csv(words[3], stringsAsFactors = FALSE)
groups <- groups[groups$refusal == "", ]
codes <- strsplit(groups$codes, " ")
d$group <- unname(setNames(rep(groups$group, lengths(codes)), unlist(codes))[d$offence_code])
# As the specification says, whoever lacks an input is left out.
used <- c("sex", "band", "tier", "order_type", "group", "first", "sanctions", "career", "months")
d <- d[is.na(d$impossible) & complete.cases(d[used]), ]

level <- function(x, levels, reference) factor(x, levels = c(reference, setdiff(levels[levels %in% x], reference)))
sex <- level(d$sex, c("female", "male"), "male")
band <- level(d$band, bands, "30 to 39")
tier <- level(d$tier, c("1", "2", "3", "4"), "2")
order <- level(d$order_type, c("community order", "suspended sentence order", "licence"), "community order")
offence <- level(d$group, groups$group, "Violence")
cube <- function(y) pmax(y, 0)^3
spline <- function(x, k) {
    n <- length(k)
    cbind(x, sapply(k[1:(n - 2)], function(t)
        (cube(x - t) - (cube(x - k[n - 1]) * (k[n] - t) - cube(x - k[n]) * (k[n - 1] - t)) / (k[n] - k[n - 1])) /
            (k[n] - k[1])^2))
}
# The columns of a factor's levels but the first, as zeros and ones.
dummies <- function(f) sapply(levels(f)[-1], function(l) as.numeric(f == l))
tiers <- dummies(tier)
orders <- dummies(order)
products <- cbind(
    (sex == "female") * tiers, (sex == "female") * dummies(band),
    do.call(cbind, lapply(seq_len(ncol(tiers)), function(i) tiers[, i] * orders)))
fit <- glm(
    d$reoffended ~ sex + band + tier + order + offence + spline(d$first, c(14, 17, 21, 30)) + log(d$sanctions) +
        log(d$sanctions / (10 + d$career)) + d$months + products,
    family = binomial, control = glm.control(epsilon = 1e-12, maxit = 100))
writeLines(sprintf("%.17g", coef(fit)))
