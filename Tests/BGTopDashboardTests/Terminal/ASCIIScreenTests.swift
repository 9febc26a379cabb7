import BackgroundWorkEvents
import TestSupport
import Testing

@testable import BGTopDashboard

extension `The screen` {
    private static let sizes = [Shot.small, Shot.large, Size(columns: 200, rows: 50)]

    private func screen(size: Size) throws -> TerminalScreen {
        try TerminalScreen(term: "xterm-256color", size: size, isUTF8: false, options: TerminalOptions(color: .always))
    }

    @Test(arguments: Shot.all)
    func `sends every view in 7-bit bytes where the terminal has no others`(shot: Shot) throws {
        let size = Shot.large
        var screen = try self.screen(size: size)
        // As the dashboard draws for such a terminal; and what draws with more than it has is made up for.
        for theme in [Theme(glyphs: .ascii), Theme(glyphs: .unicode)] {
            let bytes = screen.update(to: shot.frame(size: size, theme: theme)) + screen.leave()
            #expect(bytes.count > size.rows)
            #expect(bytes.allSatisfy { $0 < 0x80 })
        }
    }

    @Test(arguments: Self.sizes)
    func `sends 7-bit bytes whatever tasks are called and fail with`(size: Size) throws {
        var random = SeededGenerator(seed: 39)
        var sitting = Sitting(size: size)
        for _ in 0..<60 {
            let text = HostileText.random(using: &random)
            let id = sitting.run(text, fields: [.init(text, text)])
            if Bool.random(using: &random) { sitting.end(id, .failed, errorText: text) }
        }
        sitting.wait(.milliseconds(100))
        for key: Key in ["1", "2", "3", "4", "5", "1", .enter] {
            sitting.press(key)
            var screen = try self.screen(size: size)
            for theme in [Theme(glyphs: .ascii), Theme(glyphs: .unicode)] {
                let bytes = screen.update(to: render(sitting.model, size: size, theme: theme))
                #expect(bytes.allSatisfy { $0 < 0x80 }, "\(key)")
            }
        }
    }
}
