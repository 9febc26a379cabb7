import BGTopStore

/// What a list has entries of that can be searched for, and narrowed down to with a ``Filter``.
protocol Filterable: Sendable {
    /// What a filter can ask of it by name.
    static var filterFields: [FilterField<Self>] { get }

    /// A field that is none of ``filterFields``; nil where there are no others.
    static func otherField(_ name: String) -> FilterField<Self>?

    /// Whether the text occurs in what a list shows of it.
    func has(_ pattern: TextPattern, in store: TaskStore) -> Bool
}
