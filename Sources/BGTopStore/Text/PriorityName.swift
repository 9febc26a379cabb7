extension UInt8 {
    /// What people call a task priority of this raw value; the bare number where nobody calls it anything.
    package var priorityName: String {
        switch self {
        case 33: "userInteractive"
        case 25: "high"
        case 21: "medium"
        case 17: "low"
        case 9: "background"
        default: String(self)
        }
    }
}
