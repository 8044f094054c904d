package estate

import (
	"encoding/binary"
	"fmt"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// MaxHomes is how many homes an estate can have: their number is two octets of the
// identifiers.
const MaxHomes = 1 << 16

// deviceTypes are the Devices of a home, in the order of the last octet of their
// identifiers, A0 and up.
var deviceTypes = [...]usecase.Device{
	usecase.ESME, usecase.GSME, usecase.CHF, usecase.GPF, usecase.PPMID, usecase.HCALCS,
	usecase.SAPC,
}

// firstDevice is the last octet of the identifier of a home's ESME.
const firstDevice = 0xA0

// Identifiers without their last octet: of the Devices of home 0, which are those of the
// published vectors, and of all other homes, whose number takes the place of the zeros.
// The second is locally administered, 02, and "MAIN".
var (
	firstHome = eui.ID{0x00, 0xDB, 0x12, 0x34, 0x56, 0x78, 0x90}
	otherHome = eui.ID{0x02, 0x4D, 0x41, 0x49, 0x4E}
)

// Home is a home: a Communications Hub and the Devices around it.
type Home struct {
	Number  int
	Devices []Device // ESME, GSME, CHF, GPF, PPMID, HCALCS, SAPC
}

// Device is one Device of a home.
type Device struct {
	EUI  eui.ID
	Type usecase.Device
	Home int
	Hub  eui.ID // of its home's CHF; its own for a CHF
}

// HomeOf is home number n, 0 to MaxHomes-1, whether or not an estate is that large.
func HomeOf(n int) Home {
	h := Home{Number: n, Devices: make([]Device, len(deviceTypes))}
	hub := deviceEUI(n, usecase.CHF)
	for i, t := range deviceTypes {
		h.Devices[i] = Device{deviceEUI(n, t), t, n, hub}
	}
	return h
}

// deviceEUI is the identifier of the Device of type t in home n.
func deviceEUI(n int, t usecase.Device) eui.ID {
	id := firstHome
	if n > 0 {
		id = otherHome
		binary.BigEndian.PutUint16(id[5:], uint16(n))
	}
	for i, other := range deviceTypes {
		if other == t {
			id[7] = firstDevice + byte(i)
		}
	}
	return id
}

// DeviceOf is the Device that id names, in whichever home; false where no home has such.
func DeviceOf(id eui.ID) (Device, bool) {
	i := int(id[7]) - firstDevice
	if i < 0 || i >= len(deviceTypes) {
		return Device{}, false
	}
	n := int(binary.BigEndian.Uint16(id[5:]))
	if eui.ID(append(id[:7:7], 0)) == firstHome {
		n = 0
	} else if n == 0 {
		return Device{}, false
	}
	d := Device{id, deviceTypes[i], n, deviceEUI(n, usecase.CHF)}
	return d, deviceEUI(n, d.Type) == id
}

// inHome is the Device of type t in the same home as d.
func (d Device) inHome(t usecase.Device) Device {
	return Device{deviceEUI(d.Home, t), t, d.Home, d.Hub}
}

// String is the type and the identifier.
func (d Device) String() string { return fmt.Sprintf("%v %v", d.Type, d.EUI) }
