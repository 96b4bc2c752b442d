#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Names of filters as C sees them, for as long as this value lives.
final class FilterNames {
  private let names: [UnsafeMutablePointer<CChar>?]
  private let list: UnsafeMutablePointer<UnsafePointer<CChar>?>

  init(_ names: [String]) {
    self.names = names.map { strdup($0) }
    list = .allocate(capacity: max(1, names.count))
    for (index, name) in self.names.enumerated() { (list + index).initialize(to: UnsafePointer(name)) }
  }

  deinit {
    list.deallocate()
    for name in names { free(name) }
  }

  /// How many there are.
  var count: Int32 { Int32(names.count) }

  /// The names.
  var pointers: UnsafePointer<UnsafePointer<CChar>?> { UnsafePointer(list) }
}
