enum BGTopStorePlaceholder {}
