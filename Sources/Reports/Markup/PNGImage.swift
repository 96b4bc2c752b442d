import Groundwork

/// A small picture of at most four colours, as a PNG (W3C, third edition) whose data are stored and not compressed.
enum PNGImage {
  /// The file of `rows` of indices into `palette` (red, green, blue), all rows of one length.
  static func bytes(_ rows: [[UInt8]], palette: [(UInt8, UInt8, UInt8)]) -> [UInt8] {
    let width = rows.first?.count ?? 0
    precondition(palette.count <= 4 && width > 0, "a picture needs pixels and at most four colours")
    // Depth 2, colour type 3: indices.
    let header = word(UInt32(width)) + word(UInt32(rows.count)) + [2, 3, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", header) + chunk("PLTE", palette.flatMap { [$0.0, $0.1, $0.2] })
      + chunk("IDAT", stored(rows.flatMap { [0] + packed($0) })) + chunk("IEND", [])
  }

  /// The same as an address that holds the picture.
  static func address(_ rows: [[UInt8]], palette: [(UInt8, UInt8, UInt8)]) -> String {
    "data:image/png;base64," + Base64.text(bytes(rows, palette: palette))
  }

  private static func packed(_ row: [UInt8]) -> [UInt8] {
    stride(from: 0, to: row.count, by: 4).map { start in
      (0..<4).reduce(0) { $0 << 2 | (start + $1 < row.count ? row[start + $1] & 3 : 0) }
    }
  }

  /// `data` as a zlib stream of stored blocks (RFC 1950, 1951).
  private static func stored(_ data: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let end = min(start + 65_535, data.count)
      let size = UInt16(end - start)
      result.append(end == data.count ? 1 : 0)
      for value in [size, ~size] {
        result += [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
      }
      result += data[start..<end]
      start = end
    } while start < data.count
    var (low, high): (UInt32, UInt32) = (1, 0)
    for byte in data {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return result + word(high << 16 | low)
  }

  private static func chunk(_ name: StaticString, _ data: [UInt8]) -> [UInt8] {
    let body = Array("\(name)".utf8) + data
    var check: UInt32 = .max
    for byte in body {
      check ^= UInt32(byte)
      for _ in 0..<8 { check = check & 1 == 1 ? check >> 1 ^ 0xEDB8_8320 : check >> 1 }
    }
    return word(UInt32(data.count)) + body + word(~check)
  }

  private static func word(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(24 - 8 * $0)) }
  }
}
