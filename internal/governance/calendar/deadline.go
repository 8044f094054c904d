package calendar

import "time"

// Deadline is an instant by which something must be done, with why it is that one.
type Deadline struct {
	What    string    // what must be done
	Clause  string    // clause or document that sets it; empty: not known
	By      time.Time // what is complete strictly before it is in time; zero: no limit
	Date    Date      // the day of By in London, from which By is computed
	Working *Working  // how Date was counted; nil: the day was fixed
	MovedBy string    // who may move it; empty: nobody
}

// CloseOfDay is 17:00 in London on d, in UTC, when a day ends for the Code [H]; the zero
// time for no date.
func CloseOfDay(d Date) time.Time { return d.At(17, 0) }

// Fixed is the deadline at the close of a day that somebody set.
func Fixed(what string, on Date) Deadline {
	return Deadline{What: what, By: CloseOfDay(on), Date: on}
}

// Counted is the deadline at the close of the day at which a count of Working Days ends.
func Counted(what string, w Working) Deadline {
	d := Fixed(what, w.To)
	d.Working = &w
	return d
}

// InTime reports whether what is complete at t is in time: strictly before By. Without a
// limit everything is.
func (d Deadline) InTime(t time.Time) bool { return d.By.IsZero() || t.Before(d.By) }
