package srv_test

var silentReads = []string{
	"4.8.1 ReadLogPeriod/EndDateTime",  // of a GSME: what is over a whole half hour
	"4.10 ReadLogPeriod/StartDateTime", // of a GSME, whose log is read whole
	"4.10 ReadLogPeriod/EndDateTime",
}
