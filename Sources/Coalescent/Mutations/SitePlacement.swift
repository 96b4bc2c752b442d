/// Where mutations may lie; either way no two share a position.
public enum SitePlacement: Sendable, Equatable {
  /// Anywhere: 2^32 - 1 positions along the sequence. Of two mutations on one of them the later moves to the next free
  /// one.
  case continuous
  /// On whole bases 0, 1, 2, ...: a mutation lies on the base it fell in. If that base has a mutation already, the one
  /// further to the right moves to the next free base to the right; where none is left, mutations move to the left as far as
  /// needed, so none is lost. A replicate with more mutations than bases is an error.
  case wholeBases
}

extension SiteOrder {
  /// The places of the mutations, strictly ascending, below `count`: `place` says where each fell; taken places are
  /// resolved as ``SitePlacement`` says. There are no more mutations than places.
  func distinctPlaces(below count: UInt64, _ place: (UInt64) -> UInt64) -> [UInt64] {
    var places = keys.map { place($0 >> 32) }
    for index in places.indices.dropFirst() where places[index] <= places[index - 1] {
      places[index] = places[index - 1] + 1
    }
    var limit = count
    for index in places.indices.reversed() {
      if places[index] < limit { break }
      limit -= 1
      places[index] = limit
    }
    return places
  }
}
