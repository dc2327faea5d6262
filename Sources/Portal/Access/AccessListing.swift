import ReportKit
import Text

/// Those who may read returns, as a table for people and as JSON for programs.
public struct AccessListing {
    private let entries: [AccessRegister.Entry]
    private let day: Day

    /// - Parameter day: on which tokens are valid or not.
    public init(_ entries: [AccessRegister.Entry], on day: Day) {
        self.entries = entries
        self.day = day
    }

    /// ```
    /// Number  Name           Reads       State  Expires on  Last used
    /// ------  -------------  ----------  -----  ----------  --------------------
    ///      1  analysis team  Lancashire  valid  -           2011-07-29T08:12:01Z
    /// ```
    public func table(width: Int) -> String {
        guard !entries.isEmpty else {
            return "Nobody has access yet: laa access grant PARTNERSHIP --name WHO\n"
        }
        var table = TextTable([
            .init(heading: "Number"), .init(heading: "Name", alignment: .left, yields: true),
            .init(heading: "Reads", alignment: .left), .init(heading: "State", alignment: .left),
            .init(heading: "Expires on", alignment: .left), .init(heading: "Last used", alignment: .left),
        ])
        for entry in entries {
            table.append([
                "\(entry.number)", entry.name + (entry.user == nil ? "" : " (by the proxy)"),
                entry.partnerships?.joined(separator: ", ") ?? "every partnership",
                entry.state(on: day), entry.expiresOn?.description ?? "-", entry.lastUsedAt ?? "-",
            ])
        }
        return table.lines(width: width).joined(separator: "\n") + "\n"
    }

    /// A list of objects.
    public func json() throws -> String {
        try JSONText.text(entries.map { Document($0, on: day) })
    }

    private struct Document: Encodable {
        let number: Int
        let name: String
        let user: OrNull<String>
        let partnerships: OrNull<[String]>
        let state: String
        let expiresOn: OrNull<Day>
        let grantedAt: String
        let grantedBy: String
        let revokedAt: OrNull<String>
        let lastUsedAt: OrNull<String>

        init(_ entry: AccessRegister.Entry, on day: Day) {
            number = entry.number
            name = entry.name
            user = OrNull(wrappedValue: entry.user)
            partnerships = OrNull(wrappedValue: entry.partnerships)
            state = entry.state(on: day)
            expiresOn = OrNull(wrappedValue: entry.expiresOn)
            grantedAt = entry.grantedAt
            grantedBy = entry.grantedBy
            revokedAt = OrNull(wrappedValue: entry.revokedAt)
            lastUsedAt = OrNull(wrappedValue: entry.lastUsedAt)
        }
    }
}
