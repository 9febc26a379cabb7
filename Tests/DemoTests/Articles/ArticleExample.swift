import Foundation
import Testing

/// What the documentation shows as Swift: each example is a file that compiles as it stands, for whoever copies it.
struct ArticleExample: CustomTestStringConvertible, Sendable {
    let article: String
    /// Which of the article's it is, from 1.
    let number: Int
    let code: String

    var testDescription: String { "\(self.article), example \(self.number)" }

    /// Of all articles of all products.
    static func all() throws -> [Self] {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")
        let articles = try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter {
            $0.contains(".docc/") && $0.hasSuffix(".md")
        }
        return try articles.sorted().flatMap { article in
            let text = try String(contentsOf: sources.appendingPathComponent(article), encoding: .utf8)
            return text.components(separatedBy: "```swift\n").dropFirst().enumerated().map { offset, rest in
                Self(article: article, number: offset + 1, code: rest.components(separatedBy: "```")[0])
            }
        }
    }
}
