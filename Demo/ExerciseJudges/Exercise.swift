/// Something that is to be put right: a function of the learner's, and what is demanded of it.
package struct Exercise: Sendable {
    /// That of the lesson which it belongs to.
    package let number: Int
    /// What is to be achieved, as part of a sentence.
    package let goal: String
    /// What the function is put into, one after the other.
    let scenes: [Scene]

    /// The file in which the function stands.
    package var file: String { "Demo/Exercises/Exercise\(self.number < 10 ? "0" : "")\(self.number).swift" }

    /// Runs the function in each of the scenes, and judges what was recorded of it.
    package func judge() async -> Verdict {
        var trials: [Verdict.Trial] = []
        // What runs at the same time would be late.
        for scene in self.scenes { trials.append(await scene.judge()) }
        return Verdict(trials: trials)
    }
}
