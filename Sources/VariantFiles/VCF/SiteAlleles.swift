/// The two alleles of a record that make a site, and where they differ.
struct SiteAlleles {
  /// The index of the allele whose carriers have no bit.
  let reference: Int
  /// The index of the allele whose carriers have one.
  let alternative: Int
  /// The letter in which they differ, counted from the first: more than 0 where the record begins with bases that they share.
  let offset: Int
  /// True if other alleles of the record count as not carrying the alternative.
  let isSplit: Bool

  /// How two alleles differ.
  enum Difference {
    /// In one base.
    case one(offset: Int)
    /// In several bases; they are equally long.
    case several
    /// Otherwise.
    case other
  }

  /// How the alleles `first` and `second` of the cursor's record differ.
  static func difference(_ first: Int, _ second: Int, _ cursor: VariantCursor) -> Difference {
    let length = cursor.length(of: first)
    if length == 1, cursor.length(of: second) == 1 {
      return cursor.base(first) != 0 && cursor.base(second) != 0 ? .one(offset: 0) : .other
    }
    guard length == cursor.length(of: second), cursor.isSequence(first), cursor.isSequence(second) else {
      return .other
    }
    var offset: Int?
    for place in 0..<length {
      let letters = (cursor.letter(first, at: place), cursor.letter(second, at: place))
      if AncestralAllele.uppercased(letters.0) == AncestralAllele.uppercased(letters.1) { continue }
      if offset != nil { return .several }
      offset = place
    }
    guard let offset, cursor.base(first, at: offset) != 0, cursor.base(second, at: offset) != 0 else { return .other }
    return .one(offset: offset)
  }

  /// The letter of allele `index` where they differ; 0 if it is no base, or the allele is not as long as they are.
  func letter(_ index: Int, _ cursor: VariantCursor) -> UInt8 {
    if cursor.length(of: reference) == 1 { return cursor.base(index) }
    guard cursor.length(of: index) == cursor.length(of: reference), cursor.isSequence(index) else { return 0 }
    return cursor.base(index, at: offset)
  }
}
