import BackgroundWorkEvents

extension Duration {
    /// As it is written in the settings: a number and its unit, such as `500ms`, `1.5 s`, `2m` or `1h`. Nil if that is not what
    /// `text` is.
    init?(setting text: String) {
        guard let match = text.wholeMatch(of: /([0-9]{1,9}(?:\.[0-9]{1,9})?) ?(ms|s|m|min|h)/), let number = Double(match.1)
        else {
            return nil
        }
        let unit: Duration =
            switch match.2 {
            case "ms": .milliseconds(1)
            case "s": .seconds(1)
            case "h": .seconds(3_600)
            default: .seconds(60)
            }
        self = unit * number
    }

    /// The same, in seconds where there are whole ones.
    var setting: String {
        let milliseconds = self.clampedNanoseconds / 1_000_000
        return milliseconds % 1_000 == 0 ? "\(milliseconds / 1_000)s" : "\(milliseconds)ms"
    }
}
