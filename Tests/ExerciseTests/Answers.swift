import ExerciseJudges
import TestSupport

/// What people make of an exercise.
struct Answers {
    let number: Int
    /// What does not hold of the function as it is shipped.
    let shipped: [String]
    /// What is right.
    let right: [Named<Exercise>]
    /// What looks right and is not.
    let wrong: [Wrong]

    struct Wrong {
        let name: String
        let exercise: Exercise
        /// What does not hold; what depends on how busy the machine is stands there as N.
        let faults: [String]

        init(_ name: String, _ exercise: Exercise, faults: [String]) {
            self.name = name
            self.exercise = exercise
            self.faults = faults
        }
    }

    static let all: [Answers] = [.newsletter, .checkingOut, .rateWithTimeout, .publishAlbum, .boundedResizing, .cardPayment]
}
