/// Something in a task that has a beginning and an end, or, where the two are one, is a moment.
struct TraceSlice {
    let name: String
    let begin: UInt64
    let end: UInt64
    /// The slice that it is part of, by its place among those of the task; nil for none.
    let parent: Int?
    var isInstant = false
    /// A JSON object.
    var arguments: String?

    init(_ name: String, from begin: UInt64, to end: UInt64, parent: Int? = nil, arguments: String? = nil) {
        self.name = name
        self.begin = begin
        self.end = max(begin, end)
        self.parent = parent
        self.arguments = arguments
    }

    init(_ name: String, at moment: UInt64, arguments: String? = nil) {
        self.init(name, from: moment, to: moment, arguments: arguments)
        self.isInstant = true
    }
}
