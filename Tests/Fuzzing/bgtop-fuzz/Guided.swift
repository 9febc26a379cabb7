import ArgumentParser
import Foundation
import FuzzedDecoders

#if LIBFUZZER
import CLibFuzzer
#endif

/// `bgtop-fuzz guided`.
struct Guided: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run libFuzzer, in a build with -sanitize=fuzzer.",
        discussion:
            "What follows is for libFuzzer, as it is: a folder of inputs, -runs=1000000, the file of one input to run again."
    )

    @Argument(parsing: .captureForPassthrough)
    var arguments: [String] = []

    func run() throws {
        #if LIBFUZZER
        var strings = unsafe (["bgtop-fuzz"] + self.arguments).map { unsafe strdup($0) } + [nil]
        var count = Int32(self.arguments.count + 1)
        let code = unsafe strings.withUnsafeMutableBufferPointer { buffer in
            var pointer = buffer.baseAddress
            return unsafe LLVMFuzzerRunDriver(&count, &pointer) { unsafe takeInput($0, $1) }
        }
        throw ExitCode(code)
        #else
        throw ValidationError("This is a build without libFuzzer: build with -Xswiftc -sanitize=fuzzer -Xswiftc -DLIBFUZZER.")
        #endif
    }
}

#if LIBFUZZER
/// What libFuzzer calls by this name in a program that it runs itself. Here the program runs it, but without it nothing is linked.
@_cdecl("LLVMFuzzerTestOneInput")
public func takeInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    unsafe _ = FuzzInput(packed: UnsafeBufferPointer(start: bytes, count: count))?.run()
    return 0
}
#endif
