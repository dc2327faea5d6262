import ReportKit

/// The days that are stated about an extract as a whole.
struct LoadDays {
    private let options: LoadOptions
    private let extract: Extract

    init(_ options: LoadOptions, _ extract: Extract) {
        self.options = options
        self.extract = extract
    }

    private static let earliest = Day(year: 1900, month: 1, day: 1)!

    /// - Throws: ``LoadError/impossibleDays(problem:)`` where an extract cannot have been made then, or cannot be
    ///   complete for those days.
    func check() throws(LoadError) {
        if let made = options.extractedOn, made > options.today || made < Self.earliest {
            throw .impossibleDays(problem: "--extracted is \(made), and today is \(options.today)")
        }
        guard let covers = options.covers else { return }
        if covers.from < Self.earliest {
            throw .impossibleDays(problem: "--covers begins on \(covers.from), before 1900")
        }
        if let made = options.extractedOn, covers.to > made, !isAboutPlans {
            throw .impossibleDays(problem: "--covers ends on \(covers.to), after the extract was made on \(made)")
        }
        // Targets are agreed for years to come.
        if covers.to > options.today, !isAboutPlans {
            throw .impossibleDays(
                problem: "--covers ends on \(covers.to), and today is \(options.today)")
        }
    }

    /// Whether its rows are about days to come.
    private var isAboutPlans: Bool {
        guard extract.people == .none, let last = extract.columns.first(where: { $0.name == extract.days.last }),
            case .day(mayBeFuture: true) = last.type
        else { return false }
        return true
    }
}
