import BackgroundWorkEvents

/// Who watches, and from where: what is known before the first event and does not change.
struct Viewer: Hashable, Sendable {
    enum Place: Hashable, Sendable {
        /// The dashboard runs in the process that it shows: leaving it is shutting that process down.
        case inProcess
        /// The process that is shown is another one, and goes on without the dashboard.
        case attached
    }

    var place: Place
    /// Whether every change of the watched process is out of reach, but for its end where the dashboard runs inside it: that is
    /// the right of whoever has its terminal.
    var isReadOnly: Bool
    /// The login name, for the record of who asked for what.
    var user: String?
    /// The watching process, where it is not the watched one.
    var processID: Int32?
    /// How far east of Greenwich the person's clock is.
    var utcOffset: Duration

    init(
        place: Place = .inProcess,
        isReadOnly: Bool = false,
        user: String? = nil,
        processID: Int32? = nil,
        utcOffset: Duration = .zero
    ) {
        self.place = place
        self.isReadOnly = isReadOnly
        self.user = user
        self.processID = processID
        self.utcOffset = utcOffset
    }

    /// Who is to be named when `key` was pressed.
    func requester(_ key: String) -> Requester {
        Requester("\(key) at this terminal", user: self.user, processID: self.processID)
    }
}
