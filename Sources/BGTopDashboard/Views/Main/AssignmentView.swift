/// What the application asks of the person, below what is wrong and above what may be the reason.
struct AssignmentView {
    let sentence: String

    func draw(on canvas: inout Canvas, in area: Area) {
        var text = StyledText(canvas.theme, " ? ", .caution)
        text.add(self.sentence, .strong)
        canvas.draw(text, in: area)
    }
}
