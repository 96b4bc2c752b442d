import Groundwork

/// The usable windows of the data, of which each replicate is given one to be like: its mask, its missing calls and its
/// stretch of the map belong together.
package struct ObservedWindows: Sendable {
  /// The windows, at least one.
  let windows: [WindowGrid.Window]

  /// The usable windows of `grid`; nil if there are none.
  package init?(_ grid: WindowGrid) {
    windows = grid.windows.filter { $0.insufficient == nil }
    if windows.isEmpty { return nil }
  }

  /// The window that the replicate `replicate` is like: a function of the seed and its number.
  package func drawn(seed: UInt64, replicate: UInt64) -> WindowGrid.Window {
    var stream = RandomStream(seed: seed, replicate: replicate, purpose: .mask)
    return windows[stream.index(below: windows.count)]
  }
}
