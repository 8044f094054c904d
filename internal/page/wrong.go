package page

// Wrong says that a question cannot be answered as it was asked, and what to ask in its place:
// "Begin again without a cursor."
type Wrong struct{ Text string }

func (w *Wrong) Error() string { return w.Text }
