/// What a tree is to predict, as its grower needs it: the state of one node at a time, in memory of its own.
///
/// A merit is in units in which the impurity that a split removes is its merit less that of the whole node.
protocol TreeTarget: SendableMetatype {
  /// Values that a leaf holds.
  var width: Int { get }
  /// Takes the node with these rows; true if they are all alike and the node must be a leaf.
  func open(_ rows: UnsafePointer<Int32>, _ count: Int) -> Bool
  /// The merit of the node left whole.
  func whole(_ count: Int) -> Double
  /// The merits of four columns cut at `thresholds`, `values` being the node's rows of them: that of sending the rows with
  /// values <= the threshold left; -infinity if a side has fewer than `minLeaf`.
  func merits(
    _ thresholds: SIMD4<Float>, _ values: UnsafePointer<SIMD4<Float>>, _ count: Int, minLeaf: Int
  ) -> SIMD4<Double>
  /// The best merit of all places to cut `keys`, the node's rows in ascending order of a column (the rank in the upper
  /// half of a key, the place in the node in the lower), and how many rows it leaves left; -infinity if there is none.
  func bestCut(_ keys: UnsafePointer<UInt64>, _ count: Int, minLeaf: Int) -> (merit: Double, leftCount: Int)
  /// Adds the leaf of the node, with its `rows`, to `tree`; returns its code.
  func addLeaf(_ rows: UnsafePointer<Int32>, _ count: Int, to tree: inout GrownTree) -> Int32
  /// Adds the values that a leaf of the node would have to `values`.
  func addValues(_ count: Int, to values: inout [Float])
  /// The sum over values of `values` times what row `row` really has.
  func agreement(_ row: Int, _ values: UnsafePointer<Float>) -> Double
  /// The sum over values of those of leaf `leaf` of `tree` times what row `row` really has.
  func agreement(_ row: Int, leaf: Int, of tree: GrownTree) -> Double
  /// Frees the memory.
  func deallocate()
}
