#if !Hummingbird
/// What is told to whoever uses the product and has not asked for Hummingbird.
@available(*, unavailable, message: "add traits: [\"Hummingbird\"] to the line in Package.swift that names the package bgtop")
public struct BackgroundTasksMiddleware {
    public init(_ tasks: Any) {}
}
#endif
