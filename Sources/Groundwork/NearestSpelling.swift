/// The member of `known` that `word` most likely means, if one is near enough to be worth naming.
package func nearestSpelling(of word: String, among known: [String]) -> String? {
  let limit = min(max(2, word.count / 3), max(0, word.count - 1))
  let scored = known.map { (distance: editDistance(word.lowercased(), $0.lowercased()), word: $0) }
  guard let best = scored.min(by: { $0.distance < $1.distance }), best.distance <= limit else { return nil }
  return best.word
}

/// The least number of insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`.
func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a.unicodeScalars)
  let b = Array(b.unicodeScalars)
  var twoBack = [Int](repeating: 0, count: b.count + 1)
  var previous = Array(0...b.count)
  for i in 0..<a.count {
    var current = [i + 1] + [Int](repeating: 0, count: b.count)
    for j in 0..<b.count {
      current[j + 1] = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        current[j + 1] = min(current[j + 1], twoBack[j - 1] + 1)
      }
    }
    twoBack = previous
    previous = current
  }
  return previous[b.count]
}
