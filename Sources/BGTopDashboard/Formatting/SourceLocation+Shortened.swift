import BackgroundWorkEvents

extension TaskDescription.SourceLocation {
    /// `Shop/Routes.swift:71`, in at most so many columns. It is cut from the left: its end says which file it is, and which line.
    func shortened(to width: Int, isASCII: Bool) -> String {
        let text = DisplayText("\(self.fileID):\(self.line)", ascii: isASCII)
        guard text.width > width else { return text.string }
        let ellipsis = isASCII ? "~" : "…"
        var end = Substring()
        for start in text.string.indices.reversed() {
            let longer = text.string[start...]
            guard DisplayText(longer, ascii: isASCII).width < width else { break }
            end = longer
        }
        return ellipsis + end
    }
}
