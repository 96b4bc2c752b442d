import CXGBoost
import Synchronization

/// Boosted trees of the XGBoost library, and what they were made of: their handle, freed with the object.
///
/// The library is told to print nothing. Calls on one booster take turns, as the library asks for.
final class Booster: @unchecked Sendable {
  private let handle: BoosterHandle
  private let turn = Mutex(())

  private init(_ handle: BoosterHandle) { self.handle = handle }

  deinit { XGBoosterFree(handle) }

  /// Throws what the library says if `code` is not 0.
  static func check(_ code: Int32) throws(LearningError) {
    guard code != 0 else { return }
    let words = XGBGetLastError().map { String(cString: $0) } ?? "no reason given"
    // Behind the first line stands where in the library it happened.
    let line = words.split(separator: "\n").first { !$0.hasPrefix("Stack trace") }
    throw .engine(name: "XGBoost", reason: line.map(String.init) ?? words)
  }

  private static func made(_ rows: [BoosterRows]) throws(LearningError) -> Booster {
    let handles: [DMatrixHandle?] = rows.map(\.handle)
    var handle: BoosterHandle?
    try check(XGBoosterCreate(handles, UInt64(handles.count), &handle))
    guard let handle else { throw .engine(name: "XGBoost", reason: "no booster was made") }
    let booster = Booster(handle)
    try booster.set("verbosity", "0")
    return booster
  }

  private func set(_ name: String, _ value: String) throws(LearningError) {
    try Self.check(XGBoosterSetParam(handle, name, value))
  }

  /// Boosters of `rows` for at most `rounds` rounds, with the library's `parameters`.
  ///
  /// With `watched` rows the result has as many rounds as make their loss least; it ends where `patience` rounds have not
  /// made it less. `progress` is told the rounds that are done.
  static func fitted(
    _ rows: BoosterRows, parameters: [(name: String, value: String)], rounds: Int, threads: Int,
    watched: BoosterRows? = nil, patience: Int = 0, progress: ((Int) -> Void)? = nil
  ) throws(LearningError) -> (booster: Booster, rounds: Int) {
    let booster = try made([rows] + (watched.map { [$0] } ?? []))
    for (name, value) in parameters { try booster.set(name, value) }
    try booster.set("nthread", "\(threads)")
    var best = (round: 0, loss: Double.infinity)
    for round in 0..<rounds {
      try check(XGBoosterUpdateOneIter(booster.handle, Int32(round), rows.handle))
      progress?(round + 1)
      guard let watched else { continue }
      let loss = try booster.loss(watched, round)
      if loss < best.loss { best = (round + 1, loss) }
      if round + 1 - best.round >= patience { break }
    }
    return (booster, watched == nil ? rounds : max(1, best.round))
  }

  /// The loss of the objective on `rows`, as the library words it: "[12]\tname-metric:0.25".
  private func loss(_ rows: BoosterRows, _ round: Int) throws(LearningError) -> Double {
    var handles: [DMatrixHandle?] = [rows.handle]
    var text: UnsafePointer<CChar>?
    let code = "watched".withCString { name in
      var names: [UnsafePointer<CChar>?] = [name]
      return XGBoosterEvalOneIter(handle, Int32(round), &handles, &names, 1, &text)
    }
    try Self.check(code)
    let words = text.map { String(cString: $0) } ?? ""
    guard let number = words.split(separator: ":").last.flatMap({ Double($0) }) else {
      throw .engine(name: "XGBoost", reason: "'\(words)' is no loss")
    }
    return number
  }

  /// What the boosters of the library say of `count` rows of `features`: rows x outputs.
  func predictions(_ features: [Float], count: Int, threads: Int) throws(LearningError) -> [Float] {
    if count == 0 { return [] }
    let threads = max(1, min(threads, count / 500))
    let rows = try BoosterRows(features, count: count, threads: threads)
    let result = turn.withLock { _ in
      Result<[Float], LearningError> { () throws(LearningError) -> [Float] in
        try set("nthread", "\(threads)")
        let settings = #"{"type":0,"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":true}"#
        var shape: UnsafePointer<bst_ulong>?
        var dimensions: bst_ulong = 0
        var values: UnsafePointer<Float>?
        try Self.check(XGBoosterPredictFromDMatrix(handle, rows.handle, settings, &shape, &dimensions, &values))
        let total = UnsafeBufferPointer(start: shape, count: Int(dimensions)).reduce(1) { $0 * Int($1) }
        return Array(UnsafeBufferPointer(start: values, count: total))
      }
    }
    return try result.get()
  }

  /// How much the splits by each of `columnCount` columns lower the loss, in all.
  func gains(columnCount: Int) throws(LearningError) -> [Double] {
    var nameCount: bst_ulong = 0
    var names: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    var dimensions: bst_ulong = 0
    var shape: UnsafePointer<bst_ulong>?
    var scores: UnsafePointer<Float>?
    try Self.check(
      XGBoosterFeatureScore(
        handle, #"{"importance_type":"total_gain"}"#, &nameCount, &names, &dimensions, &shape, &scores))
    var gains = [Double](repeating: 0, count: columnCount)
    for index in 0..<Int(nameCount) {
      // Columns have no names of their own here: they are called f0, f1 ...
      guard let name = names?[index].map({ String(cString: $0) }), let column = Int(name.dropFirst()),
        gains.indices.contains(column), let score = scores?[index]
      else { throw .engine(name: "XGBoost", reason: "it scores columns that the table does not have") }
      gains[column] = Double(score)
    }
    return gains
  }

  /// The library's own serialised form (binary JSON) of the boosters, without settings that do not change predictions.
  func bytes() throws(LearningError) -> [UInt8] {
    var count: bst_ulong = 0
    var start: UnsafePointer<CChar>?
    try Self.check(XGBoosterSaveModelToBuffer(handle, #"{"format":"ubj"}"#, &count, &start))
    return Array(UnsafeRawBufferPointer(start: start, count: Int(count)))
  }

  /// The boosters whose serialised form is `bytes`.
  static func restored(_ bytes: [UInt8]) throws(LearningError) -> Booster {
    let booster = try made([])
    try check(bytes.withUnsafeBytes { XGBoosterLoadModelFromBuffer(booster.handle, $0.baseAddress, UInt64($0.count)) })
    return booster
  }

  /// The number of columns that it was fitted to.
  func columnCount() throws(LearningError) -> Int {
    var count: bst_ulong = 0
    try Self.check(XGBoosterGetNumFeature(handle, &count))
    return Int(count)
  }
}
