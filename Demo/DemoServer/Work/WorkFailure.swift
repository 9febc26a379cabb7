/// Why a piece of the demo's work fails, in the words of whoever refused it.
enum WorkFailure: String, Error, CustomStringConvertible {
    case mailboxBusy = "SMTP 451 mailbox busy"
    case cardDeclined = "bank declined the card"
    case connectionClosed = "bank closed the connection"
    case pushRefused = "push service answered 500"

    var description: String { self.rawValue }
}
