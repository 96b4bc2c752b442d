import CBitKernels

/// Populations chosen from a window's, with the window that is made of them.
final class Subsample {
  let populations: [Int]
  let window: HaplotypeWindow
  /// False until it is asked for after the window that it is part of was loaded.
  var isLoaded = false

  init(_ populations: [Int], of sizes: [Int]) {
    precondition(
      populations.allSatisfy(sizes.indices.contains), "populations \(populations) of a sample of \(sizes.count)")
    self.populations = populations
    window = HaplotypeWindow(populationSizes: populations.map { sizes[$0] })
  }
}
