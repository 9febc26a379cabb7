/// A time as a person writes it, or as a column shows it: `200ms`, `1.5s`, `5m`, `2h05m`, `1:12`.
enum TimeText {
    private static let units: [String: Double] = [
        "us": 1e-6, "ms": 1e-3, "s": 1, "sec": 1, "m": 60, "min": 60, "h": 3_600, "d": 86_400,
    ]

    /// Nil for what is none. A figure alone is none either: `5` may be seconds or the beginning of `500ms`.
    static func seconds(_ text: some StringProtocol) -> Double? {
        text.contains(":") ? self.secondsOnClock(text) : self.secondsInUnits(text)
    }

    /// Whether more characters may make a time of it.
    static func mayBecomeTime(_ text: String) -> Bool {
        ["s", "00"].contains { self.seconds(text + $0) != nil }
    }

    private static func secondsOnClock(_ text: some StringProtocol) -> Double? {
        let texts = text.split(separator: ":", omittingEmptySubsequences: false)
        // Only the last of them has a fraction: 1:12.345.
        let parts = texts.enumerated().map { index, part in
            let isFigure = part.allSatisfy { $0.isASCII && ($0.isNumber || index == texts.count - 1 && $0 == ".") }
            return isFigure && part.first?.isNumber == true ? Double(part) : nil
        }
        // Only the first of them is carried into nothing: 90:00.
        guard (2...3).contains(parts.count), parts.dropFirst().allSatisfy({ $0.map { $0 < 60 } ?? false }) else { return nil }
        return parts.reduce(0) { sum, part in sum.flatMap { sum in part.map { sum * 60 + $0 } } }
    }

    private static func secondsInUnits(_ text: some StringProtocol) -> Double? {
        var rest = text[...]
        var sum = 0.0
        repeat {
            let figures = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest[figures.endIndex...]
            let unit = rest.prefix { $0.isLetter }
            rest = rest[unit.endIndex...]
            guard let figure = Double(figures), let length = self.units[unit.lowercased()] else { return nil }
            sum += figure * length
        } while !rest.isEmpty
        return sum
    }
}
