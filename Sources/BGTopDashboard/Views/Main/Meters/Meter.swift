/// One quantity in the block at the top: its name, a picture where there is room for one, and the figures.
struct Meter {
    enum Picture {
        /// How much of what there is is taken, from 0 to 1.
        case bar(Double)
        /// How it went, one column a second, the newest last.
        case curve([Double])
    }

    let title: String
    var picture: Picture?
    /// The figures, in ever fewer words: the first that fits is taken.
    let figures: [StyledText]

    /// The meter in `width` columns; figures go before the picture, which is at most `maximumPicture` wide.
    func text(_ theme: Theme, titleWidth: Int, width: Int, maximumPicture: Int) -> StyledText {
        var text = StyledText(theme, self.title, .muted)
        text.pad(to: titleWidth)
        // One column stays free before the next meter.
        let fitting = self.figures.first { titleWidth + $0.width < width } ?? self.figures.last
        let figures = fitting ?? StyledText(theme)
        let room = min(maximumPicture, width - titleWidth - figures.width - 3)
        if let picture = self.picture, room >= 3 {
            self.add(picture, width: room, to: &text, theme)
            text.add(" ")
        }
        text.add(figures)
        return text.truncated(to: max(0, width - 1))
    }

    private func add(_ picture: Picture, width: Int, to text: inout StyledText, _ theme: Theme) {
        switch picture {
        case .bar(let fraction):
            text.add(theme.level(fraction, width: width, fraction >= 1 ? .caution : .meter))
        case .curve(let values):
            text.add(theme.glyphs.sparkline(values, width: width), .meter)
        }
    }
}
