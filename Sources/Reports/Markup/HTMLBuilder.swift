/// Puts the statements of a block together; strings among them are text and are escaped.
@resultBuilder
package enum HTMLBuilder {
  /// A piece of markup.
  package static func buildExpression(_ html: HTML) -> HTML { html }
  /// Text.
  package static func buildExpression(_ text: String) -> HTML { .text(text) }
  /// Pieces.
  package static func buildExpression(_ pieces: [HTML]) -> HTML { .joined(pieces) }
  /// One behind the other.
  package static func buildBlock(_ pieces: HTML...) -> HTML { .joined(pieces) }
  /// `if` without `else`.
  package static func buildOptional(_ html: HTML?) -> HTML { html ?? .empty }
  /// `if`.
  package static func buildEither(first html: HTML) -> HTML { html }
  /// `else`.
  package static func buildEither(second html: HTML) -> HTML { html }
  /// `for`.
  package static func buildArray(_ pieces: [HTML]) -> HTML { .joined(pieces) }
}
