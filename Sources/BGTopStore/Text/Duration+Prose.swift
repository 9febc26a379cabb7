import BackgroundWorkEvents

extension Duration {
    /// As it stands in a sentence: `40 ms`, `2.1 s`, `41 s`, `12 min`. Cut, not rounded: what has taken 1.9 s has not taken 2 s.
    var prose: String {
        let milliseconds = max(0, self.clampedNanoseconds) / 1_000_000
        switch milliseconds {
        case ..<1_000: return "\(milliseconds) ms"
        case ..<20_000: return "\(milliseconds / 1_000).\(milliseconds / 100 % 10) s"
        case ..<120_000: return "\(milliseconds / 1_000) s"
        case ..<7_200_000: return "\(milliseconds / 60_000) min"
        default: return "\(milliseconds / 3_600_000) h"
        }
    }
}
