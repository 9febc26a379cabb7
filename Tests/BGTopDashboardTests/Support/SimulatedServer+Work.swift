import BackgroundWorkEvents

extension SimulatedServer {
    /// A kind of work, and how it behaves.
    struct Work {
        let name: String
        let origin: String
        /// Submissions a second.
        let rate: Double
        /// The shortest run, in milliseconds; the longest is about five times that.
        let milliseconds: Double
        var failures = 0.0
        var errorText = "it broke"
        var timeout: Duration?
        var reportsProgress = false
        var annotation: TaskDescription.Field?
        /// The kind of work that submits this one, where one of it runs.
        var submitter: String?
        var inside = SimulatedInside()
    }

    static let shop = [
        Work(
            name: "send-email",
            origin: "POST /signup",
            rate: 40,
            milliseconds: 180,
            failures: 0.02,
            errorText: "SMTP 451 mailbox busy",
            annotation: .init("smtp", "mx2.example.org"),
            inside: SimulatedInside(
                turn: .init(ready: 200, onThread: 700, waiting: 59_100),
                parts: [.init(name: "smtp", start: 0.1, end: 1)]
            )
        ),
        Work(
            name: "charge-card",
            origin: "POST /orders",
            rate: 18,
            milliseconds: 300,
            failures: 0.04,
            errorText: "bank closed the connection",
            timeout: .seconds(2),
            annotation: .init("attempt", "2"),
            inside: SimulatedInside(
                turn: .init(ready: 150, onThread: 450, waiting: 39_400),
                parts: [.init(name: "bank", start: 0.05, end: 1)]
            )
        ),
        Work(
            name: "resize-image",
            origin: "POST /images",
            rate: 12,
            milliseconds: 350,
            reportsProgress: true,
            inside: SimulatedInside(
                turn: .init(ready: 1_000, onThread: 7_000, waiting: 52_000),
                parts: [
                    .init(name: "256px", start: 0.2, end: 0.45), .init(name: "512px", start: 0.2, end: 0.7),
                    .init(name: "1024px", start: 0.2, end: 1),
                ]
            )
        ),
        Work(
            name: "export-report",
            origin: "GET /report",
            rate: 0.5,
            milliseconds: 5_000,
            reportsProgress: true,
            inside: SimulatedInside(
                turn: .init(ready: 500, onThread: 4_000, waiting: 95_500),
                parts: [.init(name: "query", start: 0.01, end: 0.6), .init(name: "upload", start: 0.6, end: 1)]
            )
        ),
    ]

    /// What runs beside the requests, and not often.
    static let chores = [
        Work(
            name: "sync-ledger",
            origin: "POST /orders",
            rate: 3,
            milliseconds: 500,
            submitter: "charge-card",
            inside: SimulatedInside(turn: .init(ready: 100, onThread: 900, waiting: 99_000))
        ),
        Work(
            name: "warm-cache",
            origin: "GET /report",
            rate: 0.2,
            milliseconds: 6_000,
            annotation: .init("page", "31"),
            submitter: "export-report",
            inside: SimulatedInside(turn: .init(ready: 9_000, onThread: 2_000, waiting: 189_000), children: nil)
        ),
        Work(
            name: "export-year",
            origin: "GET /report",
            rate: 0.4,
            milliseconds: 6_000,
            inside: SimulatedInside(
                turn: .init(ready: 8_000, onThread: 60_000, waiting: 332_000),
                parts: [
                    .init(name: "collect", start: 0.02, end: 0.55), .init(name: "spring", parent: 1, start: 0.05, end: 0.2),
                    .init(name: "summer", parent: 1, start: 0.05, end: 0.35),
                    .init(name: "autumn", parent: 1, start: 0.05, end: 0.54),
                    .init(name: "render", start: 0.56, end: 0.8), .init(name: "upload", start: 0.8, end: 1),
                ],
                children: 2
            )
        ),
    ]
}
