import BackgroundWorkEvents
import Foundation
import Testing

@testable import BGTopDashboard

#if canImport(FoundationXML)
import FoundationXML
#endif

/// What leaves the dashboard otherwise than as a picture on its own screen: files, and what is printed when it is gone.
@Suite struct `What is exported of an application that means harm` {
    @Test(arguments: Shot.all)
    func `as text, with colours or without, is text`(shot: Shot) {
        let frame = shot.spoiled.frame(size: Shot.large)
        #expect(OwnSequences.foreign(inPlain: frame.text) == [])
        #expect(OwnSequences.foreign(in: frame.ansiText()) == [])
    }

    @Test(arguments: Shot.all)
    func `as a picture is valid XML without a control character`(shot: Shot) {
        let document = FrameSVG(shot.spoiled.frame(size: Shot.large), title: HostileText.openings.joined()).document
        #expect(XMLParser(data: Data(document.utf8)).parse())
        #expect(OwnSequences.foreign(inPlain: document) == [])
    }

    @Test(arguments: Shot.all)
    func `is saved under a name of the dashboard's own`(shot: Shot) {
        var model = shot.spoiled.model(size: Shot.small)
        for case .save(let name) in model.update(.key("c")) {
            #expect(name.wholeMatch(of: /bgtop-[a-z0-9-]+/) != nil, "\(name)")
        }
    }

    @Test(arguments: [Scene.draining, .stuck, .cancelling, .stopped])
    func `as the last picture of a shutdown is text`(scene: Scene) {
        let model = scene.model(size: Shot.small, isSpoiled: true)
        for glyphs in [Glyphs.unicode, .ascii] {
            let text = LastFrame.text(of: model, size: Shot.small, glyphs: glyphs)
            #expect(!text.isEmpty)
            #expect(OwnSequences.foreign(inPlain: text) == [])
        }
    }

    @Test func `as a report is text`() {
        var spoiler = Spoiler()
        let text = PrintedText(columns: 80).lines(spoiler.spoil(SimulatedServer.report).text)
        #expect(OwnSequences.foreign(inPlain: text) == [])
    }
}
