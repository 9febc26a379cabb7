package import BackgroundWorkEvents
import BackgroundWorkSchema
import SwiftProtobuf

/// What each side says first.
package struct Hello: Hashable, Sendable {
    /// The version of the schema. Minor ones understand each other.
    package struct Version: Hashable, Sendable {
        package let major: UInt32
        package let minor: UInt32

        package static let current = Version(major: 1, minor: 0)

        package init(major: UInt32, minor: UInt32) {
            self.major = major
            self.minor = minor
        }

        /// Of two sides of which one cannot understand the other, the one to update: the one with the lower version.
        static func advice(viewer: Version, server: Version) -> String {
            viewer.major < server.major ? "update bgtop" : "update BackgroundWork in the server"
        }
    }

    package let version: Version
    /// The program's own version, for people.
    package let software: String
    /// Of a server: the process that can be watched.
    package let process: ProcessDescription?
    /// When that process began, in nanoseconds since 1970; it tells a process from its successor with the same ID.
    package let startedSince1970: Int64
    /// Of a server: whether it does what it is asked, or refuses all of it.
    package let allowsControl: Bool

    package init(
        version: Version = .current,
        software: String,
        process: ProcessDescription? = nil,
        startedSince1970: Int64 = 0,
        allowsControl: Bool = false
    ) {
        self.version = version
        self.software = software
        self.process = process
        self.startedSince1970 = startedSince1970
        self.allowsControl = allowsControl
    }

    /// Why a viewer cannot talk with the server whose hello this is, and what to update, as a sentence; nil if it can.
    package var objection: String? {
        let own = Version.current
        guard self.version.major != own.major else { return nil }
        let what = Version.advice(viewer: own, server: self.version)
        return
            "The server (\(self.software)) speaks version \(self.version.major) of the protocol and this bgtop \(own.major): \(what)."
    }

    /// As ``objection``, for a server that hears it from a viewer.
    package var objectionToViewer: String? {
        let own = Version.current
        guard self.version.major != own.major else { return nil }
        let what = Version.advice(viewer: self.version, server: own)
        return
            "bgtop (\(self.software)) speaks version \(self.version.major) of the protocol and this server \(own.major): \(what)."
    }
}

extension SchemaHello {
    init(_ hello: Hello) {
        self.init()
        self.major = hello.version.major
        self.minor = hello.version.minor
        self.software = hello.software.cut(to: .name)
        // Not part of any batch: instants are counted from the clock's own origin.
        if let process = hello.process { self.process = BatchEncoder(base: TaskInstant(nanoseconds: 0)).process(process) }
        self.startedSince1970 = hello.startedSince1970
        self.allowsControl = hello.allowsControl
    }
}

extension Hello {
    init(_ hello: SchemaHello) {
        self.init(
            version: Version(major: hello.major, minor: hello.minor),
            software: hello.software,
            process: hello.hasProcess ? BatchDecoder().process(hello.process) : nil,
            startedSince1970: hello.startedSince1970,
            allowsControl: hello.allowsControl
        )
    }
}
