package page

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// AppendJSON appends the data of the view as JSON, indented. It fails where the data cannot
// be JSON.
func (v *View) AppendJSON(b []byte) ([]byte, error) {
	out := bytes.NewBuffer(b)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v.Data); err != nil {
		return b, fmt.Errorf("page: the data of %q as JSON: %w", v.Title, err)
	}
	return out.Bytes(), nil
}
