/// An array as numpy's .npy format stores it: C order, little-endian.
public struct NumericArray: Sendable, Equatable {
  /// The element types that Apus reads and writes.
  public enum ElementType: String, Sendable {
    /// 64-bit float.
    case float64 = "<f8"
    /// 32-bit float.
    case float32 = "<f4"
    /// Signed 64-bit integer.
    case int64 = "<i8"
    /// Signed 32-bit integer.
    case int32 = "<i4"
    /// Unsigned 64-bit integer.
    case uint64 = "<u8"
    /// Unsigned byte.
    case uint8 = "|u1"

    /// Bytes an element takes.
    public var width: Int {
      switch self {
      case .float64, .int64, .uint64: return 8
      case .float32, .int32: return 4
      case .uint8: return 1
      }
    }
  }

  /// The type of the elements.
  public let type: ElementType
  /// The extent of each axis.
  public let shape: [Int]
  /// The elements' bytes.
  public let bytes: [UInt8]

  init(type: ElementType, shape: [Int], bytes: [UInt8]) {
    self.type = type
    self.shape = shape
    self.bytes = bytes
  }

  /// A two- or one-dimensional array of doubles.
  public init(_ values: [Double], shape: [Int]? = nil) { self.init(.float64, values, shape) }
  /// An array of single-precision numbers.
  public init(_ values: [Float], shape: [Int]? = nil) { self.init(.float32, values, shape) }
  /// An array of 64-bit integers.
  public init(_ values: [Int64], shape: [Int]? = nil) { self.init(.int64, values, shape) }
  /// An array of 32-bit integers.
  public init(_ values: [Int32], shape: [Int]? = nil) { self.init(.int32, values, shape) }
  /// An array of unsigned 64-bit integers.
  public init(_ values: [UInt64], shape: [Int]? = nil) { self.init(.uint64, values, shape) }
  /// An array of bytes.
  public init(_ values: [UInt8], shape: [Int]? = nil) { self.init(.uint8, values, shape) }

  private init<Element: BitwiseCopyable>(_ type: ElementType, _ values: [Element], _ shape: [Int]?) {
    let shape = shape ?? [values.count]
    precondition(shape.reduce(1, *) == values.count, "shape \(shape) does not hold \(values.count) values")
    self.init(type: type, shape: shape, bytes: values.withUnsafeBytes { Array($0) })
  }

  /// The elements as doubles; nil if they are of another type.
  public var doubles: [Double]? { elements(.float64) }
  /// The elements as single-precision numbers; nil if they are of another type.
  public var floats: [Float]? { elements(.float32) }
  /// The elements as 64-bit integers; nil if they are of another type.
  public var int64s: [Int64]? { elements(.int64) }
  /// The elements as 32-bit integers; nil if they are of another type.
  public var int32s: [Int32]? { elements(.int32) }
  /// The elements as unsigned 64-bit integers; nil if they are of another type.
  public var uint64s: [UInt64]? { elements(.uint64) }
  /// The elements as bytes; nil if they are of another type.
  public var uint8s: [UInt8]? { elements(.uint8) }

  private func elements<Element: BitwiseCopyable>(_ wanted: ElementType) -> [Element]? {
    guard type == wanted else { return nil }
    let count = bytes.count / MemoryLayout<Element>.stride
    return [Element](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
      initializedCount = count
    }
  }

  /// The .npy file of the array: version 1.0, header padded to a multiple of 64 bytes.
  var npy: [UInt8] {
    let extents = shape.map { "\($0)," }.joined(separator: " ")
    var header = "{'descr': '\(type.rawValue)', 'fortran_order': False, 'shape': (\(extents)), }"
    header += String(repeating: " ", count: 63 - (10 + header.utf8.count) % 64) + "\n"
    let length = header.utf8.count
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 255), UInt8(length >> 8)] + Array(header.utf8) + bytes
  }

  /// The array of a .npy file; nil if it is of a kind that Apus does not write.
  init?(npy: ArraySlice<UInt8>) {
    let base = npy.startIndex
    guard npy.count >= 10, Array(npy[base..<base + 6]) == [0x93] + Array("NUMPY".utf8), npy[base + 6] == 1 else {
      return nil
    }
    let length = Int(npy[base + 8]) | Int(npy[base + 9]) << 8
    guard npy.count >= 10 + length else { return nil }
    let header = String(decoding: npy[base + 10..<base + 10 + length], as: UTF8.self)
    guard header.contains("'fortran_order': False"), let descr = header.split(separator: "'").dropFirst(3).first,
      let type = ElementType(rawValue: String(descr)), let open = header.firstIndex(of: "("),
      let close = header.firstIndex(of: ")"), open < close
    else { return nil }
    let extents = header[header.index(after: open)..<close].split(separator: ",")
      .map { Int($0.filter { $0 != " " }) }
    let shape = extents.compactMap { $0 }
    let bytes = npy[(base + 10 + length)...]
    let size = shape.reduce(type.width as Int?) { size, extent in
      size.flatMap { size in
        let (product, overflow) = size.multipliedReportingOverflow(by: extent)
        return overflow ? nil : product
      }
    }
    guard shape.count == extents.count, shape.allSatisfy({ $0 >= 0 }), size == bytes.count else { return nil }
    self.init(type: type, shape: shape, bytes: Array(bytes))
  }
}
