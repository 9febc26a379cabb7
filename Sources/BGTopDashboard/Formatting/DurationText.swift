import BackgroundWorkEvents

extension Duration {
    /// At most six columns, for a table: `812ms`, `1.21s`, `41.2s`, `1:12`, `2h05m`, `3d04h`.
    ///
    /// Cut, not rounded: a clock that shows 1.21s has seen 1.21 s go by.
    var compact: String {
        self.text(decimals: 2, separator: "")
    }

    /// In no more than four columns, for what has less: `<1s`, `41s`, `1:12`, `12m`, `2h`, `3d`.
    var brief: String {
        let seconds = max(0, self.clampedNanoseconds) / 1_000_000_000
        return switch seconds {
        case 0: "<1s"
        case ..<60: "\(seconds)s"
        case ..<600: self.compact
        case ..<3_600: "\(seconds / 60)m"
        case ..<86_400: "\(seconds / 3_600)h"
        default: "\(min(999, seconds / 86_400))d"
        }
    }

    /// Two figures are enough where durations are compared: `9ms`, `2.0s`, `29s`, `1:12`.
    var short: String {
        self.text(decimals: 1, separator: "")
    }

    /// As ``short``, with a decimal where whole milliseconds would say little: `0.2ms`, `4.1ms`, `31ms`.
    var fine: String {
        let nanoseconds = max(0, self.clampedNanoseconds)
        guard nanoseconds < 10_000_000 else { return self.short }
        return Self.fixed(nanoseconds * 1_000, decimals: 1) + "ms"
    }

    /// As it stands in a sentence: `140 ms`, `2.1 s`, `11.8 s`, `1:12`.
    var prose: String {
        self < .seconds(60) && self >= .seconds(10)
            ? Self.fixed(max(0, self.clampedNanoseconds), decimals: 1) + " s"
            : self.text(decimals: 1, separator: " ")
    }

    /// As ``prose``, for what may be over before a millisecond is: `12 us`, `1.4 ms`, `140 ms`.
    var precise: String {
        let nanoseconds = max(0, self.clampedNanoseconds)
        switch nanoseconds {
        case ..<1_000_000: return "\(nanoseconds / 1_000) us"
        case ..<10_000_000: return Self.fixed(nanoseconds * 1_000, decimals: 1) + " ms"
        default: return self.prose
        }
    }

    private func text(decimals: Int, separator: String) -> String {
        let nanoseconds = max(0, self.clampedNanoseconds)
        let seconds = nanoseconds / 1_000_000_000
        switch seconds {
        case 0:
            return "\(nanoseconds / 1_000_000)\(separator)ms"
        case ..<10:
            return Self.fixed(nanoseconds, decimals: decimals) + "\(separator)s"
        case ..<60:
            return Self.fixed(nanoseconds, decimals: decimals - 1) + "\(separator)s"
        case ..<3_600:
            return "\(seconds / 60):\(Self.twoDigits(seconds % 60))"
        case ..<86_400:
            return "\(seconds / 3_600)h\(Self.twoDigits(seconds / 60 % 60))m"
        default:
            return "\(seconds / 86_400)d\(Self.twoDigits(seconds / 3_600 % 24))h"
        }
    }

    private static func fixed(_ nanoseconds: Int64, decimals: Int) -> String {
        guard decimals > 0 else { return String(nanoseconds / 1_000_000_000) }
        let scale: Int64 = decimals == 1 ? 10 : 100
        let units = nanoseconds / (1_000_000_000 / scale)
        let fraction = units % scale
        return "\(units / scale)." + (decimals == 2 ? Self.twoDigits(fraction) : String(fraction))
    }

    private static func twoDigits(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}
