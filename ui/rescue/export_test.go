package rescue

// Ago says how long ago something was kept.
var Ago = ago
