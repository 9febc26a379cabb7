import BackgroundWorkEvents

extension WarningRule {
    static let intakeHeld = Self(
        name: "intake held",
        severity: .notice,
        advice: "Resume intake when the reason for holding it is gone."
    ) { store in
        guard store.capacity?.isIntakeHeld == true, store.drain?.phase == .accepting else { return nil }
        return Finding(summary: "Intake is held: nothing is accepted until it is resumed.")
    }
}
