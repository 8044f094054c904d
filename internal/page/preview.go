package page

import (
	"crypto/sha256"
	"encoding/hex"
)

// Preview is what a form shows of what would come of it, above its fields, and the button that asks
// for it. Where the page may run its script, it is asked for by itself when typing stops.
type Preview struct {
	Button string  // words of the button; empty: "Preview"
	Blocks []Block // what was shown last; a form may begin with some
	// Asked says that this is what the reader has just asked for: they are brought to it.
	Asked bool
	// First says what to do where the form is sent and these blocks, as they are now, were not shown
	// before: "Look through whom it reaches, and press again". Empty: it is sent all the same.
	First string
}

// Previewed is the form with what was posted, and with what would come of it.
func (form Form) Previewed(in Input, blocks []Block) *Form {
	shown := form.Filled(in, nil)
	shown.Preview = &Preview{Button: form.Preview.Button, Blocks: blocks, Asked: true,
		First: form.Preview.First}
	return shown
}

// Unseen is what is wrong where a form that is to be seen first was sent by who was not shown these
// blocks.
func (form *Form) Unseen(in Input, blocks []Block) Faults {
	if form.Preview == nil || form.Preview.First == "" || in.Seen == seal(blocks) {
		return nil
	}
	return Faults{{Text: form.Preview.First}}
}

// seal tells blocks from all that look otherwise.
func seal(blocks []Block) string {
	m := begin(nil, "")
	m.blocks(blocks)
	sum := sha256.Sum256(m.b)
	return hex.EncodeToString(sum[:16])
}

// preview appends what would come of a form. What is said about it is heard as it changes; what it
// shows would be too long. What was shown goes back with the form of an id, where it is to be seen
// first.
func (m *markup) preview(p *Preview, form string) {
	id := m.id("preview")
	m.raw(`<div class="preview" role="region" tabindex="0"`)
	m.attribute("aria-labelledby", id)
	if p.Asked {
		m.raw(" autofocus")
	}
	m.raw(">\n<h2")
	m.attribute("id", id)
	m.raw(">Preview</h2>\n<p class=\"hint\" role=\"status\">")
	if len(p.Blocks) == 0 {
		m.raw("What you fill in is shown here before it is sent.")
	} else {
		m.raw("Nothing is saved yet.")
	}
	m.raw("</p>\n")
	if form != "" && len(p.Blocks) > 0 {
		m.void("input", "type", "hidden", "form", form, "name", seenName, "value", seal(p.Blocks))
	}
	m.level++
	m.blocks(p.Blocks)
	m.level--
	m.raw("</div>\n")
}
