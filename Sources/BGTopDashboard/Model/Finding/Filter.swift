import BGTopStore

/// What a person wants to see of a list: terms parted by blanks, all of which have to hold.
///
/// A term is free text, which occurs anywhere in what is shown of a row, or a field, a comparison and a value (`age>1s`). A `!`
/// before it, with a blank between them or without, asks for the opposite.
struct Filter<Row: Filterable>: Sendable {
    private struct Term: Sendable {
        let word: FilterWord
        let condition: FilterField<Row>.Reading<Bool>
    }

    /// As it was typed.
    let text: String
    private let terms: [Term]

    /// Hides nothing.
    init() {
        (self.text, self.terms) = ("", [])
    }

    /// - Throws: What is not understood, the first thing first.
    init(_ text: String) throws(FilterError) {
        var terms: [Term] = []
        for word in FilterWord.words(of: text) where !word.isEmpty || word.isQuoteOpen { terms.append(try Self.term(word)) }
        (self.text, self.terms) = (text, terms)
    }

    private init(text: String, terms: [Term]) {
        (self.text, self.terms) = (text, terms)
    }

    /// The text of a filter for what is exactly `value` in the field `name`.
    static func text(_ name: String, is value: String) -> String {
        FilterWord(field: name, comparison: .equal, value: value).description
    }

    /// Whether it hides nothing.
    var isEmpty: Bool { self.terms.isEmpty }

    func accepts(_ row: Row, in store: TaskStore) -> Bool {
        self.terms.allSatisfy { $0.condition(row, store) != $0.word.isInverted }
    }

    /// What is left of it without a last term that may be the beginning of a field's name, and the fields that it may be: `sta` of
    /// `state=waiting`. Nil if it is anything else.
    var beginning: (rest: Filter, fields: [FilterField<Row>])? {
        guard let word = self.terms.last?.word, word.isOpen, word.field == nil, !word.hasQuotes else { return nil }
        let fields = Row.filterFields.filter { $0.name.hasPrefix(word.value.lowercased()) }
        // Without quotes there is no blank in a word.
        let rest = self.text.prefix(upTo: self.text.lastIndex(where: \.isWhitespace) ?? self.text.startIndex)
        return fields.isEmpty ? nil : (Filter(text: String(rest), terms: self.terms.dropLast()), fields)
    }

    // MARK: - What a word means

    private static func term(_ word: FilterWord) throws(FilterError) -> Term {
        if word.isQuoteOpen { throw FilterError("a quote is open: another \" closes it", isUnfinished: true) }
        guard let name = word.field, let comparison = word.comparison else {
            let pattern = TextPattern(word.value)
            return Term(word: word) { row, store in row.has(pattern, in: store) }
        }
        do {
            return Term(word: word, condition: try self.field(name, before: comparison).condition(comparison, word))
        } catch {
            throw FilterError(error.sentence, isUnfinished: error.isUnfinished && word.isOpen)
        }
    }

    private static func field(_ name: String, before comparison: Comparison) throws(FilterError) -> FilterField<Row> {
        if let field = Row.field(name) { return field }
        let fields = Row.filterFields
        throw FilterError(
            name.isEmpty
                ? "before \(comparison.rawValue) comes a field, as in \(fields[0].example); text that has it stands in quotes"
                : "there is no field \(name) here, but \(fields.map(\.name).joined(separator: ", "))"
        )
    }
}

extension Filter<TaskRow> {
    /// A name that only the application can have given, and has given to nothing that lives.
    func fieldThatNothingHas(in store: TaskStore) -> String? {
        self.terms.lazy.compactMap(\.word.field).first { name in
            guard case .values(let reading) = TaskRow.field(name)?.kind else { return false }
            return !store.live.contains { !reading($0, store).isEmpty }
        }
    }
}

extension Filterable {
    /// The field of that name; nil if there is none.
    static func field(_ name: String) -> FilterField<Self>? {
        self.filterFields.first { $0.name == name.lowercased() } ?? self.otherField(name)
    }
}

extension Filter: CustomStringConvertible {
    /// Text that means the same, however it was typed.
    var description: String { self.terms.map(\.word.description).joined(separator: " ") }
}
