import ReportKit
import Returns

/// A template with a return's figures in it.
struct FilledTemplate {
    let template: TableTemplate
    let edition: Return
    let sections: [Section]
    let notes: [String]
    /// What its figures were drawn from.
    let sources: [String]

    /// The tables for one area, or the reason why there are none, or what the plan file says.
    struct Section {
        let subject: Subject
        let heading: String
        /// Why no figure is given; nil where figures are.
        let why: String?
        /// In the template's order.
        let tables: [Filled]

        /// What a section is about.
        enum Subject {
            case area(Area)
            /// A level that has no area, or no figures.
            case nobody(TableTemplate.Level)
            case plan
        }

        /// The table of an id; nil where the section has none.
        func table(_ id: String) -> Filled? { tables.first { $0.id == id } }

        var hasFigures: Bool { if case .area = subject { true } else { false } }
    }

    /// One table, its rows in groups.
    struct Filled {
        let id: String
        let caption: String
        let headings: [Heading]
        let groups: [Group]
        /// The text in place of a table without rows.
        let empty: String?
    }

    struct Heading {
        let text: String
        let isNumber: Bool
    }

    struct Group {
        /// Nil where rows are not grouped.
        let name: String?
        let rows: [[TemplateCell]]
    }
}

/// What templates are filled from, in addition to the return itself.
public struct TemplateSources: Sendable {
    let names: IndicatorNames
    let agreements: [Agreement]
    let plan: PartnershipPlan?

    /// - Parameters:
    ///   - names: which indicators there are.
    ///   - agreements: what areas agreed.
    ///   - plan: what the partnership alone knows; nil for nothing.
    public init(names: IndicatorNames, agreements: [Agreement], plan: PartnershipPlan?) {
        self.names = names
        self.agreements = agreements
        self.plan = plan
    }
}
