/// Which of the peaks of a scan for selected sites are called.
public enum CallObjective: Sendable, Codable, Equatable {
  /// As many as keep the estimated share of false ones at or below a level.
  case fdr(Double)
  /// As many as make the expected F1 greatest at the stated rarity.
  case f1
  /// The highest, so many.
  case top(Int)
  /// All whose probability is at least the call threshold.
  case all

  /// "fdr 0.1", "f1", "top 20" or "all"; nil if `text` is none of them.
  init?(_ text: String) {
    let words = text.split(whereSeparator: { " \t".contains($0) })
    switch (words.first, words.count) {
    case ("f1", 1): self = .f1
    case ("all", 1): self = .all
    case ("fdr", 2):
      guard let level = Double(words[1]), level > 0, level < 1 else { return nil }
      self = .fdr(level)
    case ("top", 2):
      guard let count = Int(words[1]), count > 0 else { return nil }
      self = .top(count)
    default: return nil
    }
  }

  /// As a study file writes it.
  package var words: String {
    switch self {
    case .fdr(let level): return "fdr \(level)"
    case .f1: return "f1"
    case .top(let count): return "top \(count)"
    case .all: return "all"
    }
  }
}
