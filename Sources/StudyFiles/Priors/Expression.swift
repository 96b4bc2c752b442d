import Groundwork

/// A number worked out from named numbers: `4 * population_size * recombination_rate * length`.
///
/// The grammar, in which blanks mean nothing:
///
///     expression  term { ("+" | "-") term }
///     term        factor { ("*" | "/") factor }
///     factor      "-" factor | primary [ "^" factor ]
///     primary     number | name | function "(" expression { "," expression } ")" | "(" expression ")"
///     function    log (natural), log10, exp, sqrt, abs: of one number; min, max: of two
///     name        a letter or _, then letters, digits and _
///
/// Nothing else can be written, and nothing is run but this arithmetic.
public struct Expression: Sendable, Equatable, Codable {
  /// As it was written.
  public let text: String
  private let root: Node

  /// The expression written `text`; says what is wrong with another text.
  package init(_ text: String) throws(Fault) {
    var parser = ExpressionParser(text)
    root = try parser.whole()
    self.text = text
  }

  /// Why a text is no expression.
  package struct Fault: Error, CustomStringConvertible { package let description: String }

  /// The names in it, each once, in order of first appearance.
  package var names: [String] {
    var names: [String] = []
    root.visit { if case .name(let name) = $0, !names.contains(name) { names.append(name) } }
    return names
  }

  /// Its value where each name has that of `values`; NaN where a name has none.
  package func value(_ values: [String: Double]) -> Double { root.value(values) }

  /// The expression as text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// The expression from text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do { try self.init(text) } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }

  /// A node of the tree of an expression.
  indirect enum Node: Sendable, Equatable {
    case number(Double)
    case name(String)
    case operation(Operation, Node, Node)
    case function(Function, [Node])

    /// What stands between two numbers.
    enum Operation: Character, Sendable { case add = "+", subtract = "-", multiply = "*", divide = "/", power = "^" }

    /// What can be asked of numbers, by its name.
    enum Function: String, Sendable, CaseIterable {
      case log, log10, exp, sqrt, abs, min, max

      /// How many numbers it is of.
      var arity: Int { self == .min || self == .max ? 2 : 1 }
    }

    /// Calls `body` with this node and all below it.
    func visit(_ body: (Node) -> Void) {
      body(self)
      switch self {
      case .number, .name: break
      case .operation(_, let one, let other):
        one.visit(body)
        other.visit(body)
      case .function(_, let arguments): for argument in arguments { argument.visit(body) }
      }
    }

    func value(_ values: [String: Double]) -> Double {
      switch self {
      case .number(let number): return number
      case .name(let name): return values[name] ?? .nan
      case .operation(let operation, let one, let other):
        let (a, b) = (one.value(values), other.value(values))
        switch operation {
        case .add: return a + b
        case .subtract: return a - b
        case .multiply: return a * b
        case .divide: return a / b
        case .power: return Self.power(a, b)
        }
      case .function(let function, let arguments):
        let values = arguments.map { $0.value(values) }
        switch function {
        case .log: return values[0] > 0 ? PortableMath.log(values[0]) : .nan
        case .log10: return values[0] > 0 ? PortableMath.log(values[0]) / PortableMath.log(10) : .nan
        case .exp: return PortableMath.exp(values[0])
        case .sqrt: return values[0].squareRoot()
        case .abs: return Swift.abs(values[0])
        case .min: return values.contains(where: \.isNaN) ? .nan : Swift.min(values[0], values[1])
        case .max: return values.contains(where: \.isNaN) ? .nan : Swift.max(values[0], values[1])
        }
      }
    }

    /// `base` to the power of `exponent`; of a negative base to whole powers only.
    private static func power(_ base: Double, _ exponent: Double) -> Double {
      if let whole = Int(exactly: exponent), Swift.abs(whole) <= 64 {
        let product = (0..<Swift.abs(whole)).reduce(1.0) { product, _ in product * base }
        return whole < 0 ? 1 / product : product
      }
      return base > 0 ? PortableMath.exp(exponent * PortableMath.log(base)) : base == 0 && exponent > 0 ? 0 : .nan
    }
  }
}
