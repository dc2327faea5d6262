import ReportKit
import Testing

@Suite("Areas of the same ground")
struct SameGroundTests {
    /// An area of a made-up country.
    private func entry(
        _ id: Int, _ level: AreaLevel, _ code: String, current: Bool = true, in parents: [AreaLevel: Int] = [:],
        successor: Int? = nil
    ) -> AreaDirectory.Entry {
        AreaDirectory.Entry(
            id: id, area: Area(code: code, name: code, level: level), codes: [code], current: current, parents: parents,
            successor: successor)
    }

    /// Three probation areas of two authorities each, of which the first was renamed, and the others were joined.
    private func directories() -> (then: AreaDirectory, now: AreaDirectory) {
        func country(_ isNow: Bool) -> AreaDirectory {
            let authorities = (0..<6).map { number in
                entry(
                    10 + number, .localAuthority, "\(isNow && number == 0 ? "NEW" : "A\(number)")",
                    in: [
                        .national: 1, .region: 2, .trust: isNow ? (number < 2 ? 30 : 31) : 20 + number / 2,
                        // The fourth went to the other partnership.
                        .partnership: number < (isNow ? 4 : 3) ? 40 : 41,
                    ])
            }
            return AreaDirectory(
                entries: [
                    entry(1, .national, "N"), entry(2, .region, "R", in: [.national: 1]),
                    entry(20, .trust, "PA-0", current: !isNow, in: [.region: 2], successor: isNow ? 30 : nil),
                    entry(21, .trust, "PA-1", current: !isNow, in: [.region: 2], successor: isNow ? 31 : nil),
                    entry(22, .trust, "PA-2", current: !isNow, in: [.region: 2], successor: isNow ? 31 : nil),
                    entry(30, .trust, "PT-0", current: isNow, in: [.region: 2]),
                    entry(31, .trust, "PT-1", current: isNow, in: [.region: 2]),
                    entry(40, .partnership, "P-0"), entry(41, .partnership, "P-1"),
                    entry(50, .notAssigned, "\(isNow ? "PT" : "PA")-0-NA", in: [.trust: isNow ? 30 : 20]),
                ] + authorities)
        }
        return (country(false), country(true))
    }

    @Test("are those that were renamed or given another code, and not those that were joined, divided or lost a part")
    func same() {
        let (then, now) = directories()
        let ground = SameGround(of: now, in: then)
        #expect(ground.formerCode(.localAuthority, "NEW") == "A0" && ground.formerCode(.localAuthority, "A5") == "A5")
        #expect(ground.formerCode(.trust, "PT-0") == "PA-0" && ground.laterCode(.trust, "PA-0") == "PT-0")
        #expect(ground.formerCode(.notAssigned, "PT-0-NA") == "PA-0-NA")
        #expect(ground.formerCode(.trust, "PT-1") == nil && ground.laterCode(.trust, "PA-1") == nil)
        #expect(ground.formerCode(.partnership, "P-0") == nil && ground.formerCode(.partnership, "P-1") == nil)
        #expect(ground.formerCode(.region, "R") == "R" && ground.formerCode(.national, "N") == "N")
        let still = SameGround(of: now, in: now)
        #expect(
            now.entries.filter(\.current).allSatisfy { still.formerCode($0.area.level, $0.area.code) == $0.area.code })
    }

    @Test("a region that an authority left, or came to, is not what it was")
    func regions() {
        func country(_ isNow: Bool) -> AreaDirectory {
            AreaDirectory(
                entries: [
                    entry(1, .national, "N"), entry(2, .region, "R0", in: [.national: 1]),
                    entry(3, .region, "R1", in: [.national: 1]), entry(4, .region, "R2", in: [.national: 1]),
                ]
                    + (0..<3).map { entry(20 + $0, .trust, "T\($0)", in: [.national: 1, .region: 2 + $0]) }
                    + (0..<5).map { number in
                        let trust = isNow && number == 1 ? 1 : number / 2
                        return entry(
                            10 + number, .localAuthority, "A\(number)",
                            in: [.national: 1, .region: 2 + trust, .trust: 20 + trust])
                    })
        }
        let ground = SameGround(of: country(true), in: country(false))
        #expect(ground.formerCode(.region, "R0") == nil && ground.formerCode(.region, "R1") == nil)
        #expect(ground.formerCode(.region, "R2") == "R2" && ground.formerCode(.trust, "T0") == nil)
        #expect(ground.formerCode(.localAuthority, "A1") == "A1")
    }

    @Test("rows of an area that was taken over twice are its last successor's, and a circle of successors ends")
    func chain() {
        let chain = AreaDirectory(entries: [
            entry(1, .trust, "A", current: false, successor: 2), entry(2, .trust, "B", current: false, successor: 3),
            entry(3, .trust, "C"), entry(4, .trust, "D", current: false, successor: 5),
            entry(5, .trust, "E", current: false, successor: 4),
        ])
        #expect(chain.place(trust: 1, authority: nil, at: .trust) == 3)
        #expect([4, 5].contains(chain.place(trust: 4, authority: nil, at: .trust)))
        let before = AreaDirectory(entries: [entry(1, .trust, "A")])
        #expect(SameGround(of: chain, in: before).formerCode(.trust, "C") == "A")
    }
}
