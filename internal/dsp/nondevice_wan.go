package dsp

import (
	"context"
	"errors"

	"github.com/mains-energy/mains/duis"
)

// wanRegions are the regions that say what network they have, each with what it is built
// of. Recalled.
var wanRegions = []struct{ name, technology string }{
	{"North", "Long-range radio"},
	{"Central", "Cellular"},
	{"South", "Cellular"},
}

// wanMatrix answers 12.1 from where the inventory has hubs. The region of the address has
// coverage; that of an address that is not known is the one of its post code, with less
// certainty. Every other region says that it has nothing there. Chosen: the DCC's own
// coverage data are not public.
func (g *Gateway) wanMatrix(
	ctx context.Context, _ authorised, body *duis.RequestWANMatrix,
) (outcome, error) {
	if body.UPRN == nil && body.PartialAddress == nil {
		return outcome{}, errors.New("12.1 of nothing")
	}
	likelihood := "High"
	var found []string
	var err error
	if body.UPRN != nil {
		found, err = g.regionsWhere(ctx, `uprn = $1`, int64(*body.UPRN))
	} else {
		at := body.PartialAddress
		found, err = g.regionsWhere(ctx, `post_code = $1 AND address = $2`,
			at.PostCode, at.AddressIdentifier)
		if err == nil && len(found) == 0 {
			likelihood = "Medium"
			found, err = g.regionsWhere(ctx, `post_code = $1`, at.PostCode)
		}
	}
	switch {
	case err != nil:
		return outcome{}, err
	case len(found) == 0:
		return outcome{}, duis.Refuse(wanUnknown, "nothing is known of the address")
	case len(found) > 1:
		return outcome{}, duis.Refuse(wanAmbiguous, "the address is in the regions %v", found)
	}
	matrix := &duis.DSPWANMatrix{Request: *body}
	for _, region := range wanRegions {
		row := duis.DSPWANMatrixResponse{CSPRegion: region.name, CSPRegionResponseCode: wanNoCoverage}
		if region.name == found[0] {
			row.CSPRegionResponseCode = duis.I0
			row.Group = &duis.DSPWANMatrixResponseGroup{CoverageAvailability: true,
				WANTechnology: region.technology, ConnectivityLikelihood: likelihood}
		}
		matrix.DSPWANMatrixResponse = append(matrix.DSPWANMatrixResponse, row)
	}
	return outcome{code: duis.I0, payload: matrix}, nil
}

// regionsWhere lists those of wanRegions that have Devices of which where holds.
func (g *Gateway) regionsWhere(
	ctx context.Context, where string, args ...any,
) (found []string, err error) {
	rows, err := g.DB.QueryContext(ctx, `SELECT DISTINCT region FROM device WHERE `+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		for _, region := range wanRegions {
			if region.name == name {
				found = append(found, name)
			}
		}
	}
	return found, rows.Err()
}
