import ArgumentParser

/// Feeds the decoders what nobody means well by.
@main
struct BGTopFuzz: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bgtop-fuzz",
        abstract: "Feed the decoders spoiled input, and see whether one of them ends the process.",
        subcommands: [Run.self, Corpus.self, Guided.self],
        defaultSubcommand: Run.self
    )
}
