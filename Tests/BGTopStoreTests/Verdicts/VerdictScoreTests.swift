import BGTopStore
import BackgroundWorkEvents
import Testing

/// Whether verdicts come true: of very many that were given in the shutdowns of a server with all kinds of work.
struct VerdictScoreTests {
    /// How often one kind of verdict was given, and what it said came to be.
    private struct Score {
        var given = 0
        var cameTrue = 0
        /// What was said of the probability that the task would be over in time, added up.
        var promised = 0.0

        var share: Double { self.given > 0 ? Double(self.cameTrue) / Double(self.given) : 1 }

        /// `73 of 73 came true; 95% were promised to be over in time`
        var line: String {
            let promised = Int((self.promised / Double(max(1, self.given)) * 100).rounded())
            return "\(self.cameTrue) of \(self.given) came true; \(promised)% were promised to be over in time"
        }
    }

    private static let graces = [2.0, 5, 5, 10, 20]
    /// When the cockpit is looked at, as a share of the grace period.
    private static let moments = [0.02, 0.25, 0.5, 0.75]

    @Test(arguments: [1 as UInt64, 2, 3])
    func `nine in ten of what is said to finish does, and of what is said not to does not`(seed: UInt64) throws {
        var server = RehearsedServer(seed: seed)
        server.live(for: 60)
        var scores: [String: Score] = [:]
        for grace in Self.graces {
            server.live(for: 7)
            Self.rehearse(server, grace: grace, into: &scores)
        }
        for (words, score) in scores.sorted(by: { $0.key < $1.key }) { print("seed \(seed): \(words), \(score.line)") }
        let (finishes, willNot) = (try #require(scores["finishes"]), try #require(scores["will not finish"]))
        #expect(finishes.given >= 50 && finishes.share >= 0.9, "\(finishes)")
        #expect(willNot.given >= 20 && willNot.share >= 0.9, "\(willNot)")
    }

    /// One shutdown of a copy of `server`: what is said at several moments of it is held against what lives when its time is up.
    private static func rehearse(_ server: RehearsedServer, grace: Double, into scores: inout [String: Score]) {
        var server = server
        var said: [(id: BackgroundTaskID, kind: Verdict.Kind)] = []
        server.drain(within: grace)
        var passed = 0.0
        for moment in Self.moments {
            server.live(for: moment * grace - passed)
            passed = moment * grace
            said += server.store.drainForecast().holders.map { ($0.row.id, $0.verdict.kind) }
        }
        server.live(for: grace - passed)
        let alive = Set(server.alive)
        for (id, kind) in said {
            guard let (words, probability) = Self.claim(kind) else { continue }
            let isOver = !alive.contains(id)
            scores[words, default: Score()].given += 1
            scores[words, default: Score()].promised += probability
            if isOver == (kind != .willNotFinish) { scores[words, default: Score()].cameTrue += 1 }
        }
    }

    /// What a verdict says, and how likely it says that the task is over in time; nil where it says nothing.
    private static func claim(_ kind: Verdict.Kind) -> (words: String, probability: Double)? {
        switch kind {
        case .finishes(let probability): ("finishes", probability)
        case .timesOut(let probability): ("times out", probability)
        case .atRisk(let probability): ("at risk", probability)
        case .willNotFinish: ("will not finish", 0)
        case .unknown, .ignoresCancellation: nil
        }
    }
}
