/// What `bgtop` shows in a terminal when it was asked for nothing in particular.
public enum StartScreen {
    /// How to put the library into a server. What is indented is code.
    public static let instructions = """
        In Package.swift, BackgroundWork and BackgroundWorkAgent of this package. Then:

          import BackgroundWork
          import BackgroundWorkAgent

          let tasks = BackgroundTasks()
          // beside the server in its ServiceGroup, which stops the last one first
          services: [BackgroundWorkAgent(tasks), tasks, server]
          // in a route, instead of Task { }
          try await tasks.add("send-receipt") { try await mailer.send(order) }

        Every task is bounded, observed, and drained when the server stops.
        """

    /// What the person wants.
    public enum Choice: Hashable, Sendable {
        /// To watch the process with this ID.
        case process(String)
        /// To watch the first process that there will be.
        case wait
        /// The demo server, here and now.
        case demo
        case quit
    }

    /// Takes the terminal, asks, and gives the terminal back. Blocks the calling thread.
    ///
    /// - Parameters:
    ///   - offer: What there is to choose from at first.
    ///   - look: Finds out what there is now: called every second, on a thread of its own, and may block it.
    /// - Throws: An error whose description is a sentence for a person, if there is no terminal that could show it.
    public static func run(
        _ options: Dashboard.Options = .init(),
        offer: Offer,
        look: @escaping @Sendable () -> Offer
    ) throws -> Choice {
        let terminal = try TerminalSession(
            options: TerminalOptions(color: options.color.terminalOption, ascii: options.isASCII)
        )
        defer { terminal.giveBack() }
        let lookout = Lookout(look, waker: terminal.waker)
        defer { lookout.end() }
        return Self.run(StartView(offer), on: terminal, theme: options.theme ?? .standard, news: lookout.takeNews)
    }

    /// - Parameter news: What there is to choose from now, if that has been found out since it was asked last.
    static func run(
        _ view: StartView,
        on terminal: some DashboardTerminal,
        theme: ThemeName = .standard,
        news: () -> Offer? = { nil }
    ) -> Choice {
        let theme = terminal.theme(theme)
        var view = view
        while true {
            if let offer = news() { view.take(offer) }
            terminal.show(view.frame(size: terminal.size, theme: theme))
            for input in terminal.wait(until: nil) {
                switch input {
                case .key(let key):
                    if let choice = view.press(key) { return choice }
                case .hangUp: return .quit
                case .paste, .mouse, .resized, .woken, .output, .remark, .resumed: break
                }
            }
        }
    }
}
