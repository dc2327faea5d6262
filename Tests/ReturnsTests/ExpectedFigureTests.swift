import Testing

@testable import Returns

@Suite("A figure that is expected")
struct ExpectedFigureTests {
    @Test(
        "is what is rounded to it, as a fraction or a percentage, and exact without decimals",
        arguments: [
            ("317", "317", true), ("317", "318", false), ("1", "0.73", false), ("0.735", "0.73498", true),
            ("0.735", "0.7356", false), ("73.5%", "0.73498", true), ("73.5%", "0.7361", false), ("50%", "0.5", true),
            ("50%", "0.501", false), ("0.73498", "0.735", false), ("-2.5", "-2.46", true), ("inf", "1", false),
            ("[c]", "[c]", true), ("5", "[c]", false), ("", "", true), ("", "0", false),
            ("0.78855721393", "0.7885572139303483", true),
        ])
    func rounding(_ expected: String, _ found: String, _ isSame: Bool) {
        #expect(ExpectedFigure(expected).allows(found, tolerance: 0) == isSame)
    }

    @Test("may be as far off as it is said to be")
    func tolerance() {
        #expect(ExpectedFigure("317").allows("319", tolerance: 2))
        #expect(!ExpectedFigure("317").allows("320", tolerance: 2))
        #expect(!ExpectedFigure("a").allows("b", tolerance: 2))
    }
}
