/// Why a stream of frames cannot be read any further. After it nothing that follows makes sense.
package enum WireError: Error, Hashable, CustomStringConvertible {
    /// A frame says that it is longer than any that this version would send.
    case frameTooLong(bytes: UInt64, limit: Int)
    case malformed
    /// It is what only this side sends to the other.
    case misdirected
    /// A snapshot has more tasks than could be shown.
    case tooManyTasks
    /// A snapshot takes more than could be held.
    case snapshotTooLong

    /// A sentence for a person.
    package var description: String {
        switch self {
        case .frameTooLong(let bytes, let limit):
            "The other side announced a frame of \(bytes) bytes, which is more than the \(limit) that are allowed."
        case .malformed: "What the other side sent is not what bgtop speaks."
        case .misdirected: "The other side sent what only this side sends."
        case .tooManyTasks: "The other side has more than \(SnapshotAssembly.maximumTasks) live tasks, more than can be shown."
        case .snapshotTooLong:
            "The other side tells more of its live tasks than can be held: it takes more than \(SnapshotAssembly.maximumBytes) bytes,"
                + " or has more than \(SnapshotAssembly.maximumParts) fields, nodes and warnings."
        }
    }
}
