import BenchmarkHarness
import Foundation

/// How much memory the process has, in bytes.
struct MemoryReading: Hashable, Sendable {
    /// What the system has given it of the machine's memory.
    var resident: Int
    /// What it has asked for and not given back.
    var heap: Int

    /// - Throws: ``Unavailable`` where the system does not say.
    static var now: Self {
        get throws {
            guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
                let resident = Self.resident(in: status)
            else { throw Unavailable("the system does not say how much memory is resident") }
            return Self(resident: resident, heap: try HeapMemory.bytesInUse)
        }
    }

    /// - Parameter status: What `/proc/self/status` says.
    static func resident(in status: String) -> Int? {
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }) else { return nil }
        let words = line.split(whereSeparator: \.isWhitespace)
        // The unit has been this one for as long as there has been the file.
        guard words.count == 3, words[2] == "kB" else { return nil }
        return Int(words[1]).map { $0 * 1_024 }
    }
}

extension MemoryReading {
    /// How much more is taken for the noise of an allocator: a twentieth, or 4 MB where that is more.
    private static func allowance(over bytes: Int) -> Int { max(bytes / 20, 4_000_000) }

    /// What has grown in any of the `later` readings, one sentence each. Empty where memory is flat.
    func growth(in later: [Self]) -> [String] {
        [("resident", \Self.resident), ("heap", \Self.heap)].compactMap { name, figure in
            let (before, most) = (self[keyPath: figure], later.map { $0[keyPath: figure] }.max() ?? 0)
            guard most > before + Self.allowance(over: before) else { return nil }
            return "\(most.megabytes) MB \(name), after \(before.megabytes) MB at the first reading"
        }
    }
}

extension Int {
    /// Of bytes.
    var megabytes: String { String(format: "%.1f", Double(self) / 1e6) }
}
