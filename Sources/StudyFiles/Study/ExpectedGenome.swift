import FeatureTables
import Groundwork

/// What share of a genome's windows is expected to be of each class: far from the equal shares of training.
package struct ExpectedGenome: Sendable, Equatable {
  /// The share of each class, in class order; they add up to 1.
  package let shares: [Double]

  /// The rarity of a class of sweeps in the middle of the window that is taken where the study names none.
  package static let usualRarity = 0.005

  /// The shares of `study`: those that `scan.rarity` states; of sweeps in the middle that it leaves out
  /// ``usualRarity``; of sweeps elsewhere, since each sweep lies elsewhere in all the windows around it, (subwindows - 1) times
  /// that of the same sweep in the middle; the rest in equal parts for the other classes.
  package init(_ study: Study) throws(StudyError) {
    let others = Double(study.windows.subwindowCount - 1)
    var shares: [Double?] = study.classes.map { one in
      if let stated = study.scan.rarity[one.name] { return stated }
      return one.isSweep ? Self.usualRarity : nil
    }
    for (index, one) in study.classes.enumerated() where shares[index] == nil && one.sweep != .none {
      let middle = study.classes.firstIndex { $0.isSweep && $0.sweep == one.sweep }
      shares[index] = middle.flatMap { shares[$0] }.map { others * $0 }
    }
    let stated = shares.compactMap { $0 }.reduce(0, +)
    let open = shares.count { $0 == nil }
    guard stated < 1 || (open == 0 && stated > 0) else {
      throw .invalid(
        "scan.rarity: the classes that are stated, with the sweeps that lie elsewhere in the windows around each sweep, make up "
          + "\((100 * stated).fixed(1)) % of the genome; nothing is left for the others")
    }
    // Where every class has a share of its own, they are relative.
    self.shares = shares.map { share in
      open == 0 ? (share ?? 0) / stated : share ?? (1 - stated) / Double(open)
    }
  }

  /// Shares as given.
  package init(shares: [Double]) { self.shares = shares }

  /// Rows of `table`, at most `limit`, of which the classes have these shares; classes without rows are left out.
  package func rows(of table: FeatureTable, limit: Int) -> [Int] {
    let byClass = shares.indices.map { label in
      table.labels.indices.filter { Int(table.labels[$0]) == label }
    }
    let present = shares.indices.filter { shares[$0] > 0 && !byClass[$0].isEmpty }
    let total = present.reduce(0.0) { $0 + shares[$1] }
    guard total > 0 else { return [] }
    let most = present.map { Double(byClass[$0].count) / (shares[$0] / total) }.min() ?? 0
    let size = min(most, Double(limit))
    return present.flatMap { label in
      byClass[label].prefix(Int((size * shares[label] / total).rounded()))
    }.sorted()
  }
}
