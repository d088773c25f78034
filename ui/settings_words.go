package ui

// Texts of the settings.
const (
	settingsTitle   = "Settings"
	settingsNow     = "At once"
	settingsNowHelp = "while the machine goes on learning"
	settingsNew     = "A new machine"
	settingsNewHelp = "what follows needs one, which has everything to learn; Undo brings the present one back"
	settingsThreads = "Threads"
	settingsRate    = "Rate"
	settingsLook    = "Look"
	settingsApply   = "Apply"
	settingsUpright = "straighten slanted writing"
	settingsMake    = "Make it"
	settingsClose   = "Close"
	settingsMade    = "A new machine, with everything to learn."
	settingsShift   = "moved by"
	settingsShiftBy = "pixels"
	settingsApplied = "The settings are in force."
)

// lookWords are the themes to choose from, in the order of looks.
var lookWords = []string{"Dark", "Light", "As the system"}
