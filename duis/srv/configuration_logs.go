package srv

import (
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// ReadEventOrSecurityLog is SRV 6.13: it reads a log, which LogToRead names. A Gas Proxy Function
// has logs of its own, and copies of those of the GSME. ESMEs of an earlier GBCS version have
// a Use Case of their own for the log of auxiliary controllers. DUIS 3.8.
var ReadEventOrSecurityLog = From(Variant{
	SRV:    "6.13",
	Name:   "Read Event Or Security Log",
	Roles:  Roles{duis.IS, duis.GS, duis.ED, duis.GT, duis.RSA},
	SMETS1: RecalledSMETS1,
},
	gasLog(usecase.CS10a, 0, "Event", 0x13),
	readLog(usecase.ECS35a, "Event"),
	readLog(usecase.ECS35b, "Security"),
	readLog(usecase.ECS35c, "Event"),
	readLog(usecase.ECS35d, "Security"),
	gasLog(usecase.CS10b, 0, "Security", 0x04),
	readLog(usecase.ECS35e, "PowerEvent"),
	readLog(usecase.ECS35f, "ALCSEvent"),
	readLog(usecase.ECS35g, "ALCSEvent"),
	gasLog(usecase.CS10a, usecase.Devices(usecase.GPF), "GSMEEvent", 0x16),
	gasLog(usecase.CS10b, usecase.Devices(usecase.GPF), "GSMESecurity", 0x07),
)

// readLog is the Route of a body that names a log that has a Use Case of its own.
func readLog(u *usecase.UseCase, name string) To[duis.ReadEventOrSecurityLog] {
	return To[duis.ReadEventOrSecurityLog]{UseCase: u,
		Why:   "LogToRead " + name,
		When:  func(b *duis.ReadEventOrSecurityLog) bool { return b.LogToRead == name },
		Write: func(w *Writer, b *duis.ReadEventOrSecurityLog) { w.logPeriod(b) },
		Read: func(r *Reader, b *duis.ReadEventOrSecurityLog) {
			b.ReadLogPeriod, b.LogToRead = r.period(), name
		},
	}
}

// gasLog is the Route of a body that names a log whose number is in the message.
func gasLog(
	u *usecase.UseCase, on usecase.Devices, name string, id uint8,
) To[duis.ReadEventOrSecurityLog] {
	to := readLog(u, name)
	to.On = on
	to.Write = func(w *Writer, b *duis.ReadEventOrSecurityLog) {
		w.Add(usecase.EventControlLogID.Is(id))
		w.logPeriod(b)
	}
	to.Read = func(r *Reader, b *duis.ReadEventOrSecurityLog) {
		names := map[uint8]string{
			0x13: "Event", 0x16: "GSMEEvent", 0x04: "Security", 0x07: "GSMESecurity",
		}
		log := take(r, usecase.EventControlLogID)
		if names[log] == "" {
			r.Fail("the message reads log %02X: no request asks for that", log)
		}
		b.ReadLogPeriod, b.LogToRead = r.period(), names[log]
	}
	return to
}

// logPeriod gives the range of the log.
func (w *Writer) logPeriod(b *duis.ReadEventOrSecurityLog) {
	if b.ReadLogPeriod.EndDateTime.Before(b.ReadLogPeriod.StartDateTime) {
		w.Refuse("E061305", "the period ends before it begins")
	}
	w.period(b.ReadLogPeriod)
}
