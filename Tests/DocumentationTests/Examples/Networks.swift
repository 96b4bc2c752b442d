import Networks

/// A network that tells two classes apart by three numbers.
func smallNetwork() -> NetworkDescription {
  var description = NetworkDescription()
  let columns = description.input("columns", [3])
  let hidden = description.layer("relu", description.layer("linear", columns, settings: "units=8"))
  let output = description.layer("linear", hidden, settings: "units=2", name: "output")
  description.loss("softmax", output)
  description.optimiser("decay=0.0001")
  return description
}

/// The loss before and after 200 steps on `rows`, of class 1 where the second number is the largest.
func trained(on rows: [[Float]]) throws -> (before: Double, after: Double) {
  let network = try Network(smallNetwork(), seed: 1)
  let classes: [Float] = rows.map { $0[1] == $0.max() ? 1 : 0 }
  let batch = Network.Batch(rows: rows.count, inputs: [rows.flatMap { $0 }], targets: [classes])
  let before = try network.losses(batch)[0]
  for step in 0..<200 { _ = try network.train(batch, seed: UInt64(step), rate: 0.01) }
  return (before, try network.losses(batch)[0])
}
