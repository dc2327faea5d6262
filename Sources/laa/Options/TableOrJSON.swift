import ArgumentParser

/// The output format: a table for people, or JSON for programs.
enum TableOrJSON: String, CaseIterable, ExpressibleByArgument {
    case table, json
}
