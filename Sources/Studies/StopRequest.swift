import Synchronization

/// The wish of the user, or of a batch system whose time is up, that the program end soon.
///
/// Work that can end between two replicates listens for it, keeps what is done and throws ``StudyError/stopped(_:)``. It is
/// one for the whole program, as signals are.
public enum StopRequest {
  private static let listeners = Atomic<Int>(0)
  private static let wasMade = Atomic<Bool>(false)

  /// Makes the request; false if nobody will heed it, or if it was made before: then the program should end at once.
  ///
  /// May be called by a handler of signals.
  public static func make() -> Bool {
    if listeners.load(ordering: .sequentiallyConsistent) == 0 { return false }
    return !wasMade.exchange(true, ordering: .sequentiallyConsistent)
  }

  /// True once the request was made.
  static var isMade: Bool { wasMade.load(ordering: .relaxed) }

  /// The value of `body`, which asks ``isMade`` often.
  static func listening<Value>(_ body: () throws(StudyError) -> Value) throws(StudyError) -> Value {
    listeners.add(1, ordering: .sequentiallyConsistent)
    defer { listeners.subtract(1, ordering: .sequentiallyConsistent) }
    return try body()
  }
}
