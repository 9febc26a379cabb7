import BackgroundWorkEvents

extension [BackgroundTaskID] {
    /// Where `id` stands among ascending IDs.
    ///
    /// A binary search within what ascending numbers leave open: between two IDs stand at most as many as there are numbers
    /// between them. Of IDs without gaps it finds any at once.
    func position(of id: BackgroundTaskID) -> Int? {
        guard let first = self.first, let last = self.last, id >= first, id <= last else { return nil }
        let end = UInt64(self.count - 1)
        var low = Int(end - Swift.min(last.rawValue - id.rawValue, end))
        var high = Int(Swift.min(id.rawValue - first.rawValue, end))
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < id { low = middle + 1 } else { high = middle }
        }
        return self[low] == id ? low : nil
    }
}
