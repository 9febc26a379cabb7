import BackgroundWorkEvents

extension Dashboard {
    /// How the dashboard looks, and what it may do.
    public struct Options: Sendable {
        /// When to draw in colour.
        public enum Color: Hashable, Sendable {
            /// As the terminal can, and not at all if `NO_COLOR` is set to something.
            case automatic
            /// As the terminal can, whatever `NO_COLOR` says.
            case always
            case never
        }

        /// Where the process is that is shown.
        public enum Place: Hashable, Sendable {
            /// It is this process: leaving the dashboard is shutting it down, and the dashboard leaves when that is over.
            case inProcess
            /// It is another process, which goes on when the dashboard is left.
            case attached
            /// It is played from a recording.
            case recorded
        }

        /// How what there is to tell is told.
        public enum Form: Hashable, Sendable {
            /// As pictures that fill the terminal at standard input and standard output.
            case screen
            /// As lines of text, for screen readers and braille displays: no cursor moves and nothing is in colour. They are
            /// written to this descriptor, and what is typed at standard input is asked; neither has to be a terminal.
            case lines(to: Int32)
        }

        /// Where a person's settings are kept: which columns there are, in which order, how tables are sorted, when to warn.
        public enum SettingsPlace: Hashable, Sendable {
            /// Nowhere: everything is as by default, and what is changed is forgotten.
            case none
            /// `$XDG_CONFIG_HOME/bgtop/settings.json`, or `~/.config/bgtop/settings.json`; nowhere if there is no home.
            case standard
            /// A file at this path. It need not be there.
            case file(String)
        }

        public var form: Form
        public var color: Color
        /// Which colours mean what; nil for those that are there unless somebody asks for others.
        public var theme: ThemeName?
        /// Draw with ASCII alone, even if the locale has more.
        public var isASCII: Bool
        /// Leave out of reach whatever would change the process that is shown.
        public var isReadOnly: Bool
        public var place: Place
        /// Have clicks and the wheel reported from the start. A key frees the mouse and takes it back at any time.
        public var usesMouse: Bool
        /// Nowhere, unless a program for people asks for their own.
        public var settings: SettingsPlace
        /// How many events are kept between two frames before they are lost, and fetched again as a snapshot; at least 1.
        public var maximumBuffered: Int
        /// Whether what this process does besides its tasks is over. In process the dashboard stays until that and they are: something
        /// may hold up the exit that is no task.
        package var isRestOver: @Sendable () -> Bool = { true }
        /// Whether what is shown is recorded as well, which is said.
        package var isRecording = false
        /// What the person is to find, as a sentence that stands below the headline until an action of the application's about the
        /// tasks of one name was done and not refused; nil where there is nothing. Short: a narrow screen cuts its end.
        package var assignment: String?

        public init(
            form: Form = .screen,
            color: Color = .automatic,
            theme: ThemeName? = nil,
            isASCII: Bool = false,
            isReadOnly: Bool = false,
            place: Place = .inProcess,
            usesMouse: Bool = true,
            settings: SettingsPlace = .none,
            maximumBuffered: Int = 65_536
        ) {
            self.form = form
            self.color = color
            self.theme = theme
            self.isASCII = isASCII
            self.isReadOnly = isReadOnly
            self.place = place
            self.usesMouse = usesMouse
            self.settings = settings
            self.maximumBuffered = maximumBuffered
        }
    }
}

extension Dashboard.Options.Color {
    var terminalOption: TerminalOptions.Color {
        switch self {
        case .automatic: .automatic
        case .always: .always
        case .never: .never
        }
    }
}

extension Dashboard.Options.Place {
    fileprivate var viewerPlace: Viewer.Place {
        switch self {
        case .inProcess: .inProcess
        case .attached: .attached
        case .recorded: .recorded
        }
    }
}

extension Viewer {
    /// Whoever sits at this terminal.
    init(_ options: Dashboard.Options) {
        self.init(
            place: options.place.viewerPlace,
            isReadOnly: options.isReadOnly,
            user: LocalFacts.loginName,
            processID: options.place == .inProcess ? nil : LocalFacts.processID,
            host: ProcessDescription.ownHost,
            utcOffset: LocalFacts.utcOffset
        )
    }
}
