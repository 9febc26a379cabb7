import Foundation

extension Row {
    /// The row as one line of JSON.
    ///
    /// `ratio` is there for rows whose `kind` is `ratio`, and then `budget` is one of the ratio; otherwise it is one of the value.
    /// What there is not is `null`.
    package var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf",
            negativeInfinity: "-inf",
            nan: "nan"
        )
        // Strings and numbers, whatever they are: there is nothing in it that JSON could not say now.
        guard let data = try? encoder.encode(self) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }
}

extension Row: Encodable {
    private enum CodingKeys: CodingKey {
        case name, value, unit, baseline, ratio, budget, bound, kind, verdict, note
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(self.name, forKey: .name)
        try container.encode(self.value, forKey: .value)
        try container.encode(self.unit, forKey: .unit)
        try container.encode(self.baseline, forKey: .baseline)
        try container.encode(self.ratio, forKey: .ratio)
        try container.encode(self.budget?.limit, forKey: .budget)
        try container.encode(self.budget?.bound, forKey: .bound)
        try container.encode(self.kind, forKey: .kind)
        try container.encode(self.verdict, forKey: .verdict)
        try container.encode(self.note, forKey: .note)
    }
}
