/// Builds a sanitised line of limited width, scalar by scalar.
struct LineBuilder {
    /// What stays in any case: it leaves a column for the ellipsis.
    private var head = ""
    private var headWidth = 0
    /// What gives way to the ellipsis if more follows.
    private var tail = ""
    private var tailWidth = 0
    /// How many marks stand on the last character; nil where there is nothing to stand on.
    private var marks: Int?
    /// How many scalars may still be looked at: a line of marks or joiners must end as well.
    private var budget: Int
    private let maximumWidth: Int
    private let ascii: Bool

    init(maximumWidth: Int, ascii: Bool) {
        self.maximumWidth = max(0, maximumWidth)
        self.ascii = ascii
        let (budget, overflow) = self.maximumWidth.multipliedReportingOverflow(by: 16)
        self.budget = overflow ? .max : budget
    }

    var string: String { self.head + self.tail }
    var width: Int { self.headWidth + self.tailWidth }

    /// Appends what is drawn for `scalar`.
    ///
    /// - Returns: False if the line is full. It has been cut then, and nothing more can be appended.
    mutating func append(_ scalar: Unicode.Scalar) -> Bool {
        guard self.budget > 0 else { return self.cut() }
        self.budget -= 1
        switch DisplayClass(scalar) {
        case .narrow: return self.append(base: scalar, width: 1)
        case .wide: return self.append(base: scalar, width: 2)
        case .space: return self.append(base: " ", width: 1)
        case .undrawable: return self.append(base: "?", width: 1)
        case .modifier: return true
        case .mark: return self.append(mark: scalar)
        }
    }

    private mutating func append(base scalar: Unicode.Scalar, width: Int) -> Bool {
        let base = self.ascii ? scalar.asciiSubstitute : scalar
        let width = base.isASCII ? 1 : width
        guard width <= self.maximumWidth - self.width else { return self.cut() }
        if self.tailWidth == 0, width < self.maximumWidth - self.headWidth {
            self.head.unicodeScalars.append(base)
            self.headWidth += width
        } else {
            self.tail.unicodeScalars.append(base)
            self.tailWidth += width
        }
        self.marks = 0
        return true
    }

    private mutating func append(mark: Unicode.Scalar) -> Bool {
        guard !self.ascii, let marks = self.marks else { return self.append(base: "?", width: 1) }
        guard marks < Glyph.maximumMarks else { return true }
        self.marks = marks + 1
        if self.tailWidth == 0 {
            self.head.unicodeScalars.append(mark)
        } else {
            self.tail.unicodeScalars.append(mark)
        }
        return true
    }

    private mutating func cut() -> Bool {
        self.tail = self.maximumWidth == 0 ? "" : self.ascii ? "~" : "…"
        self.tailWidth = min(1, self.maximumWidth)
        return false
    }
}
