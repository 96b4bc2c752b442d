import Groundwork
import Haplotypes
import StudyFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the training table of a study will cost, from its first replicates, which are made and timed.
package struct CostEstimate: Sendable {
  /// Replicates that were timed.
  package let timed: Int
  /// Those of them that could not be simulated.
  package let failed: Int
  /// Replicates in all.
  package let replicates: Int
  /// Processor seconds of a replicate, on average: simulation and features.
  package let seconds: Double
  /// Bytes of memory that the process needed before a replicate was made: the program and the observed data.
  package let startMemory: Int
  /// Bytes of memory of one thread.
  package let threadMemory: Int
  /// Bytes of the table, in memory and in its file.
  package let table: Int
  /// Columns of the table.
  package let features: Int
  /// Segregating sites of each timed replicate without a sweep, or of each where all have one.
  package let sites: [Int]

  /// Hours of `threads` processors.
  package func hours(threads: Int) -> Double { seconds * Double(replicates) / Double(threads) / 3600 }

  /// Bytes of memory that a process of `threads` threads needs: its table is there once as rows, and as bytes to write.
  package func memory(threads: Int, shards: Int = 1) -> Int {
    startMemory + threadMemory * threads + 4 * table / shards
  }

  /// Bytes on the disk: parts beside the finished table.
  package var disk: Int { 2 * table }
}

extension TrainingSimulation {
  /// Makes and times the first `count` replicates; none of them is kept.
  package func estimate(timing count: Int = 20) throws(StudyError) -> CostEstimate {
    try checkFeatures()
    let worker = try Worker(features, summaries)
    let timed = min(study.loci.map { max(2, count / $0) } ?? count, plan.count)
    var failed = 0
    var sites: [(isNeutral: Bool, count: Int)] = []
    let memory = Self.residentBytes
    let begin = Self.processorSeconds
    for index in 0..<timed {
      do throws(StudyError) {
        _ = try row(index, worker) { locus throws(StudyError) in
          let replicate = try replicate(index, locus: locus, worker.simulator)
          let (matrix, accessible) = try likened(replicate.matrix, index, locus: locus)
          let count = accessible.map { ranges in
            ranges.reduce(0) { $0 + matrix.variableSiteCount(from: Double($1.lowerBound), to: Double($1.upperBound)) }
          }
          let all = matrix.variableSiteCount(from: 0, to: .infinity)
          sites.append((plan.studyClass(index).sweep == .none, count ?? all))
          return replicate
        }
      } catch { failed += 1 }
    }
    let seconds = Self.processorSeconds - begin
    let neutral = sites.filter(\.isNeutral)
    let columns = features.schema.columns.count
    return CostEstimate(
      timed: timed, failed: failed, replicates: plan.count, seconds: seconds / Double(timed),
      startMemory: memory, threadMemory: Self.residentBytes - memory,
      table: plan.count * ((columns + truth.names.count) * 8 + 12), features: columns,
      sites: (neutral.isEmpty ? sites : neutral).map(\.count))
  }

  /// Processor seconds of this process so far: unlike the time on the wall the same beside other work.
  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// The most memory that this process had so far, in bytes.
  private static var residentBytes: Int {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss * 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #endif
  }
}
