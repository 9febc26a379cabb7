/// The tasks that have been accepted and have not ended.
///
/// Each keeps its place until it ends, and whatever is added takes a place that is free: so that the end of a task touches no other
/// task's memory, which is on the way to another core.
struct LiveRecords: Sequence {
    private var places: [TaskRecord?] = []
    private var free: [Int] = []

    private(set) var count = 0

    mutating func insert(_ record: TaskRecord) {
        self.count += 1
        if let place = self.free.popLast() {
            self.places[place] = record
            unsafe record.life.place = place
        } else {
            unsafe record.life.place = self.places.count
            self.places.append(record)
        }
    }

    mutating func remove(_ record: TaskRecord) {
        let place = unsafe record.life.place
        self.count -= 1
        self.places[place] = nil
        self.free.append(place)
        if self.free.count > 1_024, self.count < self.places.count / 8 { self.compact() }
    }

    /// Gives back the room that a crowd has left.
    private mutating func compact() {
        let records = Array(self)
        self = Self()
        for record in records { self.insert(record) }
    }

    /// All of them, in the order in which they were accepted.
    var inOrder: [TaskRecord] { self.sorted { $0.id < $1.id } }

    /// All places are before this one.
    var endPlace: Int { self.places.count }

    /// Those that stand at `places`: who looks for some may do so bit by bit. While records come and go one may be passed over.
    func records(at places: Range<Int>) -> [TaskRecord] {
        self.places[places.clamped(to: self.places.indices)].compactMap(\.self)
    }

    /// All of them, in no particular order.
    func makeIterator() -> AnyIterator<TaskRecord> {
        var places = self.places.makeIterator()
        return AnyIterator {
            while let place = places.next() {
                if let record = place { return record }
            }
            return nil
        }
    }
}
