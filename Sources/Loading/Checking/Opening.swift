/// What the first records of an extract say: where its headings are, and that its dates are in the form that is to be
/// read.
struct Opening {
    let heading: Heading
    /// How many records stand above the headings.
    let above: Int
    /// The line of the headings, or their row in the sheet.
    let line: Int

    /// - Parameters:
    ///   - records: from the first one on; they have to be read again afterwards.
    ///   - mayGoOn: whether the next record can still be read again later.
    /// - Throws: ``LoadError``: there are no headings of the kind, or most dates are in another form.
    init(
        _ records: some RecordReader, _ extract: Extract, _ options: LoadOptions, mayGoOn: () -> Bool = { true }
    ) throws {
        var beginning = Beginning()
        try beginning.take(
            from: records,
            until: { rows in
                guard let wanted = options.headingRow else { return rows.count >= HeadingSearch.depth }
                return rows.last.map { $0.line >= wanted } ?? false
            }, mayGoOn: mayGoOn)
        guard let first = beginning.rows.first else { throw LoadError.empty(file: records.name) }
        let words = beginning.rows.map(\.cells)
        if let wanted = options.headingRow {
            guard let index = beginning.rows.firstIndex(where: { $0.line == wanted }) else {
                throw LoadError.noHeadingRow(file: records.name, row: wanted)
            }
            above = index
        } else {
            let search = HeadingSearch(extract: extract, mapping: options.mapping)
            let found = search.find(in: words) ?? search.likeliest(in: words)
            if found == nil, let problem = first.problem {
                throw LoadError.notText(file: records.name, problem: problem)
            }
            above = found ?? 0
        }
        let row = beginning.rows[above]
        if let problem = row.problem { throw LoadError.notText(file: records.name, problem: problem) }
        line = row.line
        heading = try Heading(row.cells, of: extract, mapping: options.mapping, place: row.place)
        let depth = above + 1 + Beginning.depth
        try beginning.take(from: records, until: { $0.count >= depth }, mayGoOn: mayGoOn)
        let rows = beginning.rows.dropFirst(above + 1).prefix(Beginning.depth)
        try DateForms(rows, heading, options).check(file: records.name)
    }
}
