extension StartScreen {
    /// What there is to choose from.
    public struct Offer: Hashable, Sendable {
        /// A process that can be watched.
        public struct Process: Hashable, Sendable {
            /// What it is chosen by; no two share one.
            public let id: String
            /// Which it is, for a person.
            public let summary: String

            public init(id: String, summary: String) {
                self.id = id
                self.summary = summary
            }
        }

        public let processes: [Process]
        /// Where was looked for them, and what came of it, a line each.
        public let places: [String]

        public init(processes: [Process] = [], places: [String] = []) {
            self.processes = processes
            self.places = places
        }
    }
}
