import BackgroundWorkEvents

/// Who watches, from where, and with which rights. But for what the process allows, that is known before the first event and does not
/// change.
struct Viewer: Hashable, Sendable {
    enum Place: Hashable, Sendable {
        /// The dashboard runs in the process that it shows: leaving it is shutting that process down.
        case inProcess
        /// The process that is shown is another one, and goes on without the dashboard.
        case attached
        /// The process that is shown is another one, and is seen at one moment: how it goes, and has gone, is not known.
        case glance
        /// The process that is shown is played from a recording.
        case recorded
    }

    /// Who has put every change of the watched process out of reach.
    enum Restriction: Hashable, Sendable {
        /// Whoever started this viewer.
        case viewer
        /// The process, for all who watch it from outside.
        case process
        /// Nobody: what is shown is over.
        case past
    }

    var place: Place
    /// Whether whoever started this viewer wants it to change nothing.
    private let isHeldBack: Bool
    /// Whether the process does what is asked of it. One that takes its place may say otherwise.
    var isControlAllowed: Bool
    /// The login name, for the record of who asked for what.
    var user: String?
    /// The watching process, where it is not the watched one.
    var processID: Int32?
    /// The machine on which this viewer runs; nil if it is not known.
    var host: String?
    /// How far east of Greenwich the person's clock is.
    var utcOffset: Duration

    init(
        place: Place = .inProcess,
        isReadOnly: Bool = false,
        isControlAllowed: Bool = true,
        user: String? = nil,
        processID: Int32? = nil,
        host: String? = nil,
        utcOffset: Duration = .zero
    ) {
        self.place = place
        self.isHeldBack = isReadOnly
        self.isControlAllowed = isControlAllowed
        self.user = user
        self.processID = processID
        self.host = host
        self.utcOffset = utcOffset
    }

    /// Why every change of the watched process is out of reach, but for its end where the dashboard runs inside it: that is the
    /// right of whoever has its terminal. Nil where it is not.
    var restriction: Restriction? {
        if self.place == .recorded { return .past }
        // Where both hold, to start the viewer otherwise would not help.
        if !self.isControlAllowed { return .process }
        return self.isHeldBack ? .viewer : nil
    }

    var isReadOnly: Bool { self.restriction != nil }

    /// Whether there is one moment and no more: rates, and what has ended, are known to nobody then.
    var isGlance: Bool { self.place == .glance }

    /// Who is to be named when `key` was pressed.
    func requester(_ key: String) -> Requester {
        // Read by all who watch, and in the report: "this terminal" would be another one for each of them.
        let place = self.place == .inProcess ? "at the server" : "in bgtop"
        return Requester("\(key) \(place)", user: self.user, processID: self.processID)
    }
}
