extension Frame {
    /// The frame in ASCII alone.
    package var ascii: Frame {
        var frame = self
        frame.replaceGlyphs(\.asciiSubstitute)
        return frame
    }
}

extension Glyph {
    fileprivate var asciiSubstitute: Glyph {
        guard !self.isRightHalf, let base = Unicode.Scalar(self.scalarValue(0)) else { return .space }
        return Glyph(base.asciiSubstitute)
    }
}
