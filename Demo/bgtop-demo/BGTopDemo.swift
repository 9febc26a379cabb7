import BGTopCommandLine
import DemoServer

/// The demo alone, for containers and for running it without a terminal.
@main
enum BGTopDemo {
    static func main() {
        Program.run(DemoOptions.self)
    }
}
