/// The way to whoever plays a recording, as ``TaskControl`` is the way to a process.
///
/// No call blocks or throws. What comes of a command is seen in the stream of events, which goes on from another moment, and in the
/// status. Safe to call from any thread.
package protocol PlaybackControl: Sendable {
    /// How it is played at this moment.
    var status: PlaybackStatus { get }

    func perform(_ command: PlaybackCommand)
}
