import ArgumentParser

/// What pictures are made of.
///
/// A group of its own, and the same one in every command that draws: an option that `bgtop` itself has is read by it, also where it
/// stands behind the name of a command, and reaches the command in a group alone.
package struct GlyphOptions: ParsableArguments {
    @Flag(help: "Draw with ASCII characters only.")
    package var ascii = false

    package init() {}
}
