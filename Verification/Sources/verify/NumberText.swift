import Groundwork

/// `value` with three decimals.
func text(_ value: Double) -> String {
  let thousandths = (abs(value) * 1000).rounded()
  let whole = Int(thousandths / 1000)
  let fraction = String(Int(thousandths) % 1000)
  let zeros = String(repeating: "0", count: 3 - fraction.count)
  return (value < 0 && thousandths > 0 ? "-" : "") + "\(whole).\(zeros)\(fraction)"
}
