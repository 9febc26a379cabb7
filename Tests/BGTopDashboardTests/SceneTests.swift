import BGTopStore
import BackgroundWorkEvents
import Testing

@testable import BGTopDashboard

/// A made-up server whose figures did not agree would make pictures that could not be true.
@Suite struct SceneTests {
    @Test(arguments: Scene.allCases)
    func `all figures of a scene add up`(scene: Scene) throws {
        let store = scene.model(size: Shot.large).store
        let names = store.names
        #expect(names.map(\.running).reduce(0, +) == store.running)
        #expect(names.map(\.queued).reduce(0, +) == store.queued)
        #expect(abs(names.map(\.doneRate).reduce(0, +) - store.rates.finished.perSecond) < 0.001)
        #expect(store.running + store.queued == store.alive)
        #expect(store.queued == 0 || store.running == store.capacity?.maximumRunning || store.drain?.phase != .accepting)
        let pool = try #require(store.pools.first)
        #expect(pool.busy == store.live.count { $0.activity?.state == .running })
        #expect(pool.busy ?? 0 <= pool.width ?? 0)
        for row in store.live {
            let spent = TimeSpent(row, at: store.now)
            #expect(spent.queued + (spent.inside?.total ?? .zero) == row.age(at: store.now))
        }
    }
}
