/// Reads an ``Expression`` from left to right.
struct ExpressionParser {
  private let text: [Character]
  private var place = 0
  private var depth = 0

  /// Brackets within brackets, and signs before signs, that are followed.
  private static let deepest = 100

  init(_ text: String) { self.text = Array(text) }

  /// The tree of the whole text.
  mutating func whole() throws(Expression.Fault) -> Expression.Node {
    let node = try expression()
    skipBlanks()
    if let next = text.dropFirst(place).first {
      throw Expression.Fault(description: "'\(next)' is not expected at character \(place + 1)")
    }
    return node
  }

  private mutating func expression() throws(Expression.Fault) -> Expression.Node {
    try chain(["+", "-"]) { parser throws(Expression.Fault) in
      try parser.chain(["*", "/"]) { parser throws(Expression.Fault) in try parser.factor() }
    }
  }

  /// Parts that `operators` join, from left to right.
  private mutating func chain(
    _ operators: [Character], _ part: (inout ExpressionParser) throws(Expression.Fault) -> Expression.Node
  ) throws(Expression.Fault) -> Expression.Node {
    var node = try part(&self)
    while let sign = take(operators), let operation = Expression.Node.Operation(rawValue: sign) {
      node = .operation(operation, node, try part(&self))
    }
    return node
  }

  private mutating func factor() throws(Expression.Fault) -> Expression.Node {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      throw Expression.Fault(description: "more than \(Self.deepest) brackets within brackets")
    }
    if take(["-"]) != nil { return .operation(.subtract, .number(0), try factor()) }
    let base = try primary()
    return take(["^"]) == nil ? base : .operation(.power, base, try factor())
  }

  private mutating func primary() throws(Expression.Fault) -> Expression.Node {
    if take(["("]) != nil {
      let inner = try expression()
      try expect(")")
      return inner
    }
    guard let first = text.dropFirst(place).first else {
      throw Expression.Fault(description: "a number or a name is missing at the end")
    }
    if first.isASCII, first.isNumber || first == "." { return .number(try number()) }
    guard first.isLetter || first == "_" else {
      throw Expression.Fault(description: "'\(first)' is not expected at character \(place + 1)")
    }
    let name = word { $0.isLetter || $0.isNumber || $0 == "_" }
    guard take(["("]) != nil else { return .name(name) }
    return try call(name)
  }

  /// The arguments of the function `name`, whose bracket is open.
  private mutating func call(_ name: String) throws(Expression.Fault) -> Expression.Node {
    guard let function = Expression.Node.Function(rawValue: name) else {
      let known = Expression.Node.Function.allCases.map(\.rawValue).joined(separator: ", ")
      throw Expression.Fault(description: "there is no function '\(name)' (known: \(known))")
    }
    var arguments = [try expression()]
    while take([","]) != nil { arguments.append(try expression()) }
    try expect(")")
    guard arguments.count == function.arity else {
      throw Expression.Fault(
        description: "\(name) is of \(function.arity == 1 ? "one number" : "two numbers"), found \(arguments.count)")
    }
    return .function(function, arguments)
  }

  /// A number: 4, 1.25, 1e-8.
  private mutating func number() throws(Expression.Fault) -> Double {
    let start = place
    _ = word { ($0.isASCII && $0.isNumber) || $0 == "." }
    if let mark = text.dropFirst(place).first, mark == "e" || mark == "E" {
      place += 1
      if let sign = text.dropFirst(place).first, sign == "-" || sign == "+" { place += 1 }
      _ = word { $0.isASCII && $0.isNumber }
    }
    let found = String(text[start..<place])
    guard let value = Double(found), value.isFinite else {
      throw Expression.Fault(description: "'\(found)' is no number")
    }
    return value
  }

  private mutating func word(_ belongs: (Character) -> Bool) -> String {
    let start = place
    while place < text.count, belongs(text[place]) { place += 1 }
    return String(text[start..<place])
  }

  private mutating func skipBlanks() {
    while place < text.count, text[place].isWhitespace { place += 1 }
  }

  /// The next character if it is one of `wanted`, which is then passed.
  private mutating func take(_ wanted: [Character]) -> Character? {
    skipBlanks()
    guard place < text.count, wanted.contains(text[place]) else { return nil }
    place += 1
    return text[place - 1]
  }

  private mutating func expect(_ wanted: Character) throws(Expression.Fault) {
    if take([wanted]) == nil { throw Expression.Fault(description: "'\(wanted)' is missing") }
  }
}
