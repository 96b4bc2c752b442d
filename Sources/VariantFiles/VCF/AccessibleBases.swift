import Haplotypes

/// Which bases of any contig are accessible: those of a mask, or all but those of another.
package struct AccessibleBases {
  private let mask: Mask
  private let isComplement: Bool
  private let names: ContigNameIndex

  /// What `options` say; nil: every base is accessible.
  package init?(_ options: VariantReadOptions) {
    guard let mask = options.mask ?? options.inaccessible else { return nil }
    precondition(options.mask == nil || options.inaccessible == nil, "bases are given as accessible or as inaccessible")
    self.mask = mask
    isComplement = options.mask == nil
    names = ContigNameIndex(mask.accessible.keys)
  }

  /// True if the mask has an interval on `contig`, however it writes the name.
  package func names(_ contig: String) -> Bool { !names.all(contig).isEmpty }

  /// True unless nothing of `contig` is accessible.
  func has(_ contig: String) -> Bool { isComplement || names(contig) }

  /// The accessible stretches of `region`, in ascending order.
  package func ranges(_ region: Interval) -> [Range<Int>] {
    let named = names.all(region.contig).flatMap { name in
      mask.accessibleRanges(contig: name, start: region.start, end: region.end).map {
        Interval(contig: region.contig, start: $0.lowerBound, end: $0.upperBound)
      }
    }
    let own = Mask(accessible: named)
    return (isComplement ? own.complement(within: [region]) : own).accessible[region.contig] ?? []
  }
}
