import BGTopLessons
import BGTopTeaching
import Foundation
import TestSupport
import Testing

/// What the lessons claim is what the runtime does, and what they show is what runs.
@Suite(.serialized, .timeLimit(.minutes(30)))
struct CurriculumTests {
    static let variants = Curriculum.lessons.flatMap { lesson in
        lesson.all.map { Named("\(lesson.number)" + ($0.change.isEmpty ? "" : " \($0.change)"), $0) }
    }
    /// A task that nobody waits for may have begun before its parent has ended, or not.
    static let chance: [String: Set<String>] = ["10 Task { … } that nobody waits for": ["refund"]]

    /// How far from the moment that a claim names it may come true. The moments that code names are 100 ms apart, or more.
    static let tolerance = Duration.milliseconds(50)

    @Test(arguments: Self.variants)
    func `what a lesson claims is what happens`(variant: Named<Variant>) async throws {
        var book = try LaneBook.read()
        let page = book.page(variant.name)
        let chance = Self.chance[variant.name] ?? []
        let (timeline, disturbance) = await Metronome.undisturbed {
            Timeline(await variant.value.perform().record())
        } isRight: {
            variant.value.holds(in: $0) && LaneBook.differences(LaneBook.lines(of: $0, besides: chance), page).isEmpty
        }
        let lines = LaneBook.lines(of: timeline, besides: chance)
        if LaneBook.isWritten { try book.write(lines, on: variant.name) }
        let differences = LaneBook.differences(lines, book.page(variant.name))
        #expect(differences.isEmpty, "\(differences), \(disturbance)")
        for question in variant.value.questions {
            #expect(
                question.answer(in: timeline) == question.truth,
                "\(question.subject): \(LessonText.lanes(of: timeline)), \(disturbance)"
            )
            let distance = question.distance(from: question.choices[question.truth], in: timeline) ?? .zero
            #expect(distance <= Self.tolerance, "\(question.subject): \(LessonText.lanes(of: timeline)), \(disturbance)")
        }
    }

    @Test(arguments: Self.variants)
    func `the code that is shown is the code that runs`(variant: Named<Variant>) throws {
        let listing = variant.value.listing
        let lines = try Self.source(listing.fileID)
        let code = lines.dropFirst(listing.firstLine - 1).prefix(listing.lines.count)
        let indentation = code.first?.prefix { $0 == " " }.count ?? 0
        #expect(code.map { String($0.dropFirst(indentation)) } == listing.lines)
        let after = lines.dropFirst(listing.firstLine - 1 + listing.lines.count).first ?? ""
        #expect(after.allSatisfy { " },".contains($0) }, "There is more code than is shown.")
    }

    @Test(arguments: Self.variants)
    func `the configuration that is shown is the one that it runs with`(variant: Named<Variant>) throws {
        let listing = variant.value.listing
        let shown = listing.lines.map { $0.wholeMatch(of: /\/\/ (\w+: .*)/) }.prefix { $0 != nil }.compactMap { $0?.1 }
        guard !shown.isEmpty else { return }
        let before = try Self.source(listing.fileID).prefix(listing.firstLine - 1)
        let configuration = try #require(before.last { $0.contains("configuration: .init(") })
        let settings = shown.flatMap { $0.split(separator: ", ") }
        for setting in settings { #expect([",", ")"].contains { configuration.contains(setting + $0) }, "\(setting)") }
    }

    @Test func `lessons are numbered as they stand, and each is found by a name and a digit of its own`() {
        #expect(Curriculum.lessons.map(\.number) == Array(1...Curriculum.lessons.count))
        #expect(Set(Curriculum.lessons.map(\.name)).count == Curriculum.lessons.count)
        for lesson in Curriculum.lessons {
            #expect(Set(lesson.all.map(\.change)).count == lesson.all.count)
            #expect(lesson.variants.count <= 9, "A variant is opened by one digit.")
        }
    }

    @Test(arguments: [
        ("3", 3), ("03", 3), ("one-child-throws", 3), ("One child throws", 3), ("ONE CHILD", 3), ("a timeout", 6),
        ("continuation", 15), ("99", nil), ("-3", nil), ("", nil), ("no such lesson", nil), ("task", nil),
    ])
    func `a lesson is found by its number, its name, its title and what no other has in those`(text: String, number: Int?) {
        #expect(Curriculum.lesson(text)?.number == number)
    }

    @Test func `no two ask the same, and a variant asks in two sentences at most`() {
        #expect(Set(Self.variants.map(\.value.prompt)).count == Self.variants.count)
        for variant in Curriculum.lessons.flatMap(\.variants) {
            let sentences = variant.prompt.matches(of: /[.?!](?=\s|$)/).count
            #expect((1...2).contains(sentences), "\(variant.prompt)")
            #expect(variant.prompt.hasSuffix("?"), "\(variant.prompt)")
        }
    }

    @Test(arguments: Self.variants)
    func `what is to be read before it is predicted is on one screen of 80 columns and 24 rows`(variant: Named<Variant>) {
        let variant = variant.value
        // A column at each side is left free; the first row and the last are the stage's own.
        let prompt = variant.prompt.split(separator: " ").reduce(into: [0]) { lines, word in
            let isFull = lines[lines.count - 1] + 1 + word.count > 78
            lines = isFull ? lines + [word.count] : lines.dropLast() + [(lines.last ?? 0) + 1 + word.count]
        }
        let choices = variant.questions.map(\.choices.count).max() ?? 0
        let rows =
            (variant.change.isEmpty ? 0 : 1) + variant.listing.lines.count + prompt.count + variant.questions.count + choices
        #expect(rows <= 22, "\(variant.change)")
        for choice in variant.questions.flatMap(\.choices) { #expect(choice.words.count <= 60, "\(choice.words)") }
    }

    @Test(arguments: Curriculum.lessons.map { Named("\($0.number)", $0) })
    func `a lesson fits on the smallest screen that is meant for it`(lesson: Named<Lesson>) {
        for variant in lesson.value.all {
            #expect(variant.listing.lines.allSatisfy { $0.count <= 72 })
            #expect(variant.listing.lines.count <= 12)
            #expect(variant.why.count <= 300, "\(variant.change)")
        }
        #expect(lesson.value.variants.allSatisfy { !$0.change.isEmpty && $0.change.count <= 40 })
    }

    private static func source(_ fileID: String) throws -> [Substring] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/BGTopLessons/Lessons")
            .appending(path: fileID.split(separator: "/").last.map(String.init) ?? "")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    }
}

extension Variant {
    /// Whether all that it claims came true.
    fileprivate func holds(in timeline: Timeline) -> Bool {
        self.questions.allSatisfy { question in
            let distance = question.distance(from: question.choices[question.truth], in: timeline) ?? .zero
            return question.answer(in: timeline) == question.truth && distance <= CurriculumTests.tolerance
        }
    }
}
