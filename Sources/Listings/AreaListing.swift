import ReportKit
import Text

/// The areas of a warehouse, as a list for people or for programs.
///
/// ```
/// Code       Other codes  Name        Level            Lies in                 In force
/// ---------  -----------  ----------  ---------------  ----------------------  --------
/// E10000017  30           Lancashire  local-authority  North West, Lancashire  always
/// ```
public struct AreaListing {
    /// The days on which something holds; an end is nil where it is open.
    public struct Days: Equatable {
        let first: Day?
        let last: Day?

        public init(first: Day?, last: Day?) {
            self.first = first
            self.last = last
        }
    }

    /// One area.
    public struct Row {
        let area: Area
        let days: Days
        let codes: [(scheme: String, code: String, days: Days)]
        let otherNames: [String]
        let parents: [(area: Area, days: Days)]

        /// - Parameters:
        ///   - codes: every code of the area, with its scheme.
        ///   - otherNames: names and codes that are accepted besides these.
        ///   - parents: the larger areas that it lies in.
        public init(
            area: Area, days: Days, codes: [(scheme: String, code: String, days: Days)], otherNames: [String],
            parents: [(area: Area, days: Days)]
        ) {
            self.area = area
            self.days = days
            self.codes = codes
            self.otherNames = otherNames
            self.parents = parents
        }
    }

    private let rows: [Row]

    public init(_ rows: [Row]) {
        self.rows = rows
    }

    /// One line per area. The nation, which all others lie in, is not named, and days only where they are not the area's.
    public func table(width: Int) -> String {
        var table = TextTable([
            .init(heading: "Code", alignment: .left), .init(heading: "Other codes", alignment: .left),
            .init(heading: "Name", alignment: .left), .init(heading: "Level", alignment: .left),
            .init(heading: "Lies in", alignment: .left, yields: true), .init(heading: "In force", alignment: .left),
        ])
        for row in rows {
            let parents = row.parents.filter { $0.area.level != .national }.map { parent in
                [parent.area.name, parent.days == row.days ? "" : parent.days.words].filter { !$0.isEmpty }.joined(
                    separator: " ")
            }
            table.append([
                row.area.code, row.codes.map(\.code).filter { $0 != row.area.code }.joined(separator: ", "),
                row.area.name, row.area.level.rawValue, parents.joined(separator: ", "),
                row.days.words.isEmpty ? "always" : row.days.words,
            ])
        }
        return table.lines(width: width).joined(separator: "\n") + "\n"
    }

    /// An array of objects; an open end is null.
    public func json() throws -> String {
        try JSONText.text(rows.map(Entry.init))
    }

    private struct Entry: Encodable {
        struct Code: Encodable {
            let scheme: String
            let code: String
            @OrNull var from: Day?
            @OrNull var to: Day?
        }

        struct Parent: Encodable {
            let code: String
            let name: String
            let level: AreaLevel
            @OrNull var from: Day?
            @OrNull var to: Day?
        }

        let code: String
        let name: String
        let level: AreaLevel
        @OrNull var from: Day?
        @OrNull var to: Day?
        let codes: [Code]
        let otherNames: [String]
        let parents: [Parent]

        init(_ row: Row) {
            code = row.area.code
            name = row.area.name
            level = row.area.level
            from = row.days.first
            to = row.days.last
            codes = row.codes.map { Code(scheme: $0.scheme, code: $0.code, from: $0.days.first, to: $0.days.last) }
            otherNames = row.otherNames
            parents = row.parents.map { area, days in
                Parent(code: area.code, name: area.name, level: area.level, from: days.first, to: days.last)
            }
        }
    }
}

extension AreaListing.Days {
    /// As in "from 2010-04-01"; empty where both ends are open.
    fileprivate var words: String {
        switch (first, last) {
        case (nil, nil): ""
        case (let first?, nil): "from \(first)"
        case (nil, let last?): "until \(last)"
        case (let first?, let last?): "\(first) to \(last)"
        }
    }
}
