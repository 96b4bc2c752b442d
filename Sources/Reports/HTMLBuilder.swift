/// Puts the statements of a block together; strings among them are text and are escaped.
@resultBuilder
public enum HTMLBuilder {
  /// A piece of markup.
  public static func buildExpression(_ html: HTML) -> HTML { html }
  /// Text.
  public static func buildExpression(_ text: String) -> HTML { .text(text) }
  /// Pieces.
  public static func buildExpression(_ pieces: [HTML]) -> HTML { .joined(pieces) }
  /// One behind the other.
  public static func buildBlock(_ pieces: HTML...) -> HTML { .joined(pieces) }
  /// `if` without `else`.
  public static func buildOptional(_ html: HTML?) -> HTML { html ?? .empty }
  /// `if`.
  public static func buildEither(first html: HTML) -> HTML { html }
  /// `else`.
  public static func buildEither(second html: HTML) -> HTML { html }
  /// `for`.
  public static func buildArray(_ pieces: [HTML]) -> HTML { .joined(pieces) }
}
