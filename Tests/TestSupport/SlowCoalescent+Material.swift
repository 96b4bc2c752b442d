import Groundwork
import Haplotypes

/// What events do with the material of lineages.
extension SlowCoalescent {
  /// What lies in `from`..<`to` becomes a lineage of its own; false if that is nothing or all.
  mutating func split(_ index: Int, from: Double, to: Double) -> Bool {
    var inside: [Piece] = []
    var outside: [Piece] = []
    for piece in lineages[index].pieces {
      for (left, right, isInside) in [(0, from, false), (from, to, true), (to, Double.infinity, false)] {
        var part = piece
        part.left = max(left, piece.left)
        part.right = min(right, piece.right)
        if part.left >= part.right { continue }
        if isInside { inside.append(part) } else { outside.append(part) }
      }
    }
    if inside.isEmpty || outside.isEmpty { return false }
    var other = lineages[index]
    lineages[index].pieces = outside
    other.pieces = inside
    lineages.append(other)
    return true
  }

  /// Whether the approximations let two lineages coalesce that were proposed at the highest rate.
  func mayCoalesce(_ a: Lineage, _ b: Lineage, _ stream: inout RandomStream) -> Bool {
    if max(a.left, b.left) - min(a.right, b.right) > reach { return false }
    guard let background else { return true }
    var stretches: [(Double, Double)] = []
    for x in a.pieces {
      for y in b.pieces where x.left < y.right && y.left < x.right {
        stretches.append((max(x.left, y.left), min(x.right, y.right)))
      }
    }
    if stretches.isEmpty {
      let ends = [max(a.left, b.left), min(a.right, b.right)].sorted()
      stretches = [(ends[0], max(ends[1], ends[0] + 1e-3))]
    }
    let length = stretches.reduce(0) { $0 + $1.1 - $1.0 }
    let mass = stretches.reduce(0) { $0 + background.map.mass(to: $1.1) - background.map.mass(to: $1.0) }
    return stream.uniform() < background.smallest * length / mass
  }

  mutating func coalesce(_ a: Int, _ b: Int, _ stream: inout RandomStream) {
    outcome.coalescences += 1
    let both = lineages[a].pieces + lineages[b].pieces
    let points = Set(both.flatMap { [$0.left, $0.right] }).sorted()
    var merged: [Piece] = []
    for (left, right) in zip(points, points.dropFirst()) {
      let here = both.filter { $0.left <= left && right <= $0.right }
      if here.count == 1 {
        merged.append(Piece(left: left, right: right, leaves: here[0].leaves, birth: here[0].birth))
      } else if here.count == 2 {
        for child in here { mutate(child, left, right, &stream) }
        let leaves = here[0].leaves.union(here[1].leaves)
        if leaves.count < sampleCount { merged.append(Piece(left: left, right: right, leaves: leaves, birth: now)) }
      }
    }
    lineages.remove(at: b)
    if merged.isEmpty { lineages.remove(at: a) } else { lineages[a].pieces = merged }
  }

  /// Mutations on the branch above `child` between two places: points of a Poisson process along it.
  private mutating func mutate(_ child: Piece, _ left: Double, _ right: Double, _ stream: inout RandomStream) {
    let begin = mutation.mass(to: left)
    let span = mutation.mass(to: right) - begin
    guard span > 0 else { return }
    var time = child.birth + stream.exponential() / span
    while time < now {
      outcome.mutations.append((mutation.position(atMass: begin + stream.uniform() * span), child.leaves))
      time += stream.exponential() / span
    }
  }
}
