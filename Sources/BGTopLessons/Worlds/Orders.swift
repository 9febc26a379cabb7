package import BGTopTeaching

/// The orders of a shop, and what is to be done for each behind its response. They follow from a seed: whoever works them off has the
/// same work, whatever else they do.
package struct Orders: Sendable {
    package struct Job: Sendable {
        package let id: LedgerEntry.Job
        package let duration: Duration
        private let ledger: LedgerWriter

        fileprivate init(_ id: LedgerEntry.Job, taking duration: Duration, ledger: LedgerWriter) {
            self.id = id
            self.duration = duration
            self.ledger = ledger
        }

        var name: String { self.id.name }

        /// Writes into the ledger that it has begun, takes its time, and writes that it is done; not that, if it was cancelled.
        func work() async {
            self.ledger.write(.begun, self.id)
            guard (try? await Task.sleep(for: self.duration)) != nil else { return }
            self.ledger.write(.done, self.id)
        }
    }

    /// How long after an order the next one comes.
    package static let interval = Duration.milliseconds(350)
    private static let names = ["receipt", "stock", "mail"]

    let ledger: LedgerWriter
    private let seed: UInt64

    package init(seed: UInt64, ledger: LedgerWriter) {
        self.seed = seed
        self.ledger = ledger
    }

    /// What is to be done for an order, which are counted from 1.
    package func jobs(of order: Int) -> [Job] {
        Self.names.enumerated().map { index, name in
            let number = UInt64(order * Self.names.count + index)
            return Job(LedgerEntry.Job(order: order, name: name), taking: self.duration(number), ledger: self.ledger)
        }
    }

    /// 0.2 to 0.9 s, but for every fourth, about: that takes 2 to 3.
    private func duration(_ number: UInt64) -> Duration {
        var mixed = self.seed &+ number &* 0x9E37_79B9_7F4A_7C15
        // The last step of SplitMix64, as Steele, Lea and Flood describe it.
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        let isSlow = mixed.isMultiple(of: 4)
        return .milliseconds(isSlow ? 2_000 + mixed / 4 % 1_001 : 200 + mixed / 4 % 701)
    }
}
