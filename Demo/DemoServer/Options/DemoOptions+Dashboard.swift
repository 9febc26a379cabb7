import ArgumentParser
import BGTopCommandLine
import BGTopDashboard

extension DemoOptions {
    /// Whether there is a dashboard, as the options and the terminal have it.
    ///
    /// - Throws: A sentence, if a dashboard is expected and the terminal is not up to it.
    var showsDashboard: Bool {
        get throws {
            if self.plain { return true }
            guard !self.headless, StandardStream.output.isTerminal else { return false }
            guard StandardStream.input.isTerminal else {
                throw ValidationError(
                    "Standard input is not a terminal, so the dashboard would hear no keys; use --headless to go without it."
                )
            }
            try Program.checkTerminal(elseOption: "--headless")
            return true
        }
    }

    var dashboardOptions: Dashboard.Options {
        let color: Dashboard.Options.Color =
            switch self.color {
            case .auto: .automatic
            case .always: .always
            case .never: .never
            }
        // A report for a program has standard output for itself.
        let lines = self.report == .json ? StandardStream.error : .output
        return Dashboard.Options(
            form: self.plain ? .lines(to: lines.rawValue) : .screen,
            color: color,
            theme: self.theme,
            isASCII: self.ascii,
            isReadOnly: self.readOnly,
            usesMouse: !self.noMouse,
            settings: self.settings
        )
    }
}
