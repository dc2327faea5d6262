import Host
import Listings

extension AreaListing.Row {
    init(_ entry: AreaRegister.Entry) {
        self.init(
            area: entry.area, days: .init(entry.days),
            codes: entry.codes.map { ($0.scheme, $0.code, .init($0.days)) }, otherNames: entry.otherWords,
            parents: entry.parents.map { ($0.area, .init($0.days)) })
    }
}

extension AreaListing.Days {
    fileprivate init(_ days: AreaRegister.Days) {
        self.init(first: days.first, last: days.last)
    }
}
