package srv_test

var silentInventory = []string{
	"8.11 AddDeviceToCHFWhitelist/ImportMPxN", // for the DCC
	"8.11 AddDeviceToCHFWhitelist/SecondaryImportMPAN",
	"8.12.1 OldCHFID",
	"8.12.2 OldGPFID",
}
