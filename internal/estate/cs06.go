package estate

import (
	"github.com/mains-energy/mains/gbcs/usecase"
)

// firmware is the version that Devices are made with.
var firmware = []byte{1, 0, 0, 0}

// noImage says that a Device holds no other firmware. GBCS CS06.
const noImage = 1

// activateFirmware refuses to: nothing transfers an image to a Device. To take back what
// was ordered for later is granted, since nothing was. GBCS CS06.
func activateFirmware(_ *action, _ *unit, c *command) (answer usecase.Args, ok bool) {
	at, dated := usecase.ExecuteAt.Of(c.tree.Args())
	if dated && at.Equal(usecase.Cancelled()) {
		return nil, true
	}
	return usecase.Args{
		usecase.ActivateImageResponseCode.Is(noImage), usecase.FirmwareVersion.Is(firmware),
	}, false
}

// readVersion says which firmware the Device executes. GBCS CS08.
func readVersion(*action, *unit, *command) (answer usecase.Args, ok bool) {
	return usecase.Args{
		usecase.FirmwareVersion.Is(firmware), usecase.ReadVersionResponseCode.Is(0),
	}, true
}
