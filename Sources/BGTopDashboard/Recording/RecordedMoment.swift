/// A moment of a recording as a person names it: `1:30`, `90s`, or from where one is `+10s`, `-1:00`.
enum RecordedMoment: Hashable, Sendable {
    case fromBeginning(Duration)
    case fromHere(Duration)

    /// Nil for what is none.
    init?(_ text: String) {
        let text = text.filter { !$0.isWhitespace }
        let sign = text.first.flatMap { $0 == "+" || $0 == "-" ? $0 : nil }
        let figure = sign == nil ? text[...] : text.dropFirst()
        // What stands alone can be nothing but seconds: there is nothing else that it could become.
        guard let seconds = TimeText.seconds(figure) ?? TimeText.seconds("\(figure)s"), seconds.isFinite,
            seconds < Self.longest
        else { return nil }
        let time = Duration.seconds(seconds)
        switch sign {
        case "+": self = .fromHere(time)
        case "-": self = .fromHere(.zero - time)
        default: self = .fromBeginning(time)
        }
    }

    /// In seconds: longer than anybody records.
    private static let longest = 1e9
}
