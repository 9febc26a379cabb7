import BGTopStore

/// The whole screen as a picture: a function of the model, the size and the looks, and of nothing else.
func render(_ model: Model, size: Size, theme: Theme) -> Frame {
    var canvas = Canvas(size: size, theme: theme)
    guard size.isEnough else {
        TooSmallView(size: size).draw(on: &canvas)
        return canvas.frame
    }
    let layout = ScreenLayout(size: size, place: model.viewPlace)
    HeaderView(model: model).draw(on: &canvas, in: layout.header)
    if case .help(let top) = model.overlay {
        var area = Area(size)
        _ = area.takeTop(1)
        _ = area.takeBottom(1)
        HelpPage(size: size, theme: theme).draw(from: top, on: &canvas, in: area)
    } else {
        drawView(of: model, on: &canvas, in: layout)
    }
    FooterView(model: model).draw(on: &canvas, in: layout.footer)
    switch model.overlay {
    case .dialog(let dialog): DialogView(dialog: dialog).draw(on: &canvas, in: Area(size))
    case .menu(let selected): MenuView(entries: model.menuEntries, selected: selected).draw(on: &canvas, in: Area(size))
    case .help, .prompt, nil: break
    }
    return canvas.frame
}

private func drawView(of model: Model, on canvas: inout Canvas, in layout: ScreenLayout) {
    switch model.viewPlace {
    case .drain:
        DrainView(model: model).draw(on: &canvas)
        return
    case .detail:
        DetailView(model: model).draw(on: &canvas, in: layout.body)
        return
    default: break
    }
    HeadlineView(model: model).draw(on: &canvas, in: layout.headline)
    MetersView(model: model).draw(on: &canvas, in: layout.meters)
    TabsView(model: model).draw(on: &canvas, in: layout.tabs)
    switch model.tab {
    case .tasks:
        NamesView(model: model).drawBlock(on: &canvas, in: layout.names)
        TasksView(model: model).draw(on: &canvas, in: layout)
    case .names: NamesView(model: model).draw(on: &canvas, in: layout)
    case .tree: TreeView(model: model).draw(on: &canvas, in: layout)
    case .warnings: WarningsView(model: model).draw(on: &canvas, in: layout)
    case .log: LogView(model: model).draw(on: &canvas, in: layout)
    case .drain: break
    }
}
