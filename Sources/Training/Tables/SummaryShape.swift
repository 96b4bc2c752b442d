import Groundwork
import Haplotypes
import Statistics
import StudyFiles
import VariantFiles

/// What the summaries of a study's windows are computed of.
package struct SummaryShape: Sendable {
  /// How pairs of sites are compared.
  package enum Linkage: Sendable {
    case haplotypes, genotypes, none
  }

  let layout: WindowLayout
  /// Haplotypes of the sample, pooled over populations.
  let haplotypes: Int
  let linkage: Linkage

  /// Windows cut as `layout` says, of so many haplotypes.
  package init(layout: WindowLayout, haplotypes: Int, linkage: Linkage) {
    self.layout = layout
    self.haplotypes = haplotypes
    self.linkage = linkage
  }

  /// What the windows are that `source` computes features of, those of `data` if there are any.
  init(_ source: FeatureSource, _ data: ObservedData?) {
    let haplotypes = source.sizes.reduce(0, +)
    let ploidies = Set(data?.contigs.first?.sites.ploidies ?? [1])
    let isDiploid = ploidies == [2] || (ploidies == [1] && haplotypes % 2 == 0)
    self.init(
      layout: source.layout, haplotypes: haplotypes,
      linkage: data?.isPhased ?? true ? .haplotypes : isDiploid ? .genotypes : .none)
  }
}
