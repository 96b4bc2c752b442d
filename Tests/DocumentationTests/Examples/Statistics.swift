import Haplotypes
import Statistics

/// The features of S/HIC in one window of 110 kb that begins at `start`, and Tajima's D of all of it.
func features(of haplotypes: HaplotypeMatrix, start: Double) throws -> (row: FeatureRow, tajimasD: Double) {
  let layout = try WindowLayout(length: 110_000, subwindowCount: 11)
  let calculator = try FeatureCalculator(
    featureSet: .named("s-hic"), layout: layout, haplotypeCount: haplotypes.haplotypeCount)
  try calculator.check(haplotypes)
  let row = calculator.row(haplotypes, start: start, accessible: nil)

  let window = HaplotypeWindow(haplotypes, from: start, to: start + 110_000)
  let tajimasD = try StatisticRegistry.statistic("tajimasD").values(in: window).values[0]
  return (row, tajimasD)
}
