import Warehouse

/// Rows of areas that the query itself cuts off.
enum RowsCut: WordingCheck {
    static let name = CheckName.areas

    static func problems(in module: ModuleWording) -> [DeclaredProblem] {
        module.cutting.map { token in
            DeclaredProblem(
                line: token.line,
                "'\(token.text)' leaves out the rows of some areas, and the larger areas would be without them. Remove it."
            )
        }
    }
}

extension ModuleWording {
    /// The words by which the outermost query leaves out rows whatever they hold.
    fileprivate var cutting: [SQLToken] {
        zip(tokens, depths).filter { $0.1 == 0 && $0.0.isWord("limit", "offset", "fetch") }.map(\.0)
    }

    /// Whether the query leaves out rows whatever they hold.
    var cutsRows: Bool { !cutting.isEmpty }
}
