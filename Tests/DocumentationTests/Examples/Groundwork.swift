import Groundwork

/// The mean of a million exponential waiting times; the same bits at any number of threads.
func meanWaitingTime(threads: Int) -> Double {
  let sums = parallelMap(count: 1000, threads: threads) { _, replicate in
    var stream = RandomStream(seed: 42, replicate: UInt64(replicate), purpose: .parameters)
    return (0..<1000).reduce(0.0) { sum, _ in sum + stream.exponential() }
  }
  return sums.reduce(0, +) / 1_000_000
}
