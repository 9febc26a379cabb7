import BGTopStore
import BackgroundWorkEvents
import TestSupport
import Testing

/// Somebody who watches a recording winds it back.
struct RewindTests {
    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `what follows is seen as if nothing had been seen before`(seed: UInt64) throws {
        var server = RandomServer(seed: seed)
        server.bufferSize = .max
        let early = server.read()
        server.act(times: 500)
        let late = server.read()
        var store = TaskStore(retention: Retention(names: 3), thresholds: WarningThresholds(starvedAfter: .seconds(9)))
        for event in early + late { store.fold(event) }
        #expect(store.totals.ended > 0)
        store.fold(TaskEvent(at: server.now, .interrupted(Interruption(reason: "The end.", isRetrying: false))))
        store.fold(TaskEvent(at: server.now, .rewound))
        var other = TaskStore(retention: Retention(names: 3))
        for event in early {
            store.fold(event)
            other.fold(event)
        }
        #expect(store.now == other.now)
        #expect(store.now < server.now, "Its clock goes back as well.")
        #expect(store.totals == other.totals)
        #expect(store.live.map(\.id) == other.live.map(\.id))
        #expect(store.finished.isEmpty)
        #expect(store.names.map(\.name) == other.names.map(\.name))
        #expect(store.rates.submitted.count == other.rates.submitted.count)
        #expect(store.interruption == nil)
        #expect(store.retention.names == 3)
        #expect(store.thresholds.starvedAfter == .seconds(9))
    }
}
