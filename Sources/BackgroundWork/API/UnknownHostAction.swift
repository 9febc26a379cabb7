public import BackgroundWorkEvents

/// Somebody asked for an action that the application does not offer.
public struct UnknownHostAction: Error, Hashable, CustomStringConvertible {
    public let action: HostAction.ID

    public init(_ action: HostAction.ID) {
        self.action = action
    }

    public var description: String { "there is no action \"\(self.action.rawValue)\"" }
}
