import CNetworks

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The library that makes, trains and evaluates networks: opened when the first network is asked for, for nothing else needs it.
public struct NetworkEngine: @unchecked Sendable {
  #if canImport(Darwin)
    /// The name of the library.
    public static let fileName = "libapus_networks.dylib"
  #else
    /// The name of the library.
    public static let fileName = "libapus_networks.so"
  #endif
  /// The environment variable that may hold the library's path.
  public static let variable = "APUS_NETWORKS"

  let functions: apus_network_engine

  /// The engine; opened once.
  private static let opened: Result<NetworkEngine, NetworkError> = {
    guard let path = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      let named = candidates.count == 1 ? "\(candidates[0]) does not exist" : nil
      return .failure(.missing(reason: named ?? "found neither beside the program nor in .networks"))
    }
    guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      return .failure(.missing(reason: dlerror().map { String(cString: $0) } ?? "\(path) cannot be opened"))
    }
    typealias Entry = @convention(c) () -> UnsafePointer<apus_network_engine>?
    guard let symbol = dlsym(library, "apus_networks"), let table = unsafeBitCast(symbol, to: Entry.self)(),
      table.pointee.version == APUS_NETWORKS_VERSION
    else { return .failure(.missing(reason: "\(path) is of another version")) }
    return .success(NetworkEngine(functions: table.pointee))
  }()

  /// The engine; throws ``NetworkError/missing(reason:)`` where its library is not there.
  public static func shared() throws(NetworkError) -> NetworkEngine { try opened.get() }

  /// True if networks can be made.
  public static var isPresent: Bool { (try? opened.get()) != nil }

  /// Where the library is looked for: what the environment names, and nothing else then; beside the program, in the `lib/apus`
  /// of its prefix, and in the folder `.networks` of the folders that the program lies in.
  private static var candidates: [String] {
    if let named = getenv(variable).map({ String(cString: $0) }), !named.isEmpty { return [named] }
    guard var folder = programFolder else { return [] }
    var paths = ["\(folder)/\(fileName)", "\(folder)/../lib/apus/\(fileName)"]
    while let slash = folder.lastIndex(of: "/") {
      paths.append("\(folder)/.networks/\(fileName)")
      folder = String(folder[..<slash])
    }
    return paths
  }

  private static var programFolder: String? {
    #if canImport(Darwin)
      guard let path = Bundle.main.executablePath else { return nil }
    #else
      guard let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else { return nil }
    #endif
    return path.lastIndex(of: "/").map { String(path[..<$0]) }
  }

  /// The engine's name and version.
  public var name: String { functions.name().map { String(cString: $0) } ?? "an engine without a name" }

  /// True if a GPU can be used.
  public var hasGPU: Bool { functions.has_gpu() == 1 }

  /// The error that the engine reports in this thread.
  func error() -> NetworkError {
    .engine(functions.error().map { String(cString: $0) } ?? "no reason given")
  }
}
