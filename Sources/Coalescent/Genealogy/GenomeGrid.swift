/// Coordinates of the simulator: the sequence is divided into 2^32 - 1 equal units, so that spans and recombination
/// masses are exact integers.
enum GenomeGrid {
  /// The units of the whole sequence.
  static let length = UInt32.max
}
