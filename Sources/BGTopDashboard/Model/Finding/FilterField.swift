import BGTopStore
import BackgroundWorkEvents

/// Something that a filter can ask by its name. To add one, add it to the list of its ``Filterable``; the help has it from there.
struct FilterField<Row>: Sendable {
    typealias Reading<Value> = @Sendable (Row, TaskStore) -> Value

    enum Kind: Sendable {
        case text(Reading<String>)
        /// One of several words. Where they have a rank, the least comes first.
        case word([String], isRanked: Bool, Reading<String>)
        /// Nil where there is none; then no comparison holds.
        case time(Reading<Duration?>)
        case number(isPercentage: Bool, Reading<Double?>)
        /// What the application says under that name: compared as numbers where both are.
        case values(Reading<[String]>)
    }

    let name: String
    /// A term with it that means something, to learn from.
    let example: String
    /// What it is, for the help.
    let explanation: String
    let kind: Kind

    init(_ example: String, _ explanation: String, _ kind: Kind) {
        self.name = String(example.prefix { $0.isLetter })
        self.example = example
        self.explanation = explanation
        self.kind = kind
    }

    /// The field of that name, whatever the name is made of.
    init(named name: String, _ kind: Kind) {
        self.name = name
        self.example = "\(name)=..."
        self.explanation = ""
        self.kind = kind
    }
}

extension FilterField {
    /// What is asked of a row with a comparison and the text behind it.
    func condition(_ comparison: Comparison, _ value: FilterWord) throws(FilterError) -> Reading<Bool> {
        switch self.kind {
        case .text(let reading):
            return try self.ofText(comparison, value, reading)
        case .word(let words, let isRanked, let reading):
            return try self.ofWord(comparison, value, words, isRanked: isRanked, reading)
        case .time(let reading):
            return try self.ofTime(comparison, value.value, reading)
        case .number(let isPercentage, let reading):
            return try self.ofNumber(comparison, value.value, isPercentage: isPercentage, reading)
        case .values(let reading):
            return try self.ofValues(comparison, value, reading)
        }
    }

    private func ofText(
        _ comparison: Comparison,
        _ value: FilterWord,
        _ reading: @escaping Reading<String>
    ) throws(FilterError) -> Reading<Bool> {
        guard !comparison.isOrder else {
            throw FilterError("\(self.name) is text: = asks for all of it, ~ for a part, as in \(self.example)")
        }
        let pattern = try self.pattern(comparison, value)
        return { row, store in pattern.holds(comparison, reading(row, store)) }
    }

    private func ofWord(
        _ comparison: Comparison,
        _ value: FilterWord,
        _ words: [String],
        isRanked: Bool,
        _ reading: @escaping Reading<String>
    ) throws(FilterError) -> Reading<Bool> {
        guard comparison != .contains else { return try self.ofText(comparison, value, reading) }
        if comparison.isOrder, !isRanked {
            throw FilterError("\(self.name) is a word, and no word is above another: = asks for it, as in \(self.example)")
        }
        let written = words.map(FilterSpelling.init)
        let asked = value.value.split(separator: ",", omittingEmptySubsequences: false).map { FilterSpelling(String($0)) }
        let ranks = asked.compactMap(written.firstIndex)
        guard ranks.count == asked.count, !comparison.isOrder || asked.count == 1 else {
            let known = words.map { FilterSpelling($0).hyphenated }.joined(separator: ", ")
            throw FilterError(
                "\(self.name) is one of \(known)",
                isUnfinished: asked.dropLast().allSatisfy(written.contains)
                    && asked.last.map { last in written.contains { $0.begins(with: last) } } ?? false
            )
        }
        return { row, store in
            guard let rank = words.firstIndex(of: reading(row, store)) else { return false }
            return ranks.contains { comparison.holds(rank, $0) }
        }
    }

    private func ofTime(
        _ comparison: Comparison,
        _ value: String,
        _ reading: @escaping Reading<Duration?>
    ) throws(FilterError) -> Reading<Bool> {
        guard comparison.isOrder else {
            throw FilterError("\(self.name) is a time: > asks for longer, < for shorter, as in \(self.example)")
        }
        guard let seconds = TimeText.seconds(value) else {
            throw FilterError(
                "\(self.name) is a time, such as 200ms, 1.5s, 5m or 2h",
                isUnfinished: value.isEmpty || TimeText.mayBecomeTime(value)
            )
        }
        return { row, store in
            reading(row, store).map { comparison.holds($0.inSeconds, seconds) } ?? false
        }
    }

    private func ofNumber(
        _ comparison: Comparison,
        _ value: String,
        isPercentage: Bool,
        _ reading: @escaping Reading<Double?>
    ) throws(FilterError) -> Reading<Bool> {
        guard comparison != .contains else {
            throw FilterError("\(self.name) is a number: =, > and < compare it, as in \(self.example)")
        }
        guard let number = Double(filterText: value, isPercentage: isPercentage) else {
            throw FilterError(
                "\(self.name) is a \(isPercentage ? "share in percents" : "number"), as in \(self.example)",
                isUnfinished: value.isEmpty
            )
        }
        return { row, store in
            reading(row, store).map { comparison.holds($0, number) } ?? false
        }
    }

    private func ofValues(
        _ comparison: Comparison,
        _ value: FilterWord,
        _ reading: @escaping Reading<[String]>
    ) throws(FilterError) -> Reading<Bool> {
        guard comparison.isOrder else {
            let pattern = try self.pattern(comparison, value)
            return { row, store in reading(row, store).contains { pattern.holds(comparison, $0) } }
        }
        guard let number = Double(filterText: value.value) else {
            throw FilterError(
                "\(self.name) is a field of the application's, and \(comparison.rawValue) compares numbers: "
                    + "\(self.name)\(comparison.rawValue)100",
                isUnfinished: value.value.isEmpty
            )
        }
        return { row, store in
            reading(row, store).contains { Double(filterText: $0).map { comparison.holds($0, number) } ?? false }
        }
    }

    /// What text is compared with. Nothing at all can be meant, and is written in quotes.
    private func pattern(_ comparison: Comparison, _ value: FilterWord) throws(FilterError) -> TextPattern {
        guard !value.value.isEmpty || value.hasQuotes else {
            throw FilterError(
                "after \(self.name)\(comparison.rawValue) comes the text that it \(comparison == .equal ? "is" : "has")",
                isUnfinished: true
            )
        }
        return TextPattern(value.value)
    }
}

extension TextPattern {
    /// Whether it is all of a text, or else occurs in it.
    fileprivate func holds(_ comparison: Comparison, _ text: String) -> Bool {
        comparison == .equal ? self.isAll(of: text) : self.occurs(in: text)
    }
}

extension Double {
    /// A number as it is written, and as it is shown: `10`, `0.5`, `1,024`, and `50%` where that is what it counts.
    init?(filterText text: String, isPercentage: Bool = false) {
        let figures = isPercentage && text.hasSuffix("%") ? text.dropLast() : text[...]
        guard figures.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }) else { return nil }
        self.init(String(figures.filter { $0 != "," }))
    }
}
