import ArgumentParser
import BGTopDashboard
import Foundation

extension DemoOptions {
    /// Whether there is to be a dashboard.
    ///
    /// - Throws: A sentence, if there is to be one and there is no terminal for it.
    func showsDashboard() throws -> Bool {
        guard !self.headless, isatty(STDOUT_FILENO) == 1 else { return false }
        guard isatty(STDIN_FILENO) == 1 else {
            throw ValidationError("Standard input is not a terminal, so nobody could press a key: use --headless.")
        }
        return true
    }

    /// How the dashboard looks and what it may do.
    var dashboard: Dashboard.Options {
        let color: Dashboard.Options.Color =
            switch self.color {
            case .auto: .automatic
            case .always: .always
            case .never: .never
            }
        return Dashboard.Options(color: color, isASCII: self.ascii, isReadOnly: self.readOnly)
    }
}
