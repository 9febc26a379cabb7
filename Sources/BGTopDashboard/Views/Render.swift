import BGTopStore

/// The whole screen as a picture: a function of the model, the size and the looks, and of nothing else.
func render(_ model: Model, size: Size, theme: Theme) -> Frame {
    draw(model, size: size, theme: theme).frame
}

/// The same, with what a click on its parts is about.
func draw(_ model: Model, size: Size, theme: Theme) -> Canvas {
    var canvas = Canvas(size: size, theme: theme)
    guard size.isEnough else {
        TooSmallView(size: size).draw(on: &canvas)
        return canvas
    }
    let message = (model.message ?? model.remark(columns: size.columns)).map(MessageView.init)
    let messageRows = message?.lines(width: size.columns).count ?? 0
    let layout = ScreenLayout(
        size: size,
        place: model.viewPlace,
        messageRows: messageRows,
        hasAssignment: model.assignment != nil
    )
    HeaderView(model: model).draw(on: &canvas, in: layout.header)
    if case .help(let top) = model.overlay {
        var area = Area(size)
        _ = area.takeTop(1)
        _ = area.takeBottom(1)
        HelpPage(size: size, viewer: model.viewer, theme: theme).draw(from: top, on: &canvas, in: area)
    } else {
        drawView(of: model, on: &canvas, in: layout)
    }
    // As keys do, clicks go to what lies on top.
    if model.overlay != nil { canvas.unmark() }
    FooterView(model: model).draw(on: &canvas, in: layout.footer)
    drawOverlay(of: model, on: &canvas, in: layout)
    message?.draw(on: &canvas, in: layout.message)
    return canvas
}

/// What lies on top of a view. The view steps back meanwhile: one thing that is selected, and that shines, is enough.
private func drawOverlay(of model: Model, on canvas: inout Canvas, in layout: ScreenLayout) {
    let drawBox: (inout Canvas, Area) -> Void
    switch model.overlay {
    case .dialog(let dialog): drawBox = { DialogView(dialog, in: model).draw(on: &$0, in: $1) }
    case .menu(let selected): drawBox = { MenuView(entries: model.menuEntries, selected: selected).draw(on: &$0, in: $1) }
    case .columns(let menu): drawBox = { ColumnMenuView(menu, in: model).draw(on: &$0, in: $1, below: layout.titles) }
    case .help, .prompt, nil: return
    }
    var view = Area(canvas.frame.size)
    _ = (view.takeTop(layout.header.rows), view.takeBottom(layout.footer.rows))
    canvas.restyle(view) { $0 = Style(attributes: .dim) }
    var room = Area(canvas.frame.size)
    // What is said of the answer must not lie on the answer, nor a menu on the keys that lead through it. A question has its keys
    // within, and needs the room.
    if layout.message.rows > 0 || model.question == nil { _ = room.takeBottom(layout.message.rows + layout.footer.rows) }
    drawBox(&canvas, room)
}

private func drawView(of model: Model, on canvas: inout Canvas, in layout: ScreenLayout) {
    switch model.viewPlace {
    case .drain:
        DrainView(model: model).draw(on: &canvas, messageRows: layout.message.rows)
        return
    case .detail:
        DetailView(model: model).draw(on: &canvas, in: layout.body)
        return
    default: break
    }
    HeadlineView(model: model).draw(on: &canvas, in: layout.headline)
    if let assignment = model.assignment { AssignmentView(sentence: assignment).draw(on: &canvas, in: layout.assignment) }
    MetersView(model: model).draw(on: &canvas, in: layout.meters)
    // What nobody sees any more steps back.
    if model.shown.interruption != nil { canvas.restyle(layout.meters) { $0 = Style(attributes: .dim) } }
    TabsView(model: model).draw(on: &canvas, in: layout.tabs)
    switch model.tab {
    case .tasks:
        NamesView(model: model).drawBlock(on: &canvas, in: layout.names)
        if model.shown.interruption != nil { canvas.restyle(layout.names) { $0 = Style(attributes: .dim) } }
        TasksView(model: model).draw(on: &canvas, in: layout)
    case .names: NamesView(model: model).draw(on: &canvas, in: layout)
    case .tree: TreeView(model: model).draw(on: &canvas, in: layout)
    case .warnings: WarningsView(model: model).draw(on: &canvas, in: layout)
    case .log: LogView(model: model).draw(on: &canvas, in: layout)
    case .drain: break
    }
}
