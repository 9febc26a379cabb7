// What the interface of this module is made of: whoever adds a field to a task or looks at an outcome has to import no other.
@_exported public import BackgroundWorkEvents
