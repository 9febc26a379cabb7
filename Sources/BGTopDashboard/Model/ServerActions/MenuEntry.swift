/// A line of the menu of everything that changes the server.
struct MenuEntry: Hashable, Sendable {
    /// Chooses the entry while the menu is open; nil where keys have run out.
    let key: Character?
    let action: ServerAction
    let title: String
    /// Why it cannot be chosen now.
    let objection: String?
}

extension Model {
    var menuEntries: [MenuEntry] {
        var digits = "123456789".makeIterator()
        return ServerAction.all(in: self).map { action in
            MenuEntry(
                key: action.key ?? digits.next(),
                action: action,
                title: action.title(in: self),
                objection: action.objection(in: self)
            )
        }
    }
}

extension ServerAction {
    /// The key in the menu. Two share `D`, as outside the menu: never are both in it.
    fileprivate var key: Character? {
        switch self {
        case .cancelSelected: "x"
        case .cancelSubtree: "s"
        case .cancelTagged: "X"
        case .holdIntake: "h"
        case .resumeIntake: "r"
        case .setMaximumRunning: "l"
        case .drain, .force: "D"
        case .host: nil
        }
    }
}
