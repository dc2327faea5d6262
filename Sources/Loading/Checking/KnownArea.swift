import ReportKit

/// An area that extracts may name.
struct KnownArea {
    /// From one day to another; nil where it is open.
    struct Days: Equatable {
        let first: Day?
        let last: Day?

        func hold(_ day: Day) -> Bool {
            (first.map { $0 <= day } ?? true) && (last.map { day <= $0 } ?? true)
        }
    }

    let id: Int16
    let level: AreaLevel
    let name: String
    let days: Days
    /// Codes used today before older ones; the days are nil where the area was none then.
    var codes: [(code: String, days: Days?)] = []

    /// The code that it is shown by.
    func code(on day: Day) -> String? {
        (codes.first { $0.days?.hold(day) == true } ?? codes.first)?.code
    }
}
