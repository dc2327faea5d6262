import ArgumentParser

/// For people or for programs.
enum TableOrJSON: String, CaseIterable, ExpressibleByArgument {
    case table, json
}
