/// One term of a filter as it was written: `name~mail`, `!queued`, `"POST /orders"`. What it means is not known here.
struct FilterWord: Hashable, Sendable {
    var isInverted = false
    /// What stands before the comparison; nil where there is none, and all is text.
    var field: String?
    var comparison: Comparison?
    var value = ""
    /// Whether a part of it was in quotes: nobody begins a field's name so.
    var hasQuotes = false
    /// Whether the next character that is typed would belong to it.
    var isOpen = false
    /// Whether that is because a quote has not been closed.
    var isQuoteOpen = false

    /// Whether it says nothing, such as a lone `!`.
    var isEmpty: Bool { self.field == nil && self.value.isEmpty }

    /// Whether it is a `!` and nothing else yet.
    fileprivate var isLoneSign: Bool { self.isInverted && self.isEmpty && !self.hasQuotes }
}

extension FilterWord: CustomStringConvertible {
    /// Text that reads as this word and no other.
    var description: String {
        (self.isInverted ? "!" : "") + (self.field ?? "") + (self.comparison?.rawValue ?? "") + Self.quoted(self.value)
    }

    /// In quotes only where it would be read as something else without.
    private static func quoted(_ value: String) -> String {
        let isPlain =
            !value.isEmpty
            && value.allSatisfy { !$0.isWhitespace && $0 != "\"" && $0 != "!" && !Comparison.characters.contains($0) }
        guard !isPlain else { return value }
        var text = "\""
        for character in value {
            if character == "\"" || character == "\\" { text.append("\\") }
            text.append(character)
        }
        return text + "\""
    }
}

extension FilterWord {
    /// The words of `text`, which blanks part. Quotes keep blanks together, and a backslash before a quote makes it a character
    /// of what is quoted.
    static func words(of text: String) -> [FilterWord] {
        var reader = Reader()
        let characters = Array(text)
        while reader.position < characters.count { reader.read(characters) }
        return reader.end()
    }

    private struct Reader {
        private var words: [FilterWord] = []
        private var word: FilterWord?
        private var isQuoted = false
        private(set) var position = 0

        mutating func read(_ text: [Character]) {
            let character = text[self.position]
            let next = self.position + 1 < text.count ? text[self.position + 1] : nil
            self.position += 1
            if self.isQuoted {
                self.readQuoted(character, next)
            } else if character.isWhitespace {
                // A ! with a blank behind it asks for the opposite of what follows all the same.
                guard let word = self.word, !word.isLoneSign else { return }
                self.words.append(word)
                self.word = nil
            } else {
                self.readPlain(character, next)
            }
        }

        private mutating func readQuoted(_ character: Character, _ next: Character?) {
            if character == "\"" {
                self.isQuoted = false
            } else if character == "\\", let next, next == "\"" || next == "\\" {
                self.word?.value.append(next)
                self.position += 1
            } else {
                self.word?.value.append(character)
            }
        }

        private mutating func readPlain(_ character: Character, _ next: Character?) {
            var word = self.word ?? FilterWord()
            let isFirst = self.word == nil
            let mayCompare = word.field == nil && !word.hasQuotes && word.value.allSatisfy(\.isOfFieldName)
            if character == "\"" {
                word.hasQuotes = true
                self.isQuoted = true
            } else if character == "!", isFirst {
                word.isInverted = true
            } else if character == "!", mayCompare, !word.value.isEmpty, next == "=" || next == "~" {
                // As people write it elsewhere: name!=mail.
                word.isInverted.toggle()
            } else if mayCompare, let comparison = Self.comparison(character, next) {
                word.field = word.value
                word.comparison = comparison
                word.value = ""
                self.position += comparison.rawValue.count - 1
            } else {
                word.value.append(character)
            }
            self.word = word
        }

        private static func comparison(_ character: Character, _ next: Character?) -> Comparison? {
            next.flatMap { Comparison(rawValue: String([character, $0])) } ?? Comparison(rawValue: String(character))
        }

        mutating func end() -> [FilterWord] {
            guard var word = self.word else { return self.words }
            word.isOpen = true
            word.isQuoteOpen = self.isQuoted
            return self.words + [word]
        }
    }
}

extension Character {
    /// Whether a field's name may have it. Others make text of what stands before a comparison, such as an address with a query.
    fileprivate var isOfFieldName: Bool {
        self.isLetter || self.isNumber || self == "." || self == "_" || self == "-"
    }
}
