/// The name most like a mistaken one, for a message that suggests it.
///
/// - Returns: nil where none is within two changes of a letter, or a third of the mistaken name's length.
func nearestName(to mistaken: String, among names: some Sequence<String>) -> String? {
    let limit = max(2, mistaken.count / 3)
    return names.map { (name: $0, distance: editDistance(mistaken.lowercased(), $0.lowercased())) }
        .filter { $0.distance <= limit }
        .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
}

/// Levenshtein's distance: the fewest insertions, deletions and replacements that make one text the other.
private func editDistance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (i, character) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in right.enumerated() {
            let replaced = diagonal + (character == other ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
        }
    }
    return row[right.count]
}
