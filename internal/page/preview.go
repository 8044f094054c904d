package page

// Preview is what a form shows of what would come of it, above its fields, and the button that asks
// for it. Where the page may run its script, it is asked for by itself when typing stops.
type Preview struct {
	Button string  // words of the button; empty: "Preview"
	Blocks []Block // what was shown last; a form may begin with some
	// Asked says that this is what the reader has just asked for: they are brought to it.
	Asked bool
}

// Previewed is the form with what was posted, and with what would come of it.
func (form Form) Previewed(in Input, blocks []Block) *Form {
	shown := form.Filled(in, nil)
	shown.Preview = &Preview{Button: form.Preview.Button, Blocks: blocks, Asked: true}
	return shown
}

// preview appends what would come of a form. What is said about it is heard as it changes; what it
// shows would be too long.
func (m *markup) preview(p *Preview) {
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
	m.level++
	m.blocks(p.Blocks)
	m.level--
	m.raw("</div>\n")
}
