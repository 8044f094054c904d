// Package committee is the ground of what is done on committees and groups of the Code: what
// holds for each as data ([Rules]), who holds its seats, a meeting with all that a reader may
// see of it ([Dossier]) and the stage that this makes it ([Stage]), and how the secretary and
// members act ([Office]).
//
// A stage of a meeting that shows in papers alone is not stored: it is reached for a reader
// who may see one of them, so that no page tells of papers that a reader may not know of.
package committee
