import ArgumentParser
import BGTopCommandLine
import BGTopDashboard

extension DemoOptions {
    /// Whether there is a dashboard, as the options and the terminal have it.
    ///
    /// - Throws: A sentence, if a dashboard is expected and the terminal is not up to it.
    var showsDashboard: Bool {
        get throws {
            if self.viewing.plain { return true }
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
        // A report for a program has standard output for itself.
        var options = self.viewing.dashboardOptions(lines: self.report == .json ? .error : .output)
        options.isRecording = self.recording.record != nil
        // Who may change nothing can say nothing to the server either, and may think about it all the same.
        let puzzle = self.scenario.map(Puzzle.init)
        options.assignment = self.viewing.readOnly ? puzzle?.question : puzzle?.assignment
        return options
    }
}
