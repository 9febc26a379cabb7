import Synchronization

@testable import DemoServer

/// Keeps the load's books beyond the server's end.
final class LedgerBox: Sendable {
    private let ledger = Mutex<LoadLedger?>(nil)

    var tally: LoadTally? { self.ledger.withLock { $0?.tally } }

    func store(_ ledger: LoadLedger) {
        self.ledger.withLock { $0 = ledger }
    }
}
