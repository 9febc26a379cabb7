/// What a column of a lane shows.
public enum LaneSign: Hashable, Sendable {
    /// It waits for a place among the running.
    case queued
    case begins
    case goesOn
    /// A request to stop reached it.
    case asked
    case returned
    case threw
    /// It had not ended when what is drawn was known.
    case open
    case refused
    /// It would have gone on, as was predicted.
    case predicted

    /// How it is drawn where there is nothing but letters.
    public var character: Character {
        switch self {
        case .queued: "q"
        case .begins, .returned: "|"
        case .goesOn: "-"
        case .asked: "!"
        case .threw, .refused: "x"
        case .open: ">"
        case .predicted: "."
        }
    }
}
