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

  @Test func filesAppearWholeOrNotAtAll() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write("one", to: folder.file("a"))
    try AtomicFile.write("two", to: folder.file("a"))
    #expect(String(decoding: try AtomicFile.read(folder.file("a")), as: UTF8.self) == "two")
    #expect(throws: FileError.self) { try AtomicFile.write("x", to: folder.file("no/such/folder")) }
    #expect(throws: FileError.self) { try AtomicFile.read(folder.file("a.partial")) }
  }
}
