import StudyFiles
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The wish of the user, or of a batch system whose time is up, that the program end soon.
///
/// Work that can end between two replicates listens for it, keeps what is done and throws ``StudyError/stopped(_:)``. It is
/// one for the whole program, as signals are.
package enum StopRequest {
  private static let listeners = Atomic<Int>(0)
  private static let wasMade = Atomic<Bool>(false)

  /// When it was made, in seconds of the monotonic clock.
  private static let moment = Atomic<Int>(0)

  /// Makes the request; false if nobody will heed it, or if it was made some seconds ago: then the program should end at
  /// once. What sends a signal to a process and to its group is heard twice and meant once.
  ///
  /// May be called by a handler of signals.
  package static func make() -> Bool {
    if listeners.load(ordering: .sequentiallyConsistent) == 0 { return false }
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    if !wasMade.exchange(true, ordering: .sequentiallyConsistent) {
      moment.store(time.tv_sec, ordering: .sequentiallyConsistent)
      return true
    }
    return time.tv_sec - moment.load(ordering: .sequentiallyConsistent) < 2
  }

  /// True once the request was made.
  static var isMade: Bool { wasMade.load(ordering: .relaxed) }

  /// What keeps the work that is done so far, if anything does; it says what it kept.
  private static let keeper = Mutex<(@Sendable () -> String?)?>(nil)

  /// The value of `body`, which asks ``isMade`` often; `keeping` keeps what is done so far if `body` does not end in time.
  static func listening<Value>(
    keeping: (@Sendable () -> String?)? = nil, _ body: () throws(StudyError) -> Value
  ) throws(StudyError) -> Value {
    listeners.add(1, ordering: .sequentiallyConsistent)
    keeper.withLock { $0 = keeping }
    defer {
      // Waits here for ever if what is done is being kept just now: the program ends then.
      keeper.withLock { $0 = nil }
      listeners.subtract(1, ordering: .sequentiallyConsistent)
    }
    return try body()
  }

  /// Ends work that has not heeded a request: keeps what is done and calls `end` with what was kept, from which it does not
  /// come back. Returns if the work has ended by itself.
  package static func endLateWork(_ end: (_ kept: String?) -> Void) {
    keeper.withLock { keep in
      guard listeners.load(ordering: .sequentiallyConsistent) > 0 else { return }
      end(keep?())
    }
  }
}
