// Compiles: a report that passed disclosure control is drawn, and written as text.
import Disclosure
import Presenting
import ReportKit
import Returns

func published(_ report: Report, in areas: AreaDirectory) throws -> [String] {
    let control = DisclosureControl(.standard, in: AreaTree(areas))
    let published = try control.disclosed([report])[0]
    return [
        TableRenderer(width: 80).render(published), CSVRenderer().render(published),
        try JSONRenderer().render(published), try ChartKind.areas.chart(of: published).svg(),
    ]
}
