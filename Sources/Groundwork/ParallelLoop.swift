import Dispatch
import Synchronization

/// Runs `body(worker, index)` for every index in 0..<`count` on `threads` threads; returns when all are done.
///
/// Indices are handed out one at a time, in order, so uneven work balances itself; what an index computes must not
/// depend on the worker that gets it. `worker` is in 0..<`threads` and names scratch that the worker owns.
public func parallelLoop(count: Int, threads: Int, body: @Sendable (_ worker: Int, _ index: Int) -> Void) {
  precondition(threads > 0, "parallelLoop needs at least one thread, got \(threads)")
  if threads == 1 || count < 2 {
    for index in 0..<count { body(0, index) }
    return
  }
  let nextIndex = Atomic<Int>(0)
  DispatchQueue.concurrentPerform(iterations: min(threads, count)) { worker in
    while true {
      let index = nextIndex.wrappingAdd(1, ordering: .relaxed).oldValue
      if index >= count { return }
      body(worker, index)
    }
  }
}

/// Fills `memory` in blocks of `blockSize` elements, of which the last may be shorter, on `threads` threads: `fill(worker, index,
/// block)` gets each block once.
public func parallelFill<Element>(
  _ memory: UnsafeMutableBufferPointer<Element>, blockSize: Int, threads: Int,
  fill: @Sendable (_ worker: Int, _ index: Int, _ block: UnsafeMutableBufferPointer<Element>) -> Void
) {
  precondition(blockSize > 0, "parallelFill needs blocks of at least one element, got \(blockSize)")
  // No two blocks have an element in common, so that the memory need not be sendable.
  nonisolated(unsafe) let memory = memory
  parallelLoop(count: (memory.count + blockSize - 1) / blockSize, threads: threads) { worker, index in
    let first = index * blockSize
    fill(
      worker, index, UnsafeMutableBufferPointer(rebasing: memory[first..<min(first + blockSize, memory.count)]))
  }
}

/// Applies `transform(worker, index)` to every index in 0..<`count` on `threads` threads; the results are in index order.
public func parallelMap<Result: Sendable>(
  count: Int, threads: Int, transform: @Sendable (_ worker: Int, _ index: Int) -> Result
) -> [Result] {
  [Result](unsafeUninitializedCapacity: count) { buffer, initializedCount in
    let results = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
    parallelFill(results, blockSize: 1, threads: threads) { worker, index, place in
      place.initializeElement(at: 0, to: transform(worker, index))
    }
    initializedCount = count
  }
}

/// Applies `transform(worker, index)` to every index in 0..<`count`, as many at a time as there are `workers`, each of which
/// one thread has at a time: scratch that lasts from one index to the next. The results are in index order, and what an index
/// computes must not depend on the worker that gets it.
public func parallelMap<Worker: AnyObject, Result: Sendable>(
  count: Int, workers: [Worker], transform: @Sendable (_ worker: Worker, _ index: Int) -> Result
) -> [Result] {
  // No two threads have the same worker, so that it need not be sendable.
  nonisolated(unsafe) let workers = workers
  return parallelMap(count: count, threads: workers.count) { worker, index in transform(workers[worker], index) }
}
