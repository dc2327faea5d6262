import Foundation
import Testing

@testable import Text

@Suite("Numbers for readers")
struct NumbersTests {
    @Test(
        "what lies half way between two, as its reader writes it, is rounded away from zero",
        arguments: [
            (7.625, 2, "7.63"), (-7.625, 2, "-7.63"), (1.005, 2, "1.01"), (2.675, 2, "2.68"), (0.285, 2, "0.29"),
            (0.125, 2, "0.13"), (0.375, 2, "0.38"), (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (0.45, 1, "0.5"),
            (9.995, 2, "10.00"), (99.95, 1, "100.0"), (0.005, 2, "0.01"), (0.00005, 4, "0.0001"),
        ] as [(Double, Int, String)])
    func ties(value: Double, decimals: Int, text: String) {
        #expect(Numbers.fixed(value, decimals) == text)
        #expect(Numbers.fixed(value.nextDown, decimals) != text || value < 0)
    }

    @Test("random numbers, many of them half way between two, are rounded as decimal arithmetic rounds them")
    func decimalArithmetic() throws {
        var generator = RandomText(seed: 7_625)
        for _ in 0..<20_000 {
            let decimals = Int.random(in: 0...4, using: &generator)
            let scale = pow(10, Double(decimals))
            let size = Int(pow(10, Double.random(in: 0...6, using: &generator)))
            var value = (Double(Int.random(in: -size...size, using: &generator)) + 0.5) / scale
            for _ in 0..<[0, 0, 0, 1, 2, 9].randomElement(using: &generator)! { value = value.nextUp }
            for _ in 0..<[0, 0, 0, 1, 2, 9].randomElement(using: &generator)! { value = value.nextDown }
            if Bool.random(using: &generator) { value *= Double.random(in: 0...1, using: &generator) }
            let text = Numbers.fixed(value, decimals)
            var (exact, rounded) = (try #require(Decimal(string: value.description)), Decimal())
            NSDecimalRound(&rounded, &exact, decimals, .plain)
            #expect(Decimal(string: text) == rounded, "\(value) to \(decimals)")
            let fraction = text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first
            #expect(fraction?.count ?? 0 == decimals && text.contains(".") == (decimals > 0), "\(text)")
        }
    }

    @Test("a percentage is rounded as LibreOffice rounds it: after the fraction has been multiplied by 100 as a double")
    func percentages() {
        #expect(Numbers.percent(0.07625) == "7.63%")
        #expect(Numbers.percent(61.0 / 800) == "7.63%")
        #expect(Numbers.percent(4.46925) == "446.92%")
        #expect(Numbers.signedPercent(0.25) == "+0.3%")
        #expect(Numbers.signedPercent(-0.25) == "-0.3%")
    }

    @Test("what rounds to zero has no sign, and a very small or very large number is written out")
    func extremes() {
        #expect(Numbers.fixed(-0.0, 1) == "0.0")
        #expect(Numbers.fixed(-0.04, 1) == "0.0")
        #expect(Numbers.fixed(-0.05, 1) == "-0.1")
        #expect(Numbers.fixed(5e-324, 3) == "0.000")
        #expect(Numbers.fixed(1e22, 1) == "10000000000000000000000.0")
        #expect(Numbers.fixed(123.25, 4) == "123.2500")
        #expect(Numbers.fixed(.infinity, 2) == "inf")
        #expect(Numbers.fixed(.nan, 2) == "nan")
    }

    @Test("a number with a power of ten is rounded likewise")
    func powersOfTen() {
        #expect(Numbers.scientific(4.215e-12, 2) == "4.22e-12")
        #expect(Numbers.scientific(9.995e-05, 2) == "1.00e-04")
        #expect(Numbers.scientific(-1.5e300, 3) == "-1.500e+300")
        #expect(Numbers.scientific(0, 3) == "0.000e+00")
        #expect(Numbers.scientific(12, 1) == "1.2e+01")
    }

    @Test("a p value keeps as many decimals as show on which side of 0.05 it is")
    func pValues() {
        #expect(Numbers.p(0.0345) == "0.035")
        #expect(Numbers.p(0.0496) == "0.0496")
        #expect(Numbers.p(0.05) == "0.050")
        #expect(Numbers.p(0.0009) == "<0.001")
    }
}
