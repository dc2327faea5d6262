/// The names most similar to one that was not found, best first: at most `count`, without those that are not similar.
///
/// Similarity is measured by the optimal string alignment distance (Damerau 1964), ignoring case; a name that contains
/// what was typed comes before any other.
public func nearestNames(to typed: String, among names: some Sequence<String>, count: Int = 3) -> [String] {
    let wanted = typed.lowercased()
    let scored = Set(names).map { name -> (name: String, distance: Int) in
        let candidate = name.lowercased()
        return (name, !wanted.isEmpty && candidate.contains(wanted) ? 0 : distance(wanted, candidate))
    }
    let limit = max(2, wanted.count / 2)
    return scored.filter { $0.distance <= limit }
        .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
        .prefix(count).map(\.name)
}

private func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.unicodeScalars)
    let right = Array(right.unicodeScalars)
    var earlier = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    for i in left.indices {
        var current = [i + 1] + [Int](repeating: 0, count: right.count)
        for j in right.indices {
            current[j + 1] = min(
                previous[j + 1] + 1, current[j] + 1, previous[j] + (left[i] == right[j] ? 0 : 1))
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                current[j + 1] = min(current[j + 1], earlier[j - 1] + 1)
            }
        }
        earlier = previous
        previous = current
    }
    return previous[right.count]
}
