package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/internal/system"
	"github.com/mains-energy/mains/smki"
)

// where says which running system a command talks to.
type where struct {
	Data string `default:"${data}" placeholder:"DIR" help:"Data directory of the system (default ${data})."`
	To   string `placeholder:"URL" help:"Address of its DUIS services (default: as the system in --data says)."`
	Keys string `placeholder:"FILE|DIR" help:"Key store with the User's keys (default: those of the system in --data)."`
}

// addresses is what a running system leaves in its data directory.
type addresses struct {
	Gateway    string `json:"gateway"`
	Repository string `json:"repository"`
	Portal     string `json:"portal"`
	Controls   string `json:"controls"`
	Signing    string `json:"signing"`
	Mail       string `json:"mail,omitempty"`   // where mail comes in
	Keys       string `json:"keys,omitempty"`   // the key store it was given
	Secret     string `json:"secret,omitempty"` // for who may read this
}

// defaultData is the user's state directory.
func defaultData() string {
	if state := os.Getenv("XDG_STATE_HOME"); state != "" {
		return filepath.Join(state, "mains")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "mains-data"
	}
	return filepath.Join(home, ".local", "state", "mains")
}

func addressFile(data string) string { return filepath.Join(data, "addresses.json") }

func addressesOf(s *system.System, keys string) (addresses, error) {
	a := addresses{
		Gateway: s.URL(system.Gateway), Repository: s.URL(system.Repository),
		Portal: s.URL(system.Portal), Controls: s.URL(system.Controls),
		Signing: s.URL(system.Signing), Mail: s.MailIn(), Secret: s.Secret(),
	}
	if keys == "" {
		return a, nil
	}
	var err error
	a.Keys, err = filepath.Abs(keys)
	return a, err
}

// find is the addresses of the system to talk to: from --to, else from its data
// directory.
func (w where) find() (addresses, error) {
	if w.To != "" {
		return besides(w.To)
	}
	text, err := os.ReadFile(addressFile(w.Data))
	if errors.Is(err, fs.ErrNotExist) {
		return addresses{}, fmt.Errorf("no system is running in %s: start one with mains serve, "+
			"or name it with --data or --to", w.Data)
	}
	if err != nil {
		return addresses{}, err
	}
	var a addresses
	if err := json.Unmarshal(text, &a); err != nil {
		return addresses{}, fmt.Errorf("%s: %w", addressFile(w.Data), err)
	}
	return a, nil
}

// besides derives the addresses of the other listeners from that of the gateway:
// they stand at fixed distances.
func besides(gateway string) (addresses, error) {
	u, err := url.Parse(gateway)
	if err != nil || u.Host == "" || u.Scheme == "" {
		return addresses{}, fmt.Errorf("--to %q: want an address such as http://127.0.0.1:8079", gateway)
	}
	port, err := strconv.Atoi(u.Port())
	if err != nil {
		return addresses{}, fmt.Errorf("--to %q: want a port, such as :8079", gateway)
	}
	at := func(name string) string {
		moved := port - system.Port(system.Gateway) + system.Port(name)
		return u.Scheme + "://" + net.JoinHostPort(u.Hostname(), strconv.Itoa(moved))
	}
	return addresses{
		Gateway: strings.TrimSuffix(gateway, "/"), Repository: at(system.Repository),
		Portal: at(system.Portal), Controls: at(system.Controls), Signing: at(system.Signing),
	}, nil
}

// keyStore is the keys that a command may use: --keys, those that the system was
// given, and those it made.
func (w where) keyStore(given string) (*smki.KeyStore, error) {
	all := &smki.KeyStore{}
	for _, path := range []string{w.Keys, given, filepath.Join(w.Data, "keys")} {
		if path == "" {
			continue
		}
		keys, err := system.ReadKeys(path)
		if errors.Is(err, fs.ErrNotExist) && path != w.Keys {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, credential := range keys.Credentials() {
			all.Add(credential)
		}
	}
	return all, nil
}

// user is the keys of a User: by alias or EUI-64.
func user(keys *smki.KeyStore, name string) (client.User, error) {
	party, known := system.FindParty(name)
	if !known {
		return client.User{}, fmt.Errorf("no User %q: want an EUI-64 or one of %s", name, aliases())
	}
	return party.User(keys)
}

func aliases() string {
	var names []string
	for _, p := range system.Parties() {
		if len(p.Roles) > 0 {
			names = append(names, p.Alias)
		}
	}
	return strings.Join(names, ", ")
}
