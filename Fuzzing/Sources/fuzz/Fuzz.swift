import CFuzzer
import Foundation

/// `APUS_FUZZ=ms fuzz CORPUS ...`: libFuzzer over the reader that the environment names.
@main
struct Fuzz {
  static func main() {
    guard let name = ProcessInfo.processInfo.environment["APUS_FUZZ"], readers[name] != nil else {
      print("set APUS_FUZZ to one of: " + readers.keys.sorted().joined(separator: " "))
      exit(64)
    }
    apus_fuzz_reader(name)
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(
      LLVMFuzzerRunDriver(&count, &arguments) { data, size in
        Fuzz.reader(Array(UnsafeBufferPointer(start: data, count: size)))
        return 0
      })
  }

  /// Runs the reader; a typed error is as good as a value.
  private static func reader(_ bytes: [UInt8]) {
    do { try chosen?(bytes) } catch {}
  }

  private static let chosen = readers[ProcessInfo.processInfo.environment["APUS_FUZZ"] ?? ""]
}
