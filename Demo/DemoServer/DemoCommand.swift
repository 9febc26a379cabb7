public import ArgumentParser

/// `bgtop demo`, and all of `bgtop-demo`.
public struct DemoCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Run a real server with its load here, and watch its background tasks."
    )

    @OptionGroup public var options: DemoOptions

    public init() {}

    public func run() throws {
        throw ExitCode(try DemoProgram(options: self.options).run())
    }
}
