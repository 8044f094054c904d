package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/ca"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/durable"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/smki"
)

type makeKeys struct {
	Role   string `placeholder:"ROLE" xor:"owner" required:"" help:"Role of an organisation: supplier, network-operator, load-controller, other, access-control-broker, transitional-cos, wan-provider or recovery."`
	Device string `placeholder:"TYPE" xor:"owner" required:"" help:"Type of a Device: ESME, GSME, CHF, GPF, PPMID, HCALCS or SAPC."`
	Owner  eui.ID `name:"eui" required:"" placeholder:"EUI-64" help:"Whose keys they are."`
	Name   string `placeholder:"TEXT" help:"Common name in the certificates of an organisation."`
	Out    string `required:"" placeholder:"DIR" help:"Key directory to put them into; its issuing authority is used, or made."`
	Force  bool   `help:"Replace keys of the same owner that are there already."`
	JSON   bool   `name:"json" help:"Print JSON."`
}

// Run makes the keys that an organisation in a role has, or a Device, with their
// certificates, and puts them into a directory.
func (c *makeKeys) Run(ctx context.Context, env environment) error {
	wants, err := c.wants()
	if err != nil {
		return err
	}
	target, err := openTarget(c.Out)
	if err != nil {
		return err
	}
	stage, err := os.MkdirTemp("", "mains-keys-") // for its owner alone
	if err != nil {
		return err
	}
	keys, err := c.issue(ctx, stage, target, wants)
	if err = errors.Join(err, os.RemoveAll(stage)); err != nil {
		return err
	}
	files, err := keys.Files()
	if err != nil {
		return err
	}
	target.spare(files, keys)
	if err := c.check(target, files); err != nil {
		return err
	}
	if err := target.install(files); err != nil {
		return err
	}
	return c.report(env, keys)
}

// check refuses to replace what is there: keys unless --force is given, authorities
// always.
func (c *makeKeys) check(target *keyTarget, files map[string][]byte) error {
	taken, err := target.taken(files)
	if err != nil {
		return err
	}
	for _, name := range taken {
		if isAuthorityFile(name) {
			return fmt.Errorf("%s is of an authority that is not whole: put its other file back, "+
				"or choose another --out", filepath.Join(c.Out, name))
		}
	}
	if len(taken) > 0 && !c.Force {
		return fmt.Errorf("%s holds keys of %s already (%s): choose another --out, or replace them "+
			"with --force", c.Out, c.Owner, strings.Join(taken, ", "))
	}
	return nil
}

// report lists what was made, and not the authorities.
func (c *makeKeys) report(env environment, keys *smki.KeyStore) error {
	rows := []listedKey{}
	for _, made := range keys.Credentials() {
		if made.EUI == c.Owner {
			row := listed(made, clock.Real().Now())
			row.Store = c.Out
			rows = append(rows, row)
		}
	}
	if c.JSON {
		return writeJSON(env.out, rows)
	}
	return printKeys(env.out, rows)
}

// issue makes the keys in a directory stage, with the authorities of target, and
// returns them with those authorities.
func (c *makeKeys) issue(
	ctx context.Context, stage string, target *keyTarget, wants []ca.Want,
) (keys *smki.KeyStore, err error) {
	dir := filepath.Join(stage, "keys")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, err
	}
	for _, name := range target.authorities() {
		text, err := os.ReadFile(filepath.Join(target.dir, name))
		if err != nil {
			return nil, err
		}
		if err := durable.WriteFile(filepath.Join(dir, name), text); err != nil {
			return nil, err
		}
	}
	db, err := store.Open(ctx, store.Config{Dir: filepath.Join(stage, "db")})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	authority, err := ca.Open(ctx, ca.Config{
		DB: db, Dir: dir, Clock: clock.Real(), Rand: rand.Reader, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return nil, err
	}
	if c.Device != "" {
		return c.issueDevice(ctx, authority)
	}
	for _, want := range wants {
		if _, err := authority.Organisation(ctx, want); err != nil {
			return nil, err
		}
	}
	return authority.KeyStore(), nil
}

// issueDevice makes the two key pairs of a Device.
func (c *makeKeys) issueDevice(ctx context.Context, authority *ca.CA) (*smki.KeyStore, error) {
	keys := authority.KeyStore()
	for _, usage := range []smki.Usage{smki.DigitalSignature, smki.KeyAgreement} {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			return nil, err
		}
		issued, err := authority.IssueDevices(ctx, []ca.DeviceKey{
			{EUI: c.Owner, Usage: usage, Public: &key.PublicKey},
		})
		if err != nil {
			return nil, err
		}
		keys.Add(&smki.Credential{Certificate: issued[0], Key: key})
	}
	return keys, nil
}

// wants lists the key pairs that are to be made of an organisation; of a Device it
// looks only whether it can have keys.
func (c *makeKeys) wants() ([]ca.Want, error) {
	if c.Owner.IsZero() {
		return nil, errors.New("--eui is zero, which nobody has: want an EUI-64")
	}
	if c.Device != "" {
		device, err := usecase.ParseDevice(strings.ToUpper(c.Device))
		if err != nil {
			return nil, err
		}
		if device.Has(usecase.IHD) || device.Has(usecase.CAD) {
			return nil, fmt.Errorf("--device %s is a Type 2 Device, which has no SMKI keys", device)
		}
		if c.Name != "" {
			return nil, errors.New("--name is for organisations: a Device's certificate has no name")
		}
		return nil, nil
	}
	names := make([]string, 0, len(ownedBy))
	for _, o := range ownedBy {
		name := strings.ToLower(strings.ReplaceAll(o.role.String(), " ", "-"))
		if name == strings.ToLower(c.Role) {
			wants := slices.Clone(o.pairs)
			for i := range wants {
				wants[i].EUI, wants[i].Name = c.Owner, c.Name
				if !wants[i].Role.SignsXML() {
					wants[i].Role = o.role
				}
			}
			return wants, nil
		}
		names = append(names, name)
	}
	return nil, fmt.Errorf("no role %q: want one of %s", c.Role, strings.Join(names, ", "))
}

// The key pairs that roles have; those without a role are in the owner's.
var (
	signingPair   = ca.Want{Usage: smki.DigitalSignature}
	agreementPair = ca.Want{Usage: smki.KeyAgreement}
	topUpPair     = ca.Want{Usage: smki.KeyAgreement, PrePayment: true}
	xmlPair       = ca.Want{Role: smki.XMLSign, Usage: smki.DigitalSignature}
	dspXMLPair    = ca.Want{Role: smki.DSPXMLSign, Usage: smki.DigitalSignature}
)

// ownedBy lists the roles that organisations have, with their key pairs.
var ownedBy = []struct {
	role  smki.Role
	pairs []ca.Want
}{
	{smki.Supplier, []ca.Want{signingPair, agreementPair, xmlPair, topUpPair}},
	{smki.NetworkOperator, []ca.Want{signingPair, agreementPair, xmlPair}},
	{smki.LoadController, []ca.Want{signingPair, agreementPair, xmlPair}},
	{smki.Other, []ca.Want{signingPair, agreementPair, xmlPair}},
	{smki.AccessControlBroker, []ca.Want{signingPair, agreementPair, dspXMLPair}},
	{smki.TransitionalCoS, []ca.Want{signingPair}},
	{smki.WANProvider, []ca.Want{signingPair, agreementPair}},
	{smki.Recovery, []ca.Want{signingPair}},
}
