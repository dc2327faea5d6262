/// The number formats of a workbook's cells, by the number of a cell's style (xl/styles.xml).
final class ExcelStyles: XMLHandler {
    private(set) var formats: [NumberFormat] = []
    private var custom: [Int: NumberFormat] = [:]
    private var isInCellFormats = false

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name.isExcel("numFmt") {
            guard let number = attributes["numFmtId"].flatMap(XMLAttributes.wholeNumber),
                let code = attributes["formatCode"]
            else { return }
            custom[number] = NumberFormat(code: String(cString: code))
        } else if name.isExcel("cellXfs") {
            isInCellFormats = true
        } else if isInCellFormats, name.isExcel("xf") {
            let number = attributes["numFmtId"].flatMap(XMLAttributes.wholeNumber) ?? 0
            formats.append(custom[number] ?? NumberFormat(builtIn: number))
        }
    }

    func end(_ name: XMLName) -> Bool {
        if name.isExcel("cellXfs") { isInCellFormats = false }
        return false
    }

    func text(_ bytes: UnsafeRawBufferPointer) {}
}
