extension BinaryInteger {
    /// With thousands separated: `1,024`.
    var prose: String {
        var groups: [Substring] = []
        var digits = Substring(String(self.magnitude))
        while digits.count > 3 {
            groups.append(digits.suffix(3))
            digits.removeLast(3)
        }
        groups.append(digits)
        return (self < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
    }

    /// A number of things: `1 run`, `214 runs`.
    func prose(_ singular: String, _ plural: String) -> String {
        "\(self.prose) \(self == 1 ? singular : plural)"
    }
}

extension Double {
    /// How often something happens, as exactly as a gauge has it: `1`, `4.5`, `12`, `1,024`.
    var proseRate: String {
        let tenths = Int64((self * 10).rounded())
        guard tenths < 100, tenths % 10 > 0 else { return Int64(self.rounded()).prose }
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// A share in whole percents: `74%`. What is not all of it is never shown as that, and what is not nothing never as nothing.
    var prosePercentage: String {
        let percents = Int((min(1, max(0, self)) * 100).rounded())
        if percents == 100, self < 1 { return "99%" }
        if percents == 0, self > 0 { return "1%" }
        return "\(percents)%"
    }
}
