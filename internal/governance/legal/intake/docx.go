package intake

import "errors"

// docx reads a package.
func (f *flow) docx([]byte) error { return errors.New("intake: DOCX is not read yet: save it as HTML") }
