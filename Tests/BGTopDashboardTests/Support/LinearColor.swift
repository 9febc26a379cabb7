import Foundation

@testable import BGTopDashboard

/// A colour as amounts of red, green and blue light, from 0 to 1 each.
struct LinearColor: Hashable, CustomStringConvertible {
    var red: Double
    var green: Double
    var blue: Double

    init(red: Double, green: Double, blue: Double) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// A colour as documents write it: `#rrggbb`.
    init(hexadecimal: String) {
        let value = Int(hexadecimal.dropFirst(), radix: 16) ?? 0
        func light(_ shift: Int) -> Double {
            let share = Double(value >> shift & 0xFF) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        self.init(red: light(16), green: light(8), blue: light(0))
    }

    /// What the 256 colours are in every terminal, but for the first 16.
    init(palette index: UInt8) {
        precondition(index >= 16, "What the first 16 look like is up to the person.")
        self.init(hexadecimal: FrameSVG.Palette.dark.colors(of: Style(foreground: .palette(index))).foreground)
    }

    var description: String { "(\(self.red), \(self.green), \(self.blue))" }

    /// How bright it is to the eye.
    var luminance: Double { 0.2126 * self.red + 0.7152 * self.green + 0.0722 * self.blue }

    /// The contrast of WCAG 2, from 1 to 21.
    func contrast(to other: LinearColor) -> Double {
        let (dark, bright) = (min(self.luminance, other.luminance), max(self.luminance, other.luminance))
        return (bright + 0.05) / (dark + 0.05)
    }

    /// How far apart two colours are to the eye: the distance in CIE L*a*b*, where about 2 can just be told apart.
    func distance(to other: LinearColor) -> Double {
        zip(self.lab, other.lab).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
    }

    private var lab: [Double] {
        func share(_ value: Double) -> Double {
            value > 216.0 / 24_389 ? cbrt(value) : (24_389.0 / 27 * value + 16) / 116
        }
        let x = share((0.4124 * self.red + 0.3576 * self.green + 0.1805 * self.blue) / 0.9505)
        let y = share(self.luminance)
        let z = share((0.0193 * self.red + 0.1192 * self.green + 0.9505 * self.blue) / 1.089)
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
    }
}

/// An eye that lacks one of the three kinds of cones, by the model of Machado, Oliveira and Fernandes (2009).
enum ColorVision: CaseIterable {
    case complete, withoutRed, withoutGreen, withoutBlue

    private var matrix: [[Double]] {
        switch self {
        case .complete: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .withoutRed:
            [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
        case .withoutGreen:
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
        case .withoutBlue:
            [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
        }
    }

    /// What somebody with a complete eye would have to look at, to see what this one sees of `color`.
    func sees(_ color: LinearColor) -> LinearColor {
        let seen = self.matrix.map { row in
            min(1, max(0, row[0] * color.red + row[1] * color.green + row[2] * color.blue))
        }
        return LinearColor(red: seen[0], green: seen[1], blue: seen[2])
    }
}
