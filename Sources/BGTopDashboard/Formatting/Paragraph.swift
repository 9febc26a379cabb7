/// Text broken into lines.
enum Paragraph {
    /// `text` in lines of at most `width` columns, broken between words where it can be.
    ///
    /// - Parameters:
    ///   - indent: With how many blanks the second line and all further ones begin, so that one sees where the next paragraph does.
    ///   - keepsPhrases: Whether a line ends early, but not in its first half, rather than within an entry of a list or a term of a sum.
    static func wrapped(_ text: String, width: Int, indent: Int = 0, keepsPhrases: Bool = false) -> [String] {
        guard width > 0 else { return [] }
        let margin = String(repeating: " ", count: max(0, min(indent, width - 1)))
        var lines: [String] = []
        var line = ""
        /// What is left of the width.
        var room = width
        var isEmpty = true
        /// What stands in the line behind its last entry or term, and the room there was before that.
        var begun: (bytes: Int, room: Int)?
        func breakLine() {
            var carried = ""
            if keepsPhrases, let begun, begun.room <= width / 2 {
                let end = line.utf8.index(line.utf8.endIndex, offsetBy: -begun.bytes)
                carried = String(line[end...].drop { $0 == " " })
                line = String(line[..<end])
            }
            lines.append(line)
            room = width - margin.count - DisplayText(carried).width
            (line, isEmpty, begun) = (margin + carried, carried.isEmpty, nil)
        }
        for word in text.split(separator: " ") {
            var word = word
            if !isEmpty, line.last == "," || word == "+" || word == "=" { begun = (0, room) }
            while !isEmpty, 1 + Self.columns(of: word, upTo: width) > room { breakLine() }
            while Self.columns(of: word, upTo: width) > room {
                let head = Self.head(of: word, columns: room)
                line += head
                word = word[head.endIndex...]
                breakLine()
            }
            guard !word.isEmpty else { continue }
            room -= Self.columns(of: word, upTo: width) + (isEmpty ? 0 : 1)
            begun?.bytes += word.utf8.count + (isEmpty ? 0 : 1)
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        return isEmpty ? lines : lines + [line]
    }

    /// As many clauses of `text`, from the first on, as fit into `width` columns, so that what is left is a sentence and not the half
    /// of one. All of it where not even the first clause fits.
    static func abridged(_ text: String, width: Int) -> String {
        guard DisplayText(text).width > width else { return text }
        let ends = zip(text.indices, text.indices.dropFirst()).filter { end, next in
            (text[end] == ":" || text[end] == ";" || text[end] == ".") && text[next] == " "
        }
        let clauses = ends.map { end, _ in text[..<end] + "." }
        return clauses.last { DisplayText($0).width <= width }.map(String.init) ?? text
    }

    /// How many columns the word takes; of one that takes more than `limit`, that it does.
    private static func columns(of word: Substring, upTo limit: Int) -> Int {
        // What is cut may be a column short, where a character of two did not fit.
        DisplayText(word, maximumWidth: limit + 2).width
    }

    /// As many characters as fit, and at least one, so that there is an end.
    private static func head(of word: Substring, columns: Int) -> Substring {
        var room = columns
        let end = word.firstIndex { character in
            room -= DisplayText(String(character)).width
            return room < 0
        }
        return word[..<max(end ?? word.endIndex, word.index(after: word.startIndex))]
    }

    /// `pieces` side by side in lines of at most `width` characters; none is broken.
    static func filled(_ pieces: [String], separator: String, width: Int) -> [String] {
        var lines: [String] = []
        for piece in pieces {
            if let last = lines.last, last.count + separator.count + piece.count <= width {
                lines[lines.count - 1] = last + separator + piece
            } else {
                lines.append(piece)
            }
        }
        return lines
    }
}
