enum BackgroundWorkTestKitPlaceholder {}
