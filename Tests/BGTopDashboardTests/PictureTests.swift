import Testing

@testable import BGTopDashboard

/// The README's pictures are frames, and are written as the goldens are: `UPDATE_GOLDENS=1 swift test --filter PictureTests`.
@Suite struct PictureTests {
    @Test(arguments: [
        ("main-wrong", "dashboard", "bgtop: the dashboard of a server with a blocked thread and a full pool"),
        ("drain-draining", "drain", "bgtop: a drain, and what holds the exit"),
    ])
    func `the picture in the README is what the dashboard shows`(view: String, file: String, title: String) throws {
        let shot = try #require(Shot.all.first { $0.view == view })
        let document = FrameSVG(shot.frame(size: Shot.large), title: title).document
        try Golden(directory: Golden.pictures, file: "\(file).svg").check(document)
    }
}
