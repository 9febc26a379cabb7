import NIOCore

/// What one viewer can cost the process at most, whatever it does or does not do.
struct AgentLimits: Sendable {
    /// Viewers at a time.
    var viewers = 32
    /// Viewers, and whoever only asks for the process's name and is gone again.
    var connections = 64
    /// How often a viewer is told what is new.
    var interval = TimeAmount.milliseconds(50)
    /// How often a viewer hears that the process is there, whatever else there is to tell.
    var heartbeat = TimeAmount.seconds(1)
    /// Events that wait for a viewer, in the stream; beyond, it loses them and gets a fresh snapshot when it reads again.
    var events = 16_384
    /// Bytes that wait for a viewer to take them. No frame is made while there are more, so that there can be one frame on top.
    var bytes = 256 * 1_024
    /// How long a viewer has to say who it is.
    var greeting = TimeAmount.seconds(5)
    /// After how long a viewer that takes nothing is cut off.
    var stall = TimeAmount.seconds(30)
    /// Frames of one viewer in a second, whatever is in them.
    var requests = 200
    /// Lines of the log about viewers in a minute.
    var logLines = 60
    /// How long a process that ends waits for its viewers to take the last that there is to tell.
    var farewell = TimeAmount.seconds(2)
}
