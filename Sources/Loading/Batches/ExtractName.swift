/// What the name of a file says of its form.
enum ExtractName {
    /// Whether a file of a folder may be an extract. Lists of rejects, which earlier loads left, are none.
    static func mayBeOne(_ name: String) -> Bool {
        let name = name.lowercased()
        if name.hasPrefix(".") || name.hasPrefix("~$") || name.contains(".rejected.csv") { return false }
        if name.hasPrefix("laa-rejected-") { return false }
        let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        return [".csv", ".tsv", ".txt"].contains { plain.hasSuffix($0) } || isWorkbook(name)
    }

    /// Whether it is a workbook, be it of a form that is not read: its load says so then.
    static func isWorkbook(_ name: String) -> Bool {
        let name = name.lowercased()
        return [".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"].contains { name.hasSuffix($0) }
    }
}
