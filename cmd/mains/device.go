package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/dsp"
	"github.com/mains-energy/mains/internal/estate"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/system"
	"github.com/mains-energy/mains/smki"
)

// target is what transform and correlate are told of the Device, or find in the inventory
// of a data directory.
type target struct {
	UseCase     string    `name:"use-case" placeholder:"CODE" help:"Use Case, where the request could become several, for example ECS26l."`
	Device      string    `placeholder:"TYPE" help:"Type of the Device, for example GPF (default: from the inventory in --data; where there is none, as in a fresh system)."`
	ESMEVariant string    `name:"esme-variant" placeholder:"V" help:"Variant of an ESME, for example ADE (default: from the inventory)."`
	GBCSVersion string    `name:"gbcs-version" placeholder:"V" help:"GBCS version of the Device (default: from the inventory, else the newest)."`
	Other       string    `name:"other-device" placeholder:"TYPE" help:"Type of the other Device of a join (default: from the inventory)."`
	Role        string    `placeholder:"ROLE" help:"User Role under which the request is made, for example ED."`
	Counter     *uint64   `placeholder:"N" help:"Originator Counter of the DCC, where one of its parties originates the command."`
	At          time.Time `placeholder:"TIME" help:"Time that numbers ZigBee commands (default 2015-01-01T00:00:00Z, that of the published messages)."`
	CIN         string    `name:"cin" default:"1234" help:"The four digits of SRV 9.1, which the DCC makes up."`
	Backup      string    `placeholder:"MESSAGE" help:"The alert of a CHF or GPF with its device log, which 8.12.1 or 8.12.2 restores (hexadecimal or a file)."`
}

// inputs is what is known of the Device and the User of a request.
func (t target) inputs(
	ctx context.Context, env environment, data string, req *duis.Request, keys *smki.KeyStore,
) (srv.Inputs, error) {
	if err := t.check(); err != nil {
		return srv.Inputs{}, err
	}
	in := srv.Inputs{
		ESMEVariant: t.ESMEVariant, GBCSVersion: t.GBCSVersion, Known: t.Counter == nil,
		Broker: brokerOf(keys), CoS: cosOf(keys), At: t.At, CIN: t.CIN,
		Certificate: certificatesOf(keys),
	}
	if t.Counter != nil {
		in.Counter = *t.Counter
	}
	var err error
	if t.UseCase != "" {
		if in.UseCase, err = useCaseOf(t.UseCase, req); err != nil {
			return in, err
		}
	}
	for _, typed := range []struct {
		text string
		to   *usecase.Device
	}{{t.Device, &in.Device}, {t.Other, &in.Other}} {
		if typed.text == "" {
			continue
		}
		if *typed.to, err = usecase.ParseDevice(strings.ToUpper(typed.text)); err != nil {
			return in, usageError{err}
		}
	}
	if t.Role != "" {
		if in.Role, err = duis.ParseUserRole(strings.ToUpper(t.Role)); err != nil {
			return in, usageError{err}
		}
	}
	if t.Backup != "" {
		if in.Backup, err = backupIn(env, t.Backup); err != nil {
			return in, err
		}
	}
	return in, t.look(ctx, data, req, &in)
}

// check refuses flags that say nothing that there is.
func (t target) check() error {
	switch {
	case strings.Trim(t.ESMEVariant, "ABCDEFG") != "":
		return usageError{fmt.Errorf("--esme-variant %q: want letters such as ADE", t.ESMEVariant)}
	case strings.Trim(t.GBCSVersion, "0123456789.") != "":
		return usageError{fmt.Errorf("--gbcs-version %q: want a version such as 4.1", t.GBCSVersion)}
	case t.Counter != nil && *t.Counter == 0:
		return usageError{errors.New("--counter 0: counters begin at 1")}
	}
	return nil
}

// backupIn is what a message says.
func backupIn(env environment, arg string) (usecase.Args, error) {
	raw, err := messageIn(env, arg)
	if err != nil {
		return nil, err
	}
	m, err := gbcs.Parse(raw)
	if err != nil {
		return nil, err
	}
	var tree usecase.Tree
	if err := tree.Read(m, nil); err != nil {
		return nil, fmt.Errorf("%s: %w", arg, err)
	}
	return tree.Args(), nil
}

// look fills in what the inventory of a data directory knows, where there is one and the
// caller has not said it.
func (t target) look(ctx context.Context, data string, req *duis.Request, in *srv.Inputs) error {
	if in.UseCase != "" {
		return nil
	}
	find, done := devicesOf(ctx, data)
	defer done()
	device, err := find(req.RequestID.Target)
	switch {
	case errors.Is(err, dsp.ErrUnknown):
		return nil // the caller says what is needed
	case err != nil:
		return fmt.Errorf("the inventory of %s: %w", data, err)
	}
	if in.Device == 0 {
		in.Device = device.Type
	}
	if in.ESMEVariant == "" {
		in.ESMEVariant = device.ESMEVariant
	}
	if in.GBCSVersion == "" {
		in.GBCSVersion = device.GBCSVersion
	}
	if other, ok := otherDevice(req.Body); ok && in.Other == 0 {
		if d, err := find(other); err == nil {
			in.Other = d.Type
		}
	}
	return nil
}

// devicesOf finds Devices: in the database of a data directory, else, where that is a
// server, by the portal of the system that runs there. Without either those that a fresh
// system would have are of their types, and of no version.
func devicesOf(
	ctx context.Context, data string,
) (find func(eui.ID) (dsp.Device, error), done func()) {
	if db, err := store.Look(ctx, filepath.Join(data, "db")); err == nil {
		return func(id eui.ID) (dsp.Device, error) { return dsp.DeviceIn(ctx, db, id) },
			func() { _ = db.Close() } // it was only read
	}
	return func(id eui.ID) (dsp.Device, error) {
		at, err := where{Data: data}.find()
		if err != nil {
			if d, ok := estate.DeviceOf(id); ok {
				return dsp.Device{EUI: id, Type: d.Type}, nil
			}
			return dsp.Device{}, dsp.ErrUnknown
		}
		return deviceAt(ctx, at.Portal, id)
	}, func() {}
}

// deviceAt finds a Device by a portal.
func deviceAt(ctx context.Context, portal string, id eui.ID) (dsp.Device, error) {
	var shown struct {
		Devices []struct {
			ID      eui.ID `json:"device_id"`
			Type    string `json:"type"`
			Variant string `json:"esme_variant"`
			Version string `json:"gbcs_version"`
		} `json:"devices"`
	}
	err := callControl(ctx, addresses{Controls: portal}, http.MethodGet, "/network.json", nil, &shown)
	if err != nil {
		return dsp.Device{}, err
	}
	for _, d := range shown.Devices {
		if d.ID == id {
			kind, err := usecase.ParseDevice(d.Type)
			return dsp.Device{EUI: id, Type: kind, ESMEVariant: d.Variant, GBCSVersion: d.Version}, err
		}
	}
	return dsp.Device{}, dsp.ErrUnknown
}

// otherDevice is the other Device of a join, or the one that is put on a hub's list.
func otherDevice(body duis.Body) (eui.ID, bool) {
	switch body := body.(type) {
	case *duis.JoinServiceCritical:
		return body.OtherDeviceID, true
	case *duis.JoinServiceNonCritical:
		return body.OtherDeviceID, true
	case *duis.UpdateHANDeviceLog:
		return body.DeviceID, true
	}
	return eui.ID{}, false
}

// useCaseOf is the code of a Use Case as the catalogue spells it, one that the Variant of
// the request can become.
func useCaseOf(code string, req *duis.Request) (string, error) {
	v, ok := srv.Lookup(req.ServiceReferenceVariant)
	if !ok {
		return "", fmt.Errorf("%s is no Service Reference Variant", req.ServiceReferenceVariant)
	}
	var codes []string
	for _, r := range v.Routes {
		if strings.EqualFold(r.UseCase.Code, code) {
			return r.UseCase.Code, nil
		}
		codes = append(codes, r.UseCase.Code)
	}
	if len(codes) == 0 {
		return "", fmt.Errorf("%s goes to no Device", v.SRV)
	}
	return "", usageError{fmt.Errorf("--use-case %s: %s can become %s", code, v.SRV,
		strings.Join(codes, ", "))}
}

// cosOf is the party that carries out changes of supplier, as a key store has it.
func cosOf(keys *smki.KeyStore) eui.ID {
	for _, credential := range keys.Credentials() {
		if credential.Role() == smki.TransitionalCoS {
			return credential.EUI
		}
	}
	party, _ := system.FindParty("cos")
	return party.EUI
}

// certificatesOf finds key agreement certificates in a key store.
func certificatesOf(keys *smki.KeyStore) func(eui.ID) []byte {
	return func(id eui.ID) []byte {
		for _, credential := range keys.Keys(id, smki.KeyAgreement) {
			if credential.Certificate != nil && !credential.PrePayment {
				return credential.Certificate.Raw
			}
		}
		return nil
	}
}
