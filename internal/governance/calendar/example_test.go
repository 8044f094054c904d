package calendar_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
)

func ExampleCalendar_Add() {
	opened, err := calendar.ParseDate("2022-01-14")
	if err != nil {
		panic(err)
	}
	w, err := calendar.Default().Add(opened, 15)
	if err != nil {
		panic(err)
	}
	closes := calendar.Counted("respond to the MP192 Refinement Consultation", w)
	fmt.Println(calendar.Moment(closes.By))
	fmt.Println(closes.What)
	fmt.Println(strings.ReplaceAll(closes.Working.String(), "; ", "\n"))
	// Output:
	// 5pm on 4 February 2022
	// respond to the MP192 Refinement Consultation
	// 15 Working Days after Friday 14 January 2022 is Friday 4 February 2022
	// 3 weekends are not counted
}

func ExampleCalendar_With() {
	c := calendar.Default().With(calendar.Override{
		Date:   calendar.Date{Year: 2022, Month: time.January, Day: 21},
		Name:   "Moving day",
		Reason: "the office moves",
	})
	fmt.Println(c.Next(calendar.Date{Year: 2022, Month: time.January, Day: 21}).Full())
	// Output: Monday 24 January 2022
}

func ExampleHours_Sentence() {
	helpdesk := calendar.Hours{
		Days:  []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday},
		Opens: 9 * 60, Closes: 17 * 60,
	}
	noon := calendar.Date{Year: 2022, Month: time.January, Day: 22}.At(12, 0)
	fmt.Println(helpdesk.Sentence(noon))
	// Output: Closed now: Saturday. Opens 9am on Monday 24 January 2022
}

func ExampleParseAsAt() {
	for _, text := range []string{"2022-06-30", "2022-06-30T10:00", "2022-06-30T10:00:00Z"} {
		t, err := calendar.ParseAsAt(text)
		fmt.Println(t.Format(time.RFC3339), err)
	}
	// Output:
	// 2022-06-29T23:00:00Z <nil>
	// 2022-06-30T09:00:00Z <nil>
	// 2022-06-30T10:00:00Z <nil>
}

func ExampleSpan() {
	day := calendar.Date{Year: 2022, Month: time.January, Day: 31}
	fmt.Println(calendar.Span(day.At(14, 0), day.At(14, 45)))
	// Output: 2pm to 2:45pm on 31 January 2022
}
