import BackgroundWorkEvents

// How many bytes something keeps in memory, about. Text that is shared counts for everyone who has it.

extension TaskRow {
    var footprint: Int {
        MemoryLayout<Self>.stride + self.task.fields.footprint + (self.particularsBox?.value.footprint ?? 0)
    }

    /// Forgets of its particulars what the row has many of.
    mutating func forgetParts() {
        var particulars = self.particulars
        particulars.annotations = []
        particulars.nodes.listed = []
        particulars.warnings = particulars.warnings.map { TaskWarning(id: $0.id, kind: $0.kind, message: "") }
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
