import ArgumentParser
import BGTopDashboard
import Foundation

extension Program {
    /// Sees whether the terminal is up to a full screen, before anything is started or written to it.
    ///
    /// - Parameter option: What can be asked for to do without it, if there is such an option.
    /// - Throws: A sentence, if it is not.
    package static func checkTerminal(elseOption option: String? = nil) throws {
        guard let term = ProcessInfo.processInfo.environment["TERM"], !term.isEmpty else {
            let way = option.map { ", or use \($0)" } ?? ""
            throw ValidationError("TERM is not set, so the dashboard cannot know what terminal this is; set it\(way).")
        }
        do {
            try TerminalSession.check()
        } catch {
            let way = option.map { " Use \($0) to go without the dashboard." } ?? ""
            throw ValidationError("\(error)\(way)")
        }
    }
}
