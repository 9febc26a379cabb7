import BackgroundWorkEvents

extension ScenarioResult: Encodable {
    private enum Key: String, CodingKey {
        case name, question, culprit, fault, foundAfter, wronglyAccused, lesson
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(self.name.rawValue, forKey: .name)
        try container.encode(self.question, forKey: .question)
        try container.encode(self.culprit, forKey: .culprit)
        try container.encode(self.fault.name, forKey: .fault)
        // Seconds; null where nobody found it.
        try container.encode(self.foundAfter?.inSeconds, forKey: .foundAfter)
        try container.encode(self.wronglyAccused, forKey: .wronglyAccused)
        try container.encode(self.fault.lesson, forKey: .lesson)
    }
}
