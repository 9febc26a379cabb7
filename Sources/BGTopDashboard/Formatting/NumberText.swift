extension BinaryInteger {
    /// With thousands separated: `1,024`.
    var grouped: String {
        var digits = String(self.magnitude)
        var end = digits.count - 3
        while end > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: end))
            end -= 3
        }
        return self < 0 ? "-" + digits : digits
    }

    /// A place in a row: `1st`, `2nd`, `12th`, `1,023rd`.
    var ordinal: String {
        let suffix =
            switch (self % 100, self % 10) {
            case (11...13, _): "th"
            case (_, 1): "st"
            case (_, 2): "nd"
            case (_, 3): "rd"
            default: "th"
            }
        return self.grouped + suffix
    }
}

extension Double {
    /// A rate without its unit: `0`, `0.4`, `4.5`, `209`, `12,310`.
    var rate: String {
        guard self.isFinite, self >= 0.05 else { return "0" }
        return self < 9.95 ? self.tenths : Int64(min(self, 1e15).rounded()).grouped
    }

    /// A share as a percentage with one decimal: `2.2%`, `100%`.
    var percentage: String {
        guard self.isFinite else { return "-" }
        return self >= 0.9995 ? "100%" : (max(0, self) * 100).tenths + "%"
    }

    /// A share in whole percents: `74%`. Below one it stays below one: nothing is complete before it is.
    var wholePercentage: String {
        self.wholePercents.map { "\($0)%" } ?? "-"
    }

    /// How likely something is that has yet to happen: `74%`, and never a hundred, since nothing that has been seen makes it certain.
    var probabilityPercentage: String { Swift.min(self, 0.99).wholePercentage }

    /// The figure of ``wholePercentage``; nil for what is no share of anything.
    var wholePercents: Int? {
        guard self.isFinite else { return nil }
        let percents = Int((min(1, max(0, self)) * 100).rounded())
        return self < 1 ? min(99, percents) : 100
    }

    private var tenths: String {
        let units = Int64((self * 10).rounded())
        return "\(units / 10).\(units % 10)"
    }
}
