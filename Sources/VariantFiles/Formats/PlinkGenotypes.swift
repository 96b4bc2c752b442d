/// Decodes the genotypes of a PLINK `.bed`, one variant at a time.
///
/// Two bits an individual, the first one lowest: 00 is A1/A1, 01 no call, 10 A1/A2, 11 A2/A2. Haplotype 2i of our words
/// is the lower of the same two bits, so 32 individuals are decoded at once.
struct PlinkGenotypes {
  /// A1 of the variant loaded last.
  private(set) var alleles: [UInt64]
  /// Its missing calls.
  private(set) var missing: [UInt64]

  private let file: BinaryFile
  private let individuals: Int
  private let wanted: Range<Int>
  private let bytesPerVariant: Int
  /// The variants of `buffered`, each `bytesPerVariant`.
  private var buffer: [UInt8] = []
  private var buffered: Range<Int>
  private static let bufferSize = 1 << 20

  init(
    _ file: BinaryFile, _ wanted: Range<Int>, _ individuals: Int, _ variants: Int, _ isIndividualMajor: Bool
  ) throws(VariantFilesError) {
    self.file = file
    self.individuals = individuals
    self.wanted = wanted
    bytesPerVariant = (individuals + 3) / 4
    buffered = wanted.lowerBound..<wanted.lowerBound
    alleles = [UInt64](repeating: 0, count: (2 * individuals + 63) / 64)
    missing = alleles
    if isIndividualMajor { try transpose((variants + 3) / 4) }
  }

  /// Turns a file of individuals into variants.
  private mutating func transpose(_ bytesPerIndividual: Int) throws(VariantFilesError) {
    buffer = [UInt8](repeating: 0, count: wanted.count * bytesPerVariant)
    buffered = wanted
    var row = [UInt8](repeating: 0, count: bytesPerIndividual)
    for individual in 0..<individuals {
      try file.read(at: 3 + individual * bytesPerIndividual, into: &row)
      for variant in wanted {
        let code = row[variant >> 2] >> UInt8(2 * (variant & 3)) & 3
        let place = (variant - wanted.lowerBound) * bytesPerVariant + individual >> 2
        buffer[place] |= code << UInt8(2 * (individual & 3))
      }
    }
  }

  /// Decodes variant `variant`, which must be one of those wanted.
  mutating func load(_ variant: Int) throws(VariantFilesError) {
    if !buffered.contains(variant) {
      let count = min(wanted.upperBound - variant, max(1, Self.bufferSize / bytesPerVariant))
      buffer = [UInt8](repeating: 0, count: count * bytesPerVariant)
      try file.read(at: 3 + variant * bytesPerVariant, into: &buffer)
      buffered = variant..<variant + count
    }
    let start = (variant - buffered.lowerBound) * bytesPerVariant
    let evenBits: UInt64 = 0x5555_5555_5555_5555
    buffer.withUnsafeBufferPointer { bytes in
      for word in alleles.indices {
        var codes: UInt64 = 0
        for byte in 0..<min(8, bytesPerVariant - 8 * word) {
          codes |= UInt64(bytes[start + 8 * word + byte]) << UInt64(8 * byte)
        }
        let low = codes & evenBits
        let high = codes >> 1 & evenBits
        let isWithin: UInt64 = 2 * individuals - 64 * word >= 64 ? ~0 : (1 << UInt64(2 * individuals - 64 * word)) - 1
        let homozygous = ~high & ~low & evenBits
        let heterozygous = high & ~low
        let uncalled = low & ~high
        // Of a heterozygous individual the second haplotype carries A1: the order has no meaning.
        alleles[word] = (homozygous | homozygous << 1 | heterozygous << 1) & isWithin
        missing[word] = (uncalled | uncalled << 1) & isWithin
      }
    }
  }
}
