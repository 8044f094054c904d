package notice_test

import (
	"fmt"
	"testing"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// BenchmarkDigest is the digests of a day for some five hundred people, four hundred more than the
// demo has, each of whom has a change to be told of. Each iteration is a day.
func BenchmarkDigest(b *testing.B) {
	const people = 400
	s := begin(b)
	s.act(func(tx *register.Tx) error {
		for i := range people {
			id := fmt.Sprintf("person-%d", i)
			if err := tx.Put(&record.Person{Head: record.Head{ID: id}, WorksFor: "demo-ls-a",
				Role: "delegate", Email: register.NewSecret(id + "@example.com")}); err != nil {
				return err
			}
		}
		return nil
	})
	day := calendar.Date{Year: 2022, Month: 1, Day: 21}
	s.fresh()
	messages := 0
	for b.Loop() {
		b.StopTimer()
		s.act(func(tx *register.Tx) error {
			m, err := register.Get[*record.Modification](tx.View, "MP192")
			if err != nil {
				return err
			}
			m.Note = day.String()
			return tx.Put(m)
		})
		b.StartTimer()
		s.At(day.String() + "T08:00")
		b.StopTimer()
		messages += len(s.fresh())
		day = calendar.Default().Next(day.AddDays(1))
		b.StartTimer()
	}
	b.ReportMetric(float64(messages)/float64(b.N), "messages/day")
}
