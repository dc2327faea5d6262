import Platform
import ReportKit
import Text

/// Reads what `load.yaml` says of files, for all of them or for one.
struct SettingsReader {
    /// The folder that names of files are relative to.
    let folder: String

    /// The keys that say something of a file, besides its name and kind: those of the options of `laa load`.
    static let keys = [
        "mapping", "uk-dates", "encoding", "sniff-delimiter", "heading-row", "sheet", "source", "covers", "for",
        "extracted",
        "horizon",
        "complete",
        "max-rejected", "accept-rejected", "older-extract", "beside-sample", "rejected",
    ]

    func path(_ name: String) -> String { name.hasPrefix("/") ? name : "\(folder)/\(name)" }

    func settings(_ fields: [String: StrictYAML<BatchError>]) throws(BatchError) -> FileSettings {
        var settings = FileSettings()
        settings.mapping = try text("mapping", fields).map(path)
        settings.ukDates = try flag("uk-dates", fields)
        settings.encoding = try value("encoding", fields, "utf-8 or windows-1252", TextEncoding.init(rawValue:))
        settings.sniffsDelimiter = try flag("sniff-delimiter", fields)
        settings.headingRow = try value("heading-row", fields, "the number of a line, 1 or more") { text in
            Int(text).flatMap { $0 > 0 ? $0 : nil }
        }
        settings.sheet = try text("sheet", fields)
        settings.source = try text("source", fields)
        settings.covers = try value("covers", fields, "first and last day, as in 2010-10-01..2010-12-31") { Period($0) }
        settings.areas = try areas(fields["for"])
        settings.extractedOn = try value("extracted", fields, "a day, as in 2011-01-10") { Day($0) }
        settings.horizon = try value("horizon", fields, "whole months, 1 to 120") { text in
            Int(text).flatMap { LoadedModel.horizons.contains($0) ? $0 : nil }
        }
        settings.isComplete = try flag("complete", fields)
        settings.rejectionLimit = try value(
            "max-rejected", fields, "a number of rows, or a percentage such as 2%", RejectionLimit.init)
        settings.acceptedRejections = try text("accept-rejected", fields)
        settings.olderExtract = try text("older-extract", fields)
        settings.besideSample = try flag("beside-sample", fields)
        settings.rejectedList = try text("rejected", fields).map(path)
        return settings
    }

    private typealias Fields = [String: StrictYAML<BatchError>]

    /// Text; nil where the key is not there.
    private func text(_ key: String, _ fields: Fields) throws(BatchError) -> String? {
        try fields[key]?.verbatim(of: key)
    }

    private func flag(_ key: String, _ fields: Fields) throws(BatchError) -> Bool? {
        try fields[key]?.flag(key)
    }

    private func value<Value>(
        _ key: String, _ fields: Fields, _ form: String, _ read: (String) -> Value?
    ) throws(BatchError) -> Value? {
        guard let field = fields[key] else { return nil }
        let text = try field.verbatim(of: key)
        guard let value = read(text) else { throw field.wrong("\(key) is '\(text)'", "Write \(form)") }
        return value
    }

    /// One name, or a list of names.
    private func areas(_ field: StrictYAML<BatchError>?) throws(BatchError) -> [String]? {
        guard let field else { return nil }
        if field.node.sequence == nil { return [try field.verbatim(of: "for")] }
        var areas: [String] = []
        for item in try field.items(of: "for") { areas.append(try item.verbatim(of: "each of for")) }
        return areas
    }
}
