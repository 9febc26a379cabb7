import Foundation
import Testing

@testable import BGTopDashboard

/// The README's pictures are frames, and are written as the goldens are: `UPDATE_GOLDENS=1 swift test --filter PictureTests`.
@Suite(.serialized) struct PictureTests {
    private static let pictures = [
        (
            view: "main-wrong", file: "dashboard",
            title: "bgtop: the dashboard of a server with a blocked thread and a full pool"
        ),
        (view: "drain-draining", file: "drain", title: "bgtop: a drain, and what holds the exit"),
    ]
    /// For whoever reads it in the dark, and for whoever does not.
    private static let looks: [(suffix: String, palette: FrameSVG.Palette)] = [("", .dark), ("-light", .light)]

    @Test func `the pictures in the README are what the dashboard shows`() throws {
        for (view, file, title) in Self.pictures {
            let shot = try #require(Shot.all.first { $0.view == view })
            for (suffix, palette) in Self.looks {
                let document = FrameSVG(shot.frame(size: Shot.large), palette: palette, title: title).document
                try Golden(directory: Golden.pictures, file: "\(file)\(suffix).svg").check(document)
            }
        }
    }

    @Test func `the README shows each of them, and no others`() throws {
        let readme = Golden.pictures.appendingPathComponent("../../README.md").standardizedFileURL
        let text = try String(contentsOf: readme, encoding: .utf8)
        let shown = text.matches(of: /Demo\/Pictures\/([a-z-]+)\.svg/).map { String($0.1) }
        let made = Self.pictures.flatMap { picture in Self.looks.map { picture.file + $0.suffix } }
        #expect(Set(shown) == Set(made))
        let files = try FileManager.default.contentsOfDirectory(atPath: Golden.pictures.path)
        #expect(Set(files) == Set(made.map { $0 + ".svg" }))
    }
}
