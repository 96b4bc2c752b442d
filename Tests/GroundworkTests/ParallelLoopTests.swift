import Foundation
import Groundwork
import Synchronization
import TestSupport
import Testing

@Suite struct ParallelLoopTests {
  @Test(arguments: [1, 2, 8]) func everyIndexOnceInOrder(threads: Int) {
    #expect(parallelMap(count: 1000, threads: threads) { _, index in index * index } == (0..<1000).map { $0 * $0 })
    #expect(parallelMap(count: 0, threads: threads) { _, index in index }.isEmpty)
  }

  @Test func workersStayWithinTheThreads() {
    let highest = Atomic<Int>(0)
    parallelLoop(count: 500, threads: 3) { worker, _ in highest.max(worker, ordering: .relaxed) }
    #expect(highest.load(ordering: .relaxed) < 3)
  }

  /// Every element is written once, by the call that has its block; the last block is as short as it has to be.
  @Test(arguments: [1, 2, 8], [1, 7, 100, 2000]) func blocksAreFilled(threads: Int, blockSize: Int) {
    var memory = [Int](repeating: -1, count: 1001)
    memory.withUnsafeMutableBufferPointer { memory in
      parallelFill(memory, blockSize: blockSize, threads: threads) { _, index, block in
        for place in block.indices { block[place] += 1 + index * blockSize + place }
      }
    }
    #expect(memory == Array(0..<1001))
    parallelFill(UnsafeMutableBufferPointer<Int>(start: nil, count: 0), blockSize: 3, threads: threads) { _, _, _ in
      Issue.record("a block of nothing")
    }
  }

  /// A worker has one thread at a time: counts that no lock protects come out whole.
  @Test func workersAreNotShared() {
    final class Tally {
      var count = 0
    }
    let tallies = (0..<3).map { _ in Tally() }
    let squares = parallelMap(count: 5000, workers: tallies) { tally, index in
      tally.count += 1
      return index * index
    }
    #expect(squares == (0..<5000).map { $0 * $0 } && tallies.reduce(0) { $0 + $1.count } == 5000)
  }

  @Test func filesAppearWholeOrNotAtAll() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write("one", to: folder.file("a"))
    try AtomicFile.write("two", to: folder.file("a"))
    #expect(String(decoding: try AtomicFile.read(folder.file("a")), as: UTF8.self) == "two")
    #expect(throws: FileError.self) { try AtomicFile.write("x", to: folder.file("no/such/folder")) }
    #expect(throws: FileError.self) { try AtomicFile.read(folder.file("a.partial")) }
  }

  /// Two processes that write the same file do not write into each other's; what a killed one left is written over.
  @Test func aFileHasOneWriter() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a")
    var first = try AtomicFileWriter(path)
    try first.append(Array("first".utf8))
    let error = #expect(throws: FileError.self) { try AtomicFile.write("second", to: path) }
    #expect(error?.description.contains("another process is writing it") == true)
    try first.finish()
    #expect(String(decoding: try AtomicFile.read(path), as: UTF8.self) == "first")
    try "a long rest of a killed process".write(
      toFile: AtomicFile.partialPath(for: path), atomically: false, encoding: .utf8)
    try AtomicFile.write("third", to: path)
    #expect(String(decoding: try AtomicFile.read(path), as: UTF8.self) == "third")
    #expect(throws: FileError.self) { try AtomicFile.read(AtomicFile.partialPath(for: path)) }
  }
}
