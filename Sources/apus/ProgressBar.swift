import Groundwork
import Studies
import StudyFiles
import Synchronization
import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A bar for each stage with the time left; where standard error is not a terminal, a line a stage and one a minute.
final class ProgressBar: Sendable {
  private struct State {
    var stage: Stage?
    var begin = 0.0
    var lastDrawn = 0.0
    var highest = 0
    /// Parts that were done when the stage began: those of a run that was killed cost no time now.
    var first = 0
  }

  /// Seconds between two lines where standard error is not a terminal.
  private static let plainInterval = 60.0

  private let state = Mutex(State())
  private let isQuiet: Bool

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  /// Takes note that `done` of `total` parts of `stage` are done; any thread may call.
  func update(_ stage: Stage, _ done: Int, _ total: Int) {
    if isQuiet { return }
    let now = Terminal.seconds()
    state.withLock { state in
      if state.stage != stage {
        finishLine(&state)
        state = State(stage: stage, begin: now, lastDrawn: Terminal.isInteractive ? 0 : now, highest: 0, first: done)
        if !Terminal.isInteractive { Terminal.write("\(stage.rawValue) ...\n") }
      }
      state.highest = max(state.highest, done)
      if Terminal.isInteractive {
        guard now - state.lastDrawn > 0.1 || done == total else { return }
        Terminal.write("\r" + line(state, total, now) + "\u{1B}[K")
      } else {
        guard now - state.lastDrawn > Self.plainInterval else { return }
        Terminal.write(plainLine(state, total, now) + "\n")
      }
      state.lastDrawn = now
    }
  }

  /// Ends the current line.
  func finish() {
    state.withLock { state in
      finishLine(&state)
      state.stage = nil
    }
  }

  private func finishLine(_ state: inout State) {
    if state.stage != nil && Terminal.isInteractive && !isQuiet { Terminal.write("\n") }
  }

  /// ", 40 s left" from the parts done since the stage began; "" while too few are.
  private func timeLeft(_ state: State, _ total: Int, _ now: Double) -> String {
    let done = state.highest - state.first
    guard done > 0, done * 100 > total - state.first, state.highest < total else { return "" }
    return ", \(((now - state.begin) / Double(done) * Double(total - state.highest)).fixed(0)) s left"
  }

  private func plainLine(_ state: State, _ total: Int, _ now: Double) -> String {
    let share = total > 0 ? Double(state.highest) / Double(total) : 1
    return "\(state.stage?.rawValue ?? ""): \((100 * share).fixed(0)) %\(timeLeft(state, total, now)) ..."
  }

  private func line(_ state: State, _ total: Int, _ now: Double) -> String {
    let share = total > 0 ? Double(state.highest) / Double(total) : 1
    let width = 30
    let filled = Int(share * Double(width))
    let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: width - filled)
    let elapsed = now - state.begin
    let name = state.stage?.rawValue ?? ""
    let padded = name + String(repeating: " ", count: max(0, 16 - name.count))
    return "\(padded) \(bar) \((100 * share).fixed(0)) %, \(elapsed.fixed(0)) s\(timeLeft(state, total, now))"
  }
}
