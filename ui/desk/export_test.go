package desk

// Notice is what a tick does with what happened since the one before.
var Notice = (*Desk).notice
