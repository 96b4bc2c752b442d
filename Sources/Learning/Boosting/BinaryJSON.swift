/// A value of UBJSON (draft 12, ubjson.org), the binary JSON in which the XGBoost library writes its models.
enum BinaryJSON {
  case none
  case flag(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([BinaryJSON])
  case integers([Int])
  case numbers([Float])
  case object([String: BinaryJSON])

  /// What is wrong with bytes that are no such value.
  struct Fault: Error {
    let reason: String
  }

  /// How deeply values may lie in each other: the library's own lie 8 deep, and its reader goes as deep as it is led.
  static let mostDepth = 32

  /// The value that `bytes` are, from the first to the last.
  init(_ bytes: [UInt8]) throws(Fault) {
    var reader = Reader(bytes: bytes)
    self = try reader.value(depth: 0)
    guard reader.offset == bytes.count else { throw Fault(reason: "something follows its end") }
  }

  /// The member `key` of an object.
  subscript(key: String) -> BinaryJSON? {
    if case .object(let members) = self { return members[key] }
    return nil
  }

  /// A text.
  var text: String? {
    if case .text(let text) = self { return text }
    return nil
  }

  /// The elements of a list of anything.
  var elements: [BinaryJSON]? {
    switch self {
    case .list(let elements): return elements
    case .integers(let values): return values.map { .integer($0) }
    case .numbers(let values): return values.map { .number(Double($0)) }
    default: return nil
    }
  }

  /// The elements of a list of whole numbers.
  var wholeNumbers: [Int]? {
    switch self {
    case .integers(let values): return values
    case .list(let elements):
      let values = elements.compactMap { element -> Int? in
        if case .integer(let value) = element { return value }
        return nil
      }
      return values.count == elements.count ? values : nil
    default: return nil
    }
  }

  /// The elements of a list of numbers in single precision.
  var singles: [Float]? {
    switch self {
    case .numbers(let values): return values
    case .list(let elements) where elements.isEmpty: return []
    default: return nil
    }
  }
}

extension BinaryJSON {
  /// Reads one value after the other; no length that is given is trusted beyond the bytes that are there.
  private struct Reader {
    let bytes: [UInt8]
    var offset = 0

    mutating func byte() throws(Fault) -> UInt8 {
      guard offset < bytes.count else { throw Fault(reason: "it is cut short") }
      defer { offset += 1 }
      return bytes[offset]
    }

    mutating func value(depth: Int) throws(Fault) -> BinaryJSON {
      guard depth < mostDepth else { throw Fault(reason: "its values are nested too deeply") }
      let marker = try byte()
      switch marker {
      case UInt8(ascii: "Z"): return .none
      case UInt8(ascii: "T"): return .flag(true)
      case UInt8(ascii: "F"): return .flag(false)
      case UInt8(ascii: "S"): return .text(try string())
      case UInt8(ascii: "["): return try list(depth: depth)
      case UInt8(ascii: "{"): return try object(depth: depth)
      case UInt8(ascii: "d"), UInt8(ascii: "D"): return .number(try number(marker))
      default: return .integer(try integer(marker))
      }
    }

    /// A big-endian pattern of `count` bytes.
    private mutating func pattern(_ count: Int) throws(Fault) -> UInt64 {
      guard offset + count <= bytes.count else { throw Fault(reason: "it is cut short") }
      defer { offset += count }
      return bytes[offset..<offset + count].reduce(0) { $0 << 8 | UInt64($1) }
    }

    private mutating func integer(_ marker: UInt8) throws(Fault) -> Int {
      switch marker {
      case UInt8(ascii: "i"): return Int(Int8(truncatingIfNeeded: try pattern(1)))
      case UInt8(ascii: "U"): return Int(try pattern(1))
      case UInt8(ascii: "I"): return Int(Int16(truncatingIfNeeded: try pattern(2)))
      case UInt8(ascii: "l"): return Int(Int32(truncatingIfNeeded: try pattern(4)))
      case UInt8(ascii: "L"): return Int(Int64(bitPattern: try pattern(8)))
      default: throw Fault(reason: "it holds a value of no known type")
      }
    }

    private mutating func number(_ marker: UInt8) throws(Fault) -> Double {
      marker == UInt8(ascii: "d")
        ? Double(Float(bitPattern: UInt32(truncatingIfNeeded: try pattern(4)))) : Double(bitPattern: try pattern(8))
    }

    private mutating func length() throws(Fault) -> Int {
      let count = try integer(try byte())
      guard count >= 0, count <= bytes.count - offset else { throw Fault(reason: "it is cut short") }
      return count
    }

    private mutating func string() throws(Fault) -> String {
      let count = try length()
      defer { offset += count }
      return String(decoding: bytes[offset..<offset + count], as: UTF8.self)
    }

    private mutating func list(depth: Int) throws(Fault) -> BinaryJSON {
      guard offset < bytes.count else { throw Fault(reason: "it is cut short") }
      if bytes[offset] == UInt8(ascii: "$") { return try typedList() }
      var elements: [BinaryJSON] = []
      if bytes[offset] == UInt8(ascii: "#") {
        offset += 1
        for _ in 0..<(try length()) { elements.append(try value(depth: depth + 1)) }
        return .list(elements)
      }
      while offset < bytes.count, bytes[offset] != UInt8(ascii: "]") { elements.append(try value(depth: depth + 1)) }
      _ = try byte()
      return .list(elements)
    }

    /// A list of numbers of one type.
    private mutating func typedList() throws(Fault) -> BinaryJSON {
      offset += 1
      let type = try byte()
      guard try byte() == UInt8(ascii: "#") else { throw Fault(reason: "a list has a type and no length") }
      let count = try length()
      if type == UInt8(ascii: "d") {
        var values: [Float] = []
        for _ in 0..<count { values.append(Float(try number(type))) }
        return .numbers(values)
      }
      var values: [Int] = []
      for _ in 0..<count { values.append(try integer(type)) }
      return .integers(values)
    }

    private mutating func object(depth: Int) throws(Fault) -> BinaryJSON {
      var members: [String: BinaryJSON] = [:]
      while offset < bytes.count, bytes[offset] != UInt8(ascii: "}") {
        let key = try string()
        guard members.updateValue(try value(depth: depth + 1), forKey: key) == nil else {
          throw Fault(reason: "'\(key)' appears twice")
        }
      }
      _ = try byte()
      return .object(members)
    }
  }
}
