import BGTopTeaching
import Foundation
import Testing

@testable import BGTopDashboard

/// The README's pictures are frames, and are written as the goldens are: `UPDATE_GOLDENS=1 swift test --filter PictureTests`.
@Suite(.serialized) struct PictureTests {
    private struct Picture {
        let file: String
        let title: String
        let frame: @Sendable () throws -> Frame

        /// - Parameter view: Of ``Shot/all``.
        static func view(_ view: String, file: String, title: String) -> Self {
            Self(file: file, title: title) {
                try #require(Shot.all.first { $0.view == view }).frame(size: Shot.large)
            }
        }

        /// - Parameter view: Of ``WorldsSitting/moments``.
        static func worlds(_ view: String, file: String, title: String) -> Self {
            Self(file: file, title: title) {
                try #require(WorldsSitting.moments.first { $0.view == view }).sitting.frame(size: Shot.large)
            }
        }

        static func lesson(_ lesson: MisjudgedLesson, title: String) -> Self {
            Self(file: lesson.name, title: title) { try lesson.frame }
        }
    }

    private static let pictures: [Picture] = [
        .view(
            "main-wrong",
            file: "dashboard",
            title: "bgtop: the dashboard of a server with a blocked thread and a full pool"
        ),
        .view("drain-draining", file: "drain", title: "bgtop: a drain, and what holds the exit"),
        .worlds(
            "worlds-over",
            file: "worlds",
            title: "bgtop learn: the same orders in BackgroundTasks and in Task { }, after the same SIGTERM"
        ),
        .lesson(.oneChildThrows, title: "bgtop learn: one child throws, and what was predicted of its sibling"),
        .lesson(.timeoutAsARace, title: "bgtop learn: a timeout as a race, and what was predicted of the loser"),
        .lesson(.forgottenContinuation, title: "bgtop learn: a drain that cannot end, and what was predicted of it"),
    ]
    /// For whoever reads it in the dark, and for whoever does not.
    private static let looks: [(suffix: String, palette: FrameSVG.Palette)] = [("", .dark), ("-light", .light)]

    @Test func `the pictures in the README are what the dashboard shows`() throws {
        for picture in Self.pictures {
            for (suffix, palette) in Self.looks {
                let document = FrameSVG(try picture.frame(), palette: palette, title: picture.title).document
                try Golden(directory: Golden.pictures, file: "\(picture.file)\(suffix).svg").check(document)
            }
        }
    }

    /// The lessons in the pictures have not run: what is told of them is made up, and a test of the lessons holds their claims to what
    /// the runtime does.
    @Test(arguments: MisjudgedLesson.all)
    func `a lesson in a picture goes as the lesson claims, and not as was predicted`(lesson: MisjudgedLesson) throws {
        let sitting = try lesson.sitting
        #expect(sitting.phase == .comparing)
        #expect(sitting.answers == sitting.variant.questions.map(\.truth))
        #expect(zip(sitting.answers, sitting.predictions).allSatisfy { $0 != $1 })
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
