package page

import (
	"time"
	_ "time/tzdata" // a day of the Code is a day in London, on every machine
)

// dayFormat is how a day is read.
const dayFormat = "2 January 2006"

// london is the zone that the Code counts days in.
var london = func() *time.Location {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic(err) // the zone is part of the program
	}
	return zone
}()

// dayOf is the day of an instant in London: "28 January 2022".
func dayOf(t time.Time) string { return t.In(london).Format(dayFormat) }
