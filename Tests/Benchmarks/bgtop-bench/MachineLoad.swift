import Foundation

/// How busy the machine is, with this process or others.
enum MachineLoad {
    /// How many threads wanted a processor, on average over the last minute; nil where the system does not say.
    static var lastMinute: Double? {
        var load = 0.0
        return unsafe getloadavg(&load, 1) == 1 ? load : nil
    }
}
