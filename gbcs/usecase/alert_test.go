package usecase_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// TestRTDSAlerts makes every published Alert again, from what it says.
func TestRTDSAlerts(t *testing.T) {
	made := 0
	for _, v := range vectors(t) {
		if v.message.Flag != gbcs.Alert {
			continue
		}
		made++
		answer, err := v.useCase.ParseAnswer(v.message, nil)
		if err != nil {
			t.Fatal(err)
		}
		var args usecase.Args
		for _, row := range answer.Rows {
			for _, slot := range []*usecase.Moment{usecase.SupplyInterrupted, usecase.SupplyRestored} {
				if slot.Name == row.Name {
					args = append(args, slot.Is(row.Value.(dlms.DateTime)))
				}
			}
		}
		event := usecase.Event{Code: answer.Alert, At: answer.Time, Device: usecase.ESME}
		if v.message.Payload[0] == 1 {
			event.Device = usecase.GSME
		}
		got, err := v.useCase.AppendAlert(nil, &v.message.Header, event, args)
		if err != nil || !bytes.Equal(got, v.message.Payload) {
			t.Errorf("%s: %v\n got %X\nwant %X", v.name, err, got, v.message.Payload)
		}
	}
	if made == 0 {
		t.Error("no alert found")
	}
}

func TestAppendAlertRefuses(t *testing.T) {
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	h := gbcs.Header{Flag: gbcs.Alert, Message: usecase.ECS80.Message}
	both := usecase.Args{
		usecase.SupplyInterrupted.Is(dlms.DateTimeOf(at, dlms.NotSpecified)),
		usecase.SupplyRestored.Is(dlms.DateTimeOf(at, dlms.NotSpecified)),
	}
	for name, test := range map[string]struct {
		u    *usecase.UseCase
		code gbcs.AlertCode
		args usecase.Args
	}{
		"no alert":        {usecase.ECS38, 0x8F35, nil},
		"code below":      {usecase.ECS80, 0x8F34, both},
		"code above":      {usecase.ECS80, 0x8F3D, both},
		"time missing":    {usecase.ECS80, 0x8F35, both[:1]},
		"time unexpected": {usecase.GenericCriticalAlert, 0x8F30, both},
	} {
		event := usecase.Event{Code: test.code, At: at}
		if b, err := test.u.AppendAlert(nil, &h, event, test.args); err == nil {
			t.Errorf("%s: %X", name, b)
		}
	}
	for code := gbcs.AlertCode(0x8F35); code <= 0x8F3C; code++ {
		b, err := usecase.ECS80.AppendAlert(nil, &h, usecase.Event{Code: code, At: at}, both)
		if err != nil {
			t.Fatal(err)
		}
		m := &gbcs.Message{Header: h, Payload: b, Form: gbcs.Inner}
		answer, err := usecase.ECS80.ParseAnswer(m, nil)
		if err != nil || answer.Alert != code || answer.AlertTitle == "" || !answer.Time.Equal(at) {
			t.Errorf("%v: %+v, %v", code, answer, err)
		}
	}
}
