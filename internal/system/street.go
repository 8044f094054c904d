package system

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/ca"
	"github.com/mains-energy/mains/internal/dsp"
	"github.com/mains-energy/mains/internal/durable"
	"github.com/mains-energy/mains/internal/estate"
	"github.com/mains-energy/mains/smki"
)

// Who the homes of a fresh system belong to.
var (
	supplier = parties[0]
	network  = parties[2]
	load     = parties[3]
)

// trusted are the parties whose certificates the Devices are made with.
var trusted = []eui.ID{
	supplier.EUI, network.EUI, load.EUI, Broker, coSParty, wanProvider, recovery,
}

// seedFile keeps the seed of the homes: whoever has it has every Device's keys.
const seedFile = "estate.seed"

// openEstate opens the homes and makes those that are missing.
func (s *System) openEstate(ctx context.Context) error {
	seed, err := s.seed()
	if err != nil {
		return err
	}
	s.estate, err = estate.Open(ctx, estate.Config{
		DB: s.db, Clock: s.clock, Seed: seed, Log: s.log,
		Certificate: func(ctx context.Context, id eui.ID, usage smki.Usage) ([]byte, error) {
			certificate, err := s.ca.Certificate(ctx, id, usage)
			if err != nil {
				return nil, err
			}
			return certificate.Raw, nil
		},
	})
	if err != nil {
		return err
	}
	return s.build(ctx)
}

// Rows of the store's meta table about the street.
const (
	metaHomes        = "homes"        // how many it is to have
	metaCommissioned = "commissioned" // all of them are in the inventory
)

// build makes the homes of a street and commissions them, or goes on where an earlier
// start was interrupted. A street keeps the length that it was begun with.
func (s *System) build(ctx context.Context) error {
	if _, done, err := s.db.Meta(ctx, metaCommissioned); done || err != nil {
		return err
	}
	text, begun, err := s.db.Meta(ctx, metaHomes)
	if err != nil {
		return err
	}
	if !begun {
		text = strconv.Itoa(s.config.Homes)
		if err := s.db.SetMeta(ctx, metaHomes, text); err != nil {
			return err
		}
	}
	if s.config.Homes, err = strconv.Atoi(text); err != nil {
		return fmt.Errorf("the number of homes: %w", err)
	}
	anchors, err := s.anchors(ctx)
	if err != nil {
		return err
	}
	if err := s.estate.Build(ctx, s.config.Homes, s.issue, anchors); err != nil {
		return err
	}
	if err := s.commission(ctx); err != nil {
		return err
	}
	return s.db.SetMeta(ctx, metaCommissioned, s.clock.Now().Format(time.RFC3339))
}

// seed reads the seed of the homes, or draws one.
func (s *System) seed() (seed estate.Seed, err error) {
	path := filepath.Join(s.keysDir(), seedFile)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := rand.Read(seed[:]); err != nil {
			return seed, err
		}
		return seed, durable.WriteFile(path, seed[:])
	}
	if err == nil && len(text) != len(seed) {
		err = fmt.Errorf("%s: %d octets: want %d", path, len(text), len(seed))
	}
	copy(seed[:], text)
	return seed, err
}

// anchors are the certificates that Devices are made with.
func (s *System) anchors(ctx context.Context) ([]estate.Anchor, error) {
	anchors := []estate.Anchor{{Certificate: s.ca.Root()}}
	for _, p := range parties {
		if !slices.Contains(trusted, p.EUI) {
			continue
		}
		for _, k := range p.keys {
			if k.role == smki.XMLSign || k.role == smki.DSPXMLSign {
				continue
			}
			credential, err := s.ca.Organisation(ctx, k.want(p))
			if err != nil {
				return nil, err
			}
			anchors = append(anchors, estate.Anchor{
				Certificate: credential.Certificate, PrePayment: k.prePayment})
		}
	}
	return anchors, nil
}

// issue makes the certificates of new Devices.
func (s *System) issue(ctx context.Context, keys []estate.Keys) error {
	wanted := make([]ca.DeviceKey, 0, 2*len(keys))
	for _, k := range keys {
		wanted = append(wanted,
			ca.DeviceKey{EUI: k.Device.EUI, Usage: smki.DigitalSignature, Public: k.Signing},
			ca.DeviceKey{EUI: k.Device.EUI, Usage: smki.KeyAgreement, Public: k.Agreement})
	}
	if _, err := s.ca.IssueDevices(ctx, wanted); err != nil {
		return err
	}
	last := keys[len(keys)-1].Device.Home + 1
	s.config.Progress("homes", last, s.config.Homes)
	return nil
}

// commission puts the Users and the Devices of all homes into the gateway's
// inventory, every Device commissioned. It can be repeated.
func (s *System) commission(ctx context.Context) error {
	now := s.clock.Now()
	return s.db.Write(ctx, func(tx *sql.Tx) error {
		for _, p := range parties {
			if len(p.Roles) == 0 {
				continue
			}
			user := dsp.User{EUI: p.EUI, Name: p.Name, Roles: p.Roles, Active: true}
			if err := dsp.PutUser(ctx, tx, user); err != nil {
				return err
			}
		}
		for n := range s.estate.Homes() {
			for _, d := range estate.HomeOf(n).Devices {
				row := inventoryRow(d)
				row.Commissioned = now
				if err := dsp.PutDevice(ctx, tx, row); err != nil {
					return err
				}
				if d.Type != usecase.ESME && d.Type != usecase.SAPC {
					continue
				}
				err := dsp.PutCell(ctx, tx, d.EUI, usecase.LoadController, load.EUI)
				if err != nil {
					return err
				}
			}
			if err := register(ctx, tx, n); err != nil {
				return err
			}
		}
		return nil
	})
}

// register makes the supplier and the network operator those of a home.
func register(ctx context.Context, tx *sql.Tx, home int) error {
	for _, r := range []struct {
		mpxn string
		role duis.UserRole
		who  Party
	}{
		{mpan(home), duis.IS, supplier}, {mpan(home), duis.ED, network},
		{mprn(home), duis.GS, supplier}, {mprn(home), duis.GT, network},
	} {
		if err := dsp.Register(ctx, tx, r.mpxn, r.role, r.who.EUI); err != nil {
			return err
		}
	}
	return nil
}

// regions are those of the WAN, in turn for the homes of a street.
var regions = []string{"Central", "North", "South"}

// inventoryRow is what the inventory says of a Device of a home.
func inventoryRow(d estate.Device) dsp.Device {
	row := dsp.Device{
		EUI: d.EUI, Type: d.Type, Status: dsp.Commissioned, Hub: d.Hub,
		Region: regions[d.Home%len(regions)], Manufacturer: "MAIN", Model: d.Type.String() + "-1",
		SMETSVersion: "SMETS2 V5.1", Firmware: "01000000", GBCSVersion: "4.2",
		PostCode: "ZZ1 1ZZ", Address: fmt.Sprint(d.Home + 1),
	}
	switch d.Type {
	case usecase.ESME:
		row.ESMEVariant, row.ImportMPxN = "A", mpan(d.Home)
		row.Supplier, row.NetworkOperator = supplier.EUI, network.EUI
	case usecase.GSME, usecase.GPF:
		row.ImportMPxN = mprn(d.Home)
		row.Supplier, row.NetworkOperator = supplier.EUI, network.EUI
	case usecase.HCALCS:
		row.Supplier = supplier.EUI
	case usecase.SAPC:
		row.ESMEVariant = "AF" // as which DUIS shows it
		row.Supplier, row.NetworkOperator = supplier.EUI, network.EUI
	case usecase.CHF:
		row.SMETSVersion, row.HANVariant = "CHTS V1.4", "Single Band"
	}
	return row
}

// mpan is the MPAN core of a home: distributor, number, check digit.
func mpan(home int) string {
	core := fmt.Sprintf("%02d%010d", 10+home%14, home+1)
	sum := 0
	for i, prime := range []int{3, 5, 7, 13, 17, 19, 23, 29, 31, 37, 41, 43} {
		sum += int(core[i]-'0') * prime
	}
	return core + fmt.Sprint(sum%11%10)
}

// mprn is the MPRN of a home: ten digits.
func mprn(home int) string { return fmt.Sprintf("76%08d", home+1) }

// Summary is the system in half a line.
func (s *System) Summary() string {
	homes := s.estate.Homes()
	return fmt.Sprintf("%d homes, %d Devices", homes, homes*len(estate.HomeOf(0).Devices))
}
