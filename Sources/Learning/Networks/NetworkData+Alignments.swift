import FeatureTables
import Groundwork

/// What networks read of alignments.
extension NetworkData {
  /// See ``NetworkLayout/Input/alleles``; mirrored rows have their sites from the right to the left.
  func alleles(_ places: [Int], _ flipped: [Bool]) -> [Float] {
    let table = rowsWithAlignments
    let (sites, words, haplotypes) = (table.shape.sites, table.shape.wordsPerSite, table.shape.haplotypes)
    var values = [Float](repeating: 0, count: places.count * haplotypes * sites)
    values.withUnsafeMutableBufferPointer { values in
      for (row, place) in places.enumerated() {
        let filled = siteCount(place)
        for site in 0..<filled {
          let target = row * haplotypes * sites + (flipped[row] ? filled - 1 - site : site)
          for word in 0..<words {
            let source = (place * sites + site) * words + word
            let (bits, gaps) = (table.alleles[source], table.missing.isEmpty ? 0 : table.missing[source])
            for bit in 0..<min(64, haplotypes - 64 * word) {
              let isSet = bits >> UInt64(bit) & 1 == 1
              let isMissing = gaps >> UInt64(bit) & 1 == 1
              values[target + (64 * word + bit) * sites] = isMissing ? 0 : isSet ? 1 : -1
            }
          }
        }
      }
    }
    return values
  }

  /// See ``NetworkLayout/Input/sites``.
  func sites(_ places: [Int], _ flipped: [Bool]) -> [Float] {
    let table = rowsWithAlignments
    let sites = table.shape.sites
    var values = [Float](repeating: 0, count: places.count * 3 * sites)
    for (row, place) in places.enumerated() {
      let filled = siteCount(place)
      var before: Float = 0
      for site in 0..<filled {
        let found = table.positions[place * sites + (flipped[row] ? filled - 1 - site : site)]
        let position = flipped[row] ? 1 - found : found
        let first = row * 3 * sites + site
        values[first] = 1
        values[first + sites] = 2 * position - 1
        let distance = Double(position - before) * Double(sites)
        values[first + 2 * sites] = Float(PortableMath.log(max(distance, 0) + 0.01))
        before = position
      }
    }
    return values
  }

  /// The sites of row `place`.
  private func siteCount(_ place: Int) -> Int {
    let sites = rowsWithAlignments.shape.sites
    return rowsWithAlignments.positions[place * sites..<(place + 1) * sites].firstIndex { $0 < 0 }
      .map { $0 - place * sites } ?? sites
  }
}
