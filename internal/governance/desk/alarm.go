package desk

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/register"
)

// alarmHour is when on its day a calendar reminds, London time [D].
const alarmHour = 9

// alarmDays are how many Working Days before something closes a calendar reminds of it [D].
var alarmDays = [...]int{5, 1}

// Alarms are when a calendar reminds of something that closes at an instant. There is none
// where the Working Days before it are not known.
func Alarms(v *register.View, closes time.Time) (all []time.Time) {
	if closes.IsZero() {
		return nil
	}
	for _, days := range alarmDays {
		count, err := Calendar(v).Add(calendar.DateOf(closes), -days)
		if err == nil {
			all = append(all, count.To.At(alarmHour, 0))
		}
	}
	return all
}
