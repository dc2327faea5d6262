import Foundation
import Testing

@testable import Prediction

/// Reference values, unless another source is named: R 4.2.2, `glm(..., binomial, epsilon = 1e-14)`.
@Suite("Fitting a logistic regression")
struct LogisticFitTests {
    /// `MASS::birthwt` of R's package MASS 7.3-58: 189 births; `race` of three levels.
    private static func births(_ columns: [String] = ["age", "lwt", "black", "other", "smoke", "ptl", "ht", "ui"])
        throws
        -> MatrixRows
    {
        try MatrixRows("birthwt", outcome: "low", columns: columns)
    }

    /// `MASS::bacteria`: 220 tests of 50 children.
    private static func bacteria() throws -> MatrixRows {
        try MatrixRows("bacteria", outcome: "y", columns: ["week", "drug", "drugplus"], person: "id")
    }

    @Test("coefficients, standard errors and deviance are those of R's glm and of statsmodels")
    func births() throws {
        let fit = try LogisticFit(Self.births())
        let coefficients = [
            0.63690966406833882, -0.03774964255297638, -0.014910267658679921, 1.2127419553198182, 0.80411939930369036,
            0.84640228282444108, 1.2217507868256039, 1.8386872284946947, 0.71112776152394519,
        ]
        // statsmodels 0.15.0, Logit: R's are those of the iteration before.
        let errors = [
            1.2303122024187951, 0.03781093959407612, 0.0070404565841444685, 0.5324883042309186, 0.4484447079081395,
            0.40807455861676545, 0.46301533313465054, 0.7032521233335887, 0.46311995225173236,
        ]
        #expect(worst(fit.coefficients, coefficients) < 1e-12)
        #expect(worst(fit.standardErrors, errors) < 1e-12)
        #expect(abs(fit.deviance / 196.83370352932837 - 1) < 1e-14)
        #expect(abs(fit.nullDeviance / 234.67199619321852 - 1) < 1e-14)
        #expect(fit.trials == 189 && fit.events == 59 && fit.iterations < 8)
    }

    @Test("Spector's students are fitted as statsmodels fits them")
    func spector() throws {
        // statsmodels 0.15.0, datasets.spector (public domain), Logit.
        let fit = try LogisticFit(MatrixRows("spector", outcome: "GRADE", columns: ["GPA", "TUCE", "PSI"]))
        #expect(
            worst(
                fit.coefficients,
                [-13.021346858115688, 2.82611259488932, 0.0951576613179094, 2.3786876550933536]) < 1e-11)
        #expect(
            worst(
                fit.standardErrors,
                [4.9313242136027355, 1.2629410756290917, 0.1415542056736946, 1.0645642544971312]) < 1e-9)
        #expect(abs(fit.logLikelihood / -12.889634222131415 - 1) < 1e-13)
    }

    @Test("standard errors by person are those of sandwich's vcovCL")
    func byPerson() throws {
        let rows = try Self.bacteria()
        let fit = try LogisticFit(rows)
        #expect(
            worst(
                fit.coefficients,
                [2.546285146850694, -0.11577435830676228, -1.1066710681397012, -0.65165527065041107]) < 1e-12)
        let covariance = try PersonCovariance(of: fit, rows)
        #expect(covariance.people == 50)
        // statsmodels 0.15.0: GLM with cov_type="cluster", times √(50/49). R agrees to nine digits.
        #expect(
            worst(
                covariance.matrix.diagonal.map { $0.squareRoot() },
                [0.4659996714224936, 0.03832413880513227, 0.562551386225345, 0.5251447632633431]) < 1e-11)
    }

    @Test("collapsing equal rows changes nothing but their number")
    func collapsed() throws {
        let rows = try Self.bacteria()
        var counts: [[Double]: (trials: Double, events: Double)] = [:]
        for (row, event) in zip(rows.rows, rows.events) {
            counts[row, default: (0, 0)].trials += 1
            counts[row]?.events += event
        }
        let keys = counts.keys.sorted { $0.lexicographicallyPrecedes($1) }
        let few = MatrixRows(
            keys.map { Array($0.dropFirst()) }, events: keys.map { counts[$0]?.events ?? 0 },
            trials: keys.map { counts[$0]?.trials ?? 0 })
        #expect(few.rows.count == 15)
        let (all, collapsed) = (try LogisticFit(rows), try LogisticFit(few))
        #expect(worst(all.coefficients, collapsed.coefficients) < 1e-12)
        #expect(abs(all.deviance / collapsed.deviance - 1) < 1e-13)
    }

    @Test("Wald's test of one column is its z squared, and the likelihood ratio is the difference of two deviances")
    func tests() throws {
        let rows = try Self.births()
        let fit = try LogisticFit(rows)
        let wald = try #require(TermTest(wald: fit.coefficients, fit.covariance, columns: 5..<6))
        let z = fit.coefficients[5] / fit.standardErrors[5]
        #expect(abs(wald.statistic / (z * z) - 1) < 1e-12 && wald.degreesOfFreedom == 1)
        // R: the deviance without the term less that with it.
        for (columns, statistic) in [(5..<6, 4.413339985053284), (3..<5, 6.4065858135926135)] {
            let ratio = try TermTest(likelihoodRatio: fit, rows, columns: columns)
            #expect(abs(ratio.statistic / statistic - 1) < 1e-11)
        }
        // R: pchisq(6.4065858135926135, 2, lower.tail = FALSE)
        let race = try TermTest(likelihoodRatio: fit, rows, columns: 3..<5)
        #expect(abs(race.p / exp(-6.4065858135926135 / 2) - 1) < 1e-10)
    }

    @Test("Firth's penalty gives brglm2's estimates, also where the outcomes are separated")
    func firth() throws {
        // brglm2 0.9: glm(method = "brglmFit", type = "AS_mean", epsilon = 1e-13).
        let fit = try LogisticFit(Self.births(["age", "lwt", "black", "other", "smoke"]), penalty: .firth)
        #expect(
            worst(
                fit.coefficients,
                [
                    0.24709369296121578, -0.0211947520096839, -0.011583016997764093, 1.1897771334416269,
                    0.90964230521436051, 1.0164502519137841,
                ]) < 1e-8)
        #expect(
            worst(
                fit.standardErrors,
                [
                    1.0942572399404515, 0.033820495055168598, 0.0062591684159660054, 0.51251842742892117,
                    0.41126300696503237, 0.37535385163730073,
                ]) < 1e-8)
        let separated = MatrixRows([[1], [2], [3], [4], [5], [6]], events: [0, 0, 0, 1, 1, 1])
        let finite = try LogisticFit(separated, penalty: .firth)
        #expect(worst(finite.coefficients, [-3.9511937099723542, 1.12891248856353]) < 1e-8)
    }

    @Test("a ridge shrinks coefficients by their columns' standard deviations, and leaves the intercept alone")
    func ridge() throws {
        // Newton's method written out in R, with λ = 3 times each column's variance.
        let fit = try LogisticFit(Self.births(["age", "lwt", "black", "other", "smoke"]), penalty: .ridge(3))
        #expect(
            worst(
                fit.coefficients,
                [
                    0.35398430206723319, -0.023233367809928351, -0.011339093229787756, 1.0501299077749744,
                    0.78793837521108046, 0.91408945333920344,
                ]) < 1e-10)
    }

    @Test("a restricted cubic spline is Harrell's")
    func spline() throws {
        let spline = try #require(RestrictedSpline(knots: [16, 20, 25, 32]))
        var rows = try Self.births(["age", "smoke"])
        rows.rows = rows.rows.map { row in [1] + spline.values(row[1]) + [row[2]] }
        let fit = try LogisticFit(rows)
        #expect(
            worst(
                fit.coefficients,
                [
                    2.5283959941457721, -0.20547890081911463, 1.2035588189326212, -3.098389115320682,
                    0.78637487056687128,
                ]) < 1e-10)
    }

    @Test("units do not matter: a column in other units has another coefficient, and the same fit")
    func units() throws {
        var rows = try Self.births()
        let plain = try LogisticFit(rows)
        for index in rows.rows.indices { rows.rows[index][2] *= 1e9 }
        let large = try LogisticFit(rows)
        #expect(abs(plain.coefficients[2] / large.coefficients[2] / 1e9 - 1) < 1e-10)
        #expect(abs(plain.deviance / large.deviance - 1) < 1e-13)
    }

    @Test("a column that is a sum of others is refused with those others, however it is scaled")
    func dependent() throws {
        let rows = try Self.births(["age", "lwt", "smoke"])
        let failure = #expect(throws: FitFailure.self) {
            try LogisticFit(rows.adding { 1e6 * (2 * $0[1] - $0[3]) })
        }
        guard case .dependent(let column, let others) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(Set(others + [column]) == [1, 3, 4])
        #expect(throws: FitFailure.empty(column: 4)) { try LogisticFit(rows.adding { _ in 0 }) }
        // Nearly dependent is not dependent.
        _ = try LogisticFit(rows.adding { $0[1] + 1e-3 * $0[2] * $0[3] })
    }

    @Test("separation is found, whole or in part, and the columns that separate are named")
    func separated() throws {
        #expect(throws: FitFailure.separated(columns: [0, 1])) {
            try LogisticFit(MatrixRows([[1], [2], [3], [4], [5], [6]], events: [0, 0, 0, 1, 1, 1]))
        }
        // Quasi-complete: 3 has both outcomes.
        #expect(throws: FitFailure.separated(columns: [0, 1])) {
            try LogisticFit(MatrixRows([[1], [2], [3], [3], [4], [5]], events: [0, 0, 0, 1, 1, 1]))
        }
        // Nobody in the column's level has the event.
        let rows = try Self.births(["age", "lwt"])
        let low = rows.events
        var number = -1
        let level = rows.adding { _ in
            number += 1
            return low[number] == 0 && number % 3 == 0 ? 1 : 0
        }
        #expect(throws: FitFailure.separated(columns: [3])) { try LogisticFit(level) }
        // Two columns of which neither separates alone.
        number = -1
        let first = rows.adding { _ in
            number += 1
            return low[number] == 1 || number % 2 == 0 ? 1 : 0
        }
        number = -1
        let both = first.adding { _ in
            number += 1
            return low[number] == 1 && number % 5 > 0 || number % 7 == 0 ? 1 : 0
        }
        let failure = #expect(throws: FitFailure.self) { try LogisticFit(both) }
        if case .separated(let columns) = failure {
            #expect(columns.contains(3))
        } else {
            Issue.record("\(String(describing: failure))")
        }
        _ = try LogisticFit(both, penalty: .firth)
    }

    @Test("an outcome that is the same for all is refused")
    func same() throws {
        #expect(throws: FitFailure.sameOutcome(happened: false)) {
            try LogisticFit(MatrixRows([[1], [2], [3]], events: [0, 0, 0]))
        }
        #expect(throws: FitFailure.sameOutcome(happened: true)) {
            try LogisticFit(MatrixRows([[1], [2], [3]], events: [1, 1, 1]))
        }
    }
}
