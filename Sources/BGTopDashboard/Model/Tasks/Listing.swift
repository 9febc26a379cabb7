import BGTopStore
import BackgroundWorkEvents

/// Which tasks the table lists, and in which order: first what lives, then what has ended.
///
/// As long as nothing is hidden and the order is that of submission it is the store's own and takes no work, however many
/// tasks there are.
struct Listing: Hashable, Sendable {
    enum Live: Hashable, Sendable {
        /// All of the store's live rows as they stand there, or the other way round.
        case every(isReversed: Bool)
        case some([BackgroundTaskID])
    }

    var live = Live.every(isReversed: false)
    var ended: [BackgroundTaskID] = []

    /// The listing's content, as `store` has it now. Not to be kept while the store folds on.
    func content(of store: TaskStore) -> Content {
        Content(listing: self, rows: store.live)
    }

    /// The listing as it stands now; it no longer follows the store.
    func held(in store: TaskStore) -> Listing {
        guard case .every(let isReversed) = self.live else { return self }
        let ids = store.live.ids
        return Listing(live: .some(isReversed ? ids.reversed() : ids), ended: self.ended)
    }

    /// A ``Listing`` together with the rows it speaks of.
    struct Content: ListContent {
        let listing: Listing
        fileprivate let rows: LiveRows

        var liveCount: Int {
            switch self.listing.live {
            case .every: self.rows.count
            case .some(let ids): ids.count
            }
        }

        var count: Int { self.liveCount + self.listing.ended.count }

        func entry(at position: Int) -> BackgroundTaskID? {
            guard position >= 0, position < self.count else { return nil }
            let liveCount = self.liveCount
            guard position < liveCount else { return self.listing.ended[position - liveCount] }
            switch self.listing.live {
            case .every(let isReversed):
                return self.rows[isReversed ? liveCount - 1 - position : position].id
            case .some(let ids):
                return ids[position]
            }
        }

        func position(of id: BackgroundTaskID) -> Int? {
            switch self.listing.live {
            case .every(let isReversed):
                if let position = self.rows.position(of: id) {
                    return isReversed ? self.liveCount - 1 - position : position
                }
            case .some(let ids):
                if let position = ids.firstIndex(of: id) { return position }
            }
            return self.listing.ended.firstIndex(of: id).map { self.liveCount + $0 }
        }
    }
}
