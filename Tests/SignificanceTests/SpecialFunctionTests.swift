import Testing

@testable import Significance

@Suite("Special functions")
struct SpecialFunctionTests {
    @Test("both tails agree with 50-digit values to 1e-13, far tails included")
    func tails() throws {
        let table = try ReferenceTable("special_functions")
        for row in table.rows {
            let (a, b) = (try table.number("a", row), try table.number("b", row))
            let x = try table.number("x", row)
            let lower = try table.number("lower", row)
            let upper = try table.number("upper", row)
            let tails =
                switch try table.text("function", row) {
                case "normal": (Normal.cdf(x), Normal.upperTail(x))
                case "gamma": (IncompleteGamma.lower(a: a, x: x), IncompleteGamma.upper(a: a, x: x))
                default: (IncompleteBeta.lower(a: a, b: b, x: x), IncompleteBeta.upper(a: a, b: b, x: x))
                }
            if lower > 1e-300 { #expect(relativeError(tails.0, lower) < 1e-13, "lower \(row)") }
            if upper > 1e-300 { #expect(relativeError(tails.1, upper) < 1e-13, "upper \(row)") }
        }
    }

    @Test("quantiles agree with 50-digit values to 1e-13")
    func quantiles() throws {
        let table = try ReferenceTable("quantiles")
        for row in table.rows {
            let (a, b) = (try table.number("a", row), try table.number("b", row))
            let p = try table.number("lower", row)
            let x =
                switch try table.text("function", row) {
                case "normal": Normal.quantile(p)
                case "gamma": IncompleteGamma.quantile(a: a, lower: p)
                default: IncompleteBeta.quantile(a: a, b: b, lower: p)
                }
            #expect(relativeError(x, try table.number("x", row)) < 1e-13, "\(row)")
        }
    }

    @Test("a quantile undoes its tail, in both far tails")
    func roundTrip() {
        for p in [1e-250, 1e-40, 1e-6, 0.02, 0.3, 0.49] {
            #expect(relativeError(Normal.upperTail(Normal.upperQuantile(p)), p) < 1e-11)
            for degrees in [1.0, 2.5, 9, 60, 5_000] where p > 1e-100 || degrees > 1 {
                let t = StudentT.upperQuantile(p, degreesOfFreedom: degrees)
                #expect(relativeError(StudentT.upperTail(t, degreesOfFreedom: degrees), p) < 1e-11, "\(p) \(degrees)")
            }
            let x = IncompleteGamma.quantile(a: 65, upper: p)
            #expect(relativeError(IncompleteGamma.upper(a: 65, x: x), p) < 1e-11)
            let y = IncompleteBeta.quantile(a: 61, b: 401, upper: p)
            #expect(relativeError(IncompleteBeta.upper(a: 61, b: 401, x: y), p) < 1e-11)
        }
    }

    @Test("Student's t at 9 degrees of freedom is the table's 2.262, and the normal at infinity")
    func studentT() {
        #expect((StudentT.critical(confidence: 0.95, degreesOfFreedom: 9) - 2.2621571628).magnitude < 1e-9)
        #expect(StudentT.upperTail(1.5, degreesOfFreedom: .infinity) == Normal.upperTail(1.5))
        #expect(StudentT.upperTail(0, degreesOfFreedom: 3) == 0.5)
        #expect(relativeError(StudentT.upperTail(1, degreesOfFreedom: 1), 0.25) < 1e-14)
        #expect(relativeError(StudentT.upperTail(-1, degreesOfFreedom: 1), 0.75) < 1e-14)
    }

    @Test("the ends of each range are exact, and what is outside is no number")
    func edges() {
        #expect(Normal.cdf(-.infinity) == 0 && Normal.upperTail(-.infinity) == 1 && Normal.cdf(.nan).isNaN)
        #expect(Normal.quantile(0) == -.infinity && Normal.quantile(1) == .infinity && Normal.quantile(0.5) == 0)
        #expect(Normal.quantile(-0.1).isNaN && Normal.quantile(1.1).isNaN && Normal.quantile(.nan).isNaN)
        #expect(IncompleteGamma.lower(a: 2, x: 0) == 0 && IncompleteGamma.upper(a: 2, x: .infinity) == 0)
        #expect(IncompleteGamma.lower(a: 0, x: 1).isNaN && IncompleteGamma.lower(a: 1, x: -1).isNaN)
        #expect(IncompleteGamma.quantile(a: 2, lower: 0) == 0 && IncompleteGamma.quantile(a: 2, upper: 0) == .infinity)
        #expect(IncompleteGamma.quantile(a: 2, lower: .nan).isNaN)
        #expect(IncompleteBeta.lower(a: 2, b: 3, x: 0) == 0 && IncompleteBeta.upper(a: 2, b: 3, x: 1) == 0)
        #expect(IncompleteBeta.lower(a: 2, b: 3, x: 1.1).isNaN && IncompleteBeta.lower(a: 2, b: 0, x: 0.5).isNaN)
        #expect(
            IncompleteBeta.quantile(a: 2, b: 3, lower: 0) == 0 && IncompleteBeta.quantile(a: 2, b: 3, upper: 0) == 1)
        #expect(
            StudentT.upperTail(.nan, degreesOfFreedom: 3).isNaN
                && StudentT.upperQuantile(0.7, degreesOfFreedom: 3).isNaN)
        #expect(StudentT.upperQuantile(0, degreesOfFreedom: 3) == .infinity)
    }
}
