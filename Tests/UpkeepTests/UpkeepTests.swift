import Testing

/// Everything of these suites works on servers and homes of its own.
@Suite("Keeping a warehouse")
enum UpkeepTests {}
