/// Something in the settings file that is not as it has to be, or that could not be done with it.
struct SettingsProblem: Error, Hashable, Sendable {
    /// The setting that it is about; empty if it is about the file as a whole.
    var path: [String] = []
    /// The line that it is in, where that is known.
    var line: Int?
    /// What is wrong, and what is done instead.
    let sentence: String

    /// One or two sentences for a person.
    ///
    /// - Parameter file: What the file is called.
    func words(file: String) -> String {
        let place = file + (self.line.map { ", line \($0)" } ?? "") + ": "
        return place + (self.path.isEmpty ? "" : self.path.joined(separator: ".") + " ") + self.sentence
    }
}
