import Platform
import ReportKit

/// What kind of extract a file is, where nobody says it.
enum KindOfFile {
    /// The kind that a file's name begins with, as in `re-offences_2010.csv`; nil where it begins with none.
    static func byName(_ name: String) -> ExtractKind? {
        let name = name.lowercased().replacing("_", with: "-")
        return ExtractKind.allCases.filter { kind in
            name.hasPrefix(kind.rawValue) && name.dropFirst(kind.rawValue.count).first?.isLetter != true
        }.max { $0.rawValue.count < $1.rawValue.count }
    }

    /// The only kind that the file's headings are those of.
    ///
    /// - Throws: ``BatchError/unclearKind(file:kinds:)``, or ``LoadError`` where the file cannot be read as it is, or its
    ///   mapping cannot, whatever its kind.
    static func byHeading(
        _ path: String, _ settings: FileSettings, over common: FileSettings, today: Day, interrupt: Interrupt
    ) throws -> ExtractKind {
        var kinds: [ExtractKind] = []
        var delimiter: LoadError?
        var mapping: LoadError?
        var someCanBeRead = false
        for kind in ExtractKind.allCases {
            let options: LoadOptions
            do {
                options = try settings.over(common.common(to: kind, name: path)).options(for: kind, today: today)
                someCanBeRead = true
            } catch {
                // A mapping that names columns of other kinds is of no use for this one.
                mapping = mapping ?? error
                continue
            }
            do {
                _ = try Input(path, .of(kind), options, interrupt: interrupt)
                kinds.append(kind)
            } catch let error as LoadError {
                switch error {
                case .heading, .noHeading, .personalColumns: continue
                // The headings are the kind's; only dates are in another form, which its load will say.
                case .otherDates: kinds.append(kind)
                case .otherDelimiter: delimiter = delimiter ?? error
                default: throw error
                }
            }
        }
        if let mapping, !someCanBeRead { throw mapping }
        if kinds.count == 1 { return kinds[0] }
        if kinds.isEmpty, let delimiter { throw delimiter }
        throw BatchError.unclearKind(file: path, kinds: kinds)
    }
}
