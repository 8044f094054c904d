package page

// Wrong says that a question cannot be answered as it was asked, and what to ask in its place:
// "Begin again without a cursor."
type Wrong struct{ Text string }

func (w *Wrong) Error() string { return w.Text }

// Problem is what a program is told that wants JSON, where there is no view: RFC 9457.
type Problem struct {
	Title  string `json:"title"`
	Status int    `json:"status"` // of HTTP
	Detail string `json:"detail"` // a sentence, which says what to do
}

// ProblemMedia is the media type of a [Problem].
const ProblemMedia = "application/problem+json"
