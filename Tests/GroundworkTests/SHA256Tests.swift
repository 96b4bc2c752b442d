import Groundwork
import Testing

/// Against the examples of FIPS 180-4 and RFC 4648.
@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func publishedDigests(message: String, digest: String) {
    #expect(SHA256(Array(message.utf8)).hexadecimal == digest)
  }

  /// A block that is just full, and a message of many blocks.
  @Test func lengthsAroundABlock() {
    let digests = (0...130).map { SHA256([UInt8](repeating: 0x61, count: $0)).hexadecimal }
    #expect(Set(digests).count == 131)
    #expect(
      SHA256([UInt8](repeating: 0x61, count: 1_000_000)).hexadecimal
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy"),
  ])
  func base64(text: String, encoded: String) { #expect(Base64.text(Array(text.utf8)) == encoded) }
}
