/// Haplotypes (rows) by sites (columns), drawn as a picture.
package struct HaplotypePicture: Sendable {
  /// What a haplotype carries at a site.
  package enum Allele: UInt8, Sendable {
    case ancestral, derived, missing, heterozygous
  }

  /// What it shows.
  package let caption: String
  /// The haplotypes in the order of the picture, each with an allele a site.
  package let rows: [[Allele]]
  /// The sites that lie in the stretch that the call is about.
  package let focus: Range<Int>

  /// A picture.
  package init(caption: String, rows: [[Allele]], focus: Range<Int>) {
    self.caption = caption
    self.rows = rows
    self.focus = focus
  }
}
