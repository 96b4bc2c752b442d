import Haplotypes

extension ObservedSites {
  /// The sites at which called alleles differ, stored anew.
  package func variable(in storage: SiteStorage) throws(VariantFilesError) -> ObservedSites {
    var collector = SiteCollector(storage)
    try forEachPart { part throws(VariantFilesError) in try collector.add(part.variableSites) }
    return try collector.finish(ploidies: ploidies, isPhased: isPhased, isPolarised: isPolarised)
  }

  /// True if there is a site at which all called alleles are the same.
  package func hasInvariantSite() throws(VariantFilesError) -> Bool {
    var found = false
    try forEachPart { part throws(VariantFilesError) in found = found || part.hasInvariantSite }
    return found
  }
}
