/// JSON as it was written: members in their order, numbers digit for digit. What nobody here understands is written back as it
/// came, which Foundation's does not promise.
enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// In the letters in which it was written.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// What it is, for a person who has written something else.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number(let text): text
        case .string(let text): "\"\(text)\""
        case .array: "a list"
        case .object: "a group of settings"
        }
    }
}

/// The members of an object, in the order in which they were written. No key is in it twice.
struct JSONObject: Hashable, Sendable {
    struct Member: Hashable, Sendable {
        let key: String
        var value: JSONValue
    }

    private(set) var members: [Member] = []

    subscript(key: String) -> JSONValue? {
        self.members.first { $0.key == key }?.value
    }

    /// Changes a member where it stands, or adds it before the first one that comes later in `order`.
    mutating func set(_ key: String, to value: JSONValue, order: [String] = []) {
        if let index = self.members.firstIndex(where: { $0.key == key }) {
            self.members[index].value = value
            return
        }
        let later = order.firstIndex(of: key).map { order[($0 + 1)...] } ?? []
        let index = self.members.firstIndex { later.contains($0.key) } ?? self.members.endIndex
        self.members.insert(Member(key: key, value: value), at: index)
    }

    mutating func remove(_ key: String) {
        self.members.removeAll { $0.key == key }
    }
}
