/// A picture of the model, and what a click on its parts is about: as it was drawn, so that the two cannot disagree.
struct Rendering: Sendable {
    let frame: Frame
    let regions: [ClickRegion]
    /// What lay on top.
    let place: Place

    init(_ model: Model, size: Size, theme: Theme) {
        let canvas = draw(model, size: size, theme: theme)
        self.frame = canvas.frame
        self.regions = canvas.regions
        self.place = model.place
    }

    /// The part of the screen to which a cell belongs; where several lie on one another, the one on top.
    func region(row: Int, column: Int) -> ClickRegion? {
        self.regions.last { $0.area.contains(row: row, column: column) }
    }
}
