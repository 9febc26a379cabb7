import BackgroundWorkEvents

// How many bytes something keeps in memory, about. Text that is shared counts for everyone who has it.

extension TaskRow {
    var footprint: Int {
        MemoryLayout<Self>.stride + Self.detailsSize + self.task.name.footprint + self.task.fields.footprint
            + (self.particularsBox?.value.footprint ?? 0)
    }

    /// What a task was submitted with, beside texts that differ.
    private static let detailsSize = 128

    /// Forgets of its particulars what the row has many of.
    mutating func forgetParts() {
        var particulars = self.particulars
        particulars.annotations = []
        particulars.nodes.omitted &+= UInt32(clamping: particulars.nodes.listed.count)
        particulars.nodes.listed = []
        // One of each kind.
        particulars.warnings = Array(particulars.warnings.prefix(3))
        self.particulars = particulars
    }
}

extension TaskRow.Particulars {
    var footprint: Int {
        MemoryLayout<Self>.stride + self.annotations.footprint
            + self.nodes.listed.reduce(0) { $0 + $1.footprint }
            + self.warnings.reduce(0) { $0 + MemoryLayout<TaskWarning>.stride + $1.message.footprint }
            + (self.errorText?.footprint ?? 0)
    }
}

extension [TaskDescription.Field] {
    var footprint: Int {
        var sum = self.count * MemoryLayout<Element>.stride
        for field in self { sum += field.key.footprint + field.value.footprint }
        return sum
    }
}

extension TaskNode {
    fileprivate var footprint: Int {
        MemoryLayout<Self>.stride + self.name.footprint + (self.errorText?.footprint ?? 0)
    }
}

extension String {
    /// Beside the string itself: short ones have their text in it, others in memory of their own.
    fileprivate var footprint: Int { self.utf8.count <= 15 ? 0 : 32 + self.utf8.count }
}
