package dsp

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/firmware"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// upgrade is one of the two requests that distribute an image: for which types of Device,
// and what refuses it.
type upgrade struct {
	on                             usecase.Devices
	noDevice, badImage, unentitled duis.ResponseCode
}

var (
	upgradeMeters = upgrade{
		on:       usecase.ESME | usecase.SAPC | usecase.GSME | usecase.HCALCS,
		noDevice: firmwareNoDevice, badImage: firmwareImage, unentitled: firmwareUnentitled,
	}
	upgradePPMIDs = upgrade{
		on:       usecase.PPMID,
		noDevice: ppmidNoDevice, badImage: ppmidImage, unentitled: ppmidUnentitled,
	}
)

// updateFirmware answers 11.1 and 11.4. There is no distribution over the WAN: what has
// nothing wrong with it is refused with E100, and nothing is kept of it.
func (g *Gateway) updateFirmware(
	ctx context.Context, a authorised, u upgrade, image []byte, list string,
) (outcome, error) {
	header, _, err := firmware.ParseHeader(image)
	if err != nil {
		return outcome{}, &duis.ResponseError{Code: u.badImage, Err: err}
	}
	if int64(header.Size) != int64(len(image)) {
		return outcome{}, duis.Refuse(u.badImage, "the header says %d octets and there are %d",
			header.Size, len(image))
	}
	ids, err := identifiers(list)
	if err != nil {
		return outcome{}, &duis.ResponseError{Code: u.noDevice, Err: err}
	}
	sorted, fits, err := g.sortOut(ctx, a, u, ids)
	if err != nil {
		return outcome{}, err
	}
	switch {
	case fits:
		return outcome{}, duis.Refuse(duis.E100, "firmware is not distributed here")
	case sorted.foreign == len(ids):
		return outcome{}, duis.Refuse(u.unentitled, "no Device of the list is the User's")
	}
	return outcome{}, duis.Refuse(u.noDevice, "no Device of the list can have it: %s", sorted)
}

// identifiers reads a list of Device IDs, each once.
func identifiers(list string) (ids []eui.ID, err error) {
	seen := map[eui.ID]bool{}
	for text := range strings.SplitSeq(list, ",") {
		id, err := eui.Parse(strings.TrimSpace(text))
		if err != nil {
			return nil, err
		}
		if !seen[id] {
			ids, seen[id] = append(ids, id), true
		}
	}
	return ids, nil
}

// sortedOut counts the Devices of a list that cannot have an image.
type sortedOut struct {
	invalid        int // unknown, or of another type
	foreign        int // of other suppliers
	uncommissioned int
}

func (s sortedOut) String() string {
	return fmt.Sprintf("%d invalid, %d of other suppliers, %d not commissioned",
		s.invalid, s.foreign, s.uncommissioned)
}

// upgradable are the statuses in which a Device takes an image. Recalled.
var upgradable = []Status{Commissioned, Suspended}

// sortOut looks the Devices of a list up until one fits.
func (g *Gateway) sortOut(
	ctx context.Context, a authorised, u upgrade, ids []eui.ID,
) (s sortedOut, fits bool, err error) {
	for _, id := range ids {
		d, err := g.device(ctx, id)
		if errors.Is(err, ErrUnknown) || err == nil && !u.on.Has(d.Type) {
			s.invalid++
			continue
		}
		if err != nil {
			return s, false, err
		}
		_, err = g.responsible(ctx, a.user, d, a.roles())
		switch _, refused := codeOf(err); {
		case refused:
			s.foreign++
		case err != nil:
			return s, false, err
		case !slices.Contains(upgradable, d.Status):
			s.uncommissioned++
		default:
			return s, true, nil
		}
	}
	return s, false, nil
}
