enum BackgroundWorkPlaceholder {}
