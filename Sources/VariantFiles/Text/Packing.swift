import CHtslib
import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a file is packed with, if that is not gzip or BGZF: told by its first bytes, before htslib, which aborts on some, sees it.
enum Packing {
  private static let kinds: [(magic: [UInt8], offset: Int, name: String, unpack: String)] = [
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], 0, "xz", "xz -d"),
    ([0x5D, 0x00, 0x00], 0, "lzma", "xz -d"),
    (Array("BZh".utf8), 0, "bzip2", "bunzip2"),
    ([0x28, 0xB5, 0x2F, 0xFD], 0, "zstd", "zstd -d"),
    ([0x04, 0x22, 0x4D, 0x18], 0, "lz4", "lz4 -d"),
    (Array("LZIP".utf8), 0, "lzip", "lzip -d"),
    ([0x1F, 0x9D], 0, "compress", "uncompress"),
    ([0x1F, 0xA0], 0, "compress", "uncompress"),
    ([0x50, 0x4B, 3, 4], 0, "zip", "unzip"),
    ([0x50, 0x4B, 5, 6], 0, "zip", "unzip"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, "7z", "7z x"),
    (Array("Rar!".utf8), 0, "rar", "unrar x"),
    (Array("ustar".utf8), 257, "tar", "tar -x"),
  ]

  /// Throws if the file at `path` is packed, or what gzip unpacks of it is.
  static func check(_ path: String) throws(VariantFilesError) {
    let outer = beginning(path)
    let isGzip = outer.starts(with: [0x1F, 0x8B])
    guard let found = kind(of: isGzip ? TextBeginning.read(path, 512) : outer) else { return }
    let problem =
      found.name == "tar"
      ? "is a tar archive\(isGzip ? " (.tar.gz)" : ""), not a file of data"
      : "is compressed with \(found.name)\(isGzip ? " inside gzip" : "")"
    throw .damaged(
      path: path, problem: problem,
      remedy: "unpack it (\(found.unpack)); gzip and BGZF (bgzip) are the compressions that are read")
  }

  private static func kind(of bytes: [UInt8]) -> (name: String, unpack: String)? {
    kinds.first { bytes.dropFirst($0.offset).starts(with: $0.magic) }.map { ($0.name, $0.unpack) }
  }

  /// The first bytes of the file as they are.
  private static func beginning(_ path: String) -> [UInt8] {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    return [UInt8](unsafeUninitializedCapacity: 512) { buffer, initializedCount in
      initializedCount = max(0, buffer.baseAddress.map { read(descriptor, $0, 512) } ?? 0)
    }
  }
}
