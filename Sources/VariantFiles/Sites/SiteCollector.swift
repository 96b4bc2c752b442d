import Haplotypes

/// Puts sites into a storage, contig by contig.
struct SiteCollector {
  let storage: SiteStorage
  private var chunks: [SiteChunk] = []

  /// A collector without sites.
  init(_ storage: SiteStorage) { self.storage = storage }

  /// Adds the sites of `matrix` behind those that were added.
  mutating func add(_ matrix: HaplotypeMatrix) throws(VariantFilesError) {
    if matrix.siteCount > 0 { chunks.append(try SiteChunk(matrix, in: storage)) }
  }

  /// Forgets all sites.
  mutating func removeAll() { chunks = [] }

  /// The sites added, of individuals of `ploidies`: one that had another ploidy when a site was added has no call there.
  mutating func finish(
    ploidies: [UInt8], isPhased: Bool, isPolarised: Bool, places: ObservedPlaces? = nil
  ) throws(VariantFilesError) -> ObservedSites {
    for index in chunks.indices where chunks[index].ploidies != ploidies {
      let chunk = ObservedSites([chunks[index]], ploidies: chunks[index].ploidies, isPhased: true, isPolarised: true)
      chunks[index] = try SiteChunk(try chunk.matrix().withPloidies(ploidies), in: storage)
    }
    return ObservedSites(
      chunks, ploidies: ploidies, isPhased: isPhased, isPolarised: isPolarised, places: places)
  }
}
