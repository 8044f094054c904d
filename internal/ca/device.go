package ca

import (
	"context"
	"crypto/ecdsa"
	"database/sql"
	"errors"
	"fmt"
	"math/big"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/smki"
)

// deviceBatch is how many certificates go to the database at a time: 11 parameters
// each, of which SQLite takes 32,766 in one statement, and a write of some 10 ms.
const deviceBatch = 500

// DeviceKey is a public key of a Device, to be certified.
type DeviceKey struct {
	EUI    eui.ID
	Usage  smki.Usage // DigitalSignature or KeyAgreement
	Public *ecdsa.PublicKey
}

// IssueDevices certifies keys of Devices, and answers in the order of keys when all
// is durable. What we have certified before and is in use is answered as it is, so a
// call that failed can be repeated; a new key takes the place of the one before it.
// One key costs about 0.1 ms on one core, and all cores share the work.
func (c *CA) IssueDevices(ctx context.Context, keys []DeviceKey) ([]*smki.Certificate, error) {
	c.issuing.Lock()
	defer c.issuing.Unlock()
	issued := make([]*smki.Certificate, 0, len(keys))
	for len(keys) > 0 {
		n := min(len(keys), deviceBatch)
		batch, err := c.issueBatch(ctx, keys[:n])
		if err != nil {
			return nil, fmt.Errorf("issue Device certificates: %w", err)
		}
		issued, keys = append(issued, batch...), keys[n:]
	}
	return issued, nil
}

func (c *CA) issueBatch(ctx context.Context, keys []DeviceKey) ([]*smki.Certificate, error) {
	held, err := c.deviceCertificates(ctx, keys)
	if err != nil {
		return nil, err
	}
	issued := make([]*smki.Certificate, len(keys))
	var missing []int
	latest := make(map[owner]bool, len(keys))
	for i, key := range keys {
		if latest[owner{key.EUI, key.Usage}] {
			return nil, fmt.Errorf("%w: two %s keys of %s at once", smki.ErrOwner, key.Usage, key.EUI)
		}
		latest[owner{key.EUI, key.Usage}] = true
		if was := held[owner{key.EUI, key.Usage}]; was != nil && was.ECDSA().Equal(key.Public) {
			issued[i] = was
			continue
		}
		missing = append(missing, i)
	}
	if len(missing) == 0 {
		return issued, nil
	}
	if err := c.signDevices(keys, missing, issued); err != nil {
		return nil, err
	}
	rows, dropped := make([]row, len(missing)), make([]owner, len(missing))
	for j, i := range missing {
		rows[j] = c.rowOf(&smki.Credential{Certificate: issued[i], EUI: keys[i].EUI})
		dropped[j] = owner{keys[i].EUI, keys[i].Usage}
	}
	err = c.db.Write(ctx, func(tx *sql.Tx) error {
		if err := retireDevices(ctx, tx, rows); err != nil {
			return err
		}
		return insert(ctx, tx, rows)
	})
	c.byOwner.drop(dropped...)
	return issued, err
}

// signDevices makes the certificates of the keys that are missing, on all cores.
func (c *CA) signDevices(keys []DeviceKey, missing []int, issued []*smki.Certificate) error {
	serials := make([]*big.Int, len(missing))
	for j := range serials {
		var err error
		if serials[j], err = smki.NewSerial(c.rand); err != nil {
			return err
		}
	}
	var next atomic.Int64
	var all sync.WaitGroup
	faults := make([]error, len(missing))
	for range min(runtime.GOMAXPROCS(0), len(missing)) {
		all.Go(func() {
			for j := int(next.Add(1)) - 1; j < len(missing); j = int(next.Add(1)) - 1 {
				key := keys[missing[j]]
				issued[missing[j]], faults[j] = smki.Issue(c.rand, smki.Template{
					Kind: smki.Device, EUI: key.EUI, Usage: key.Usage, Public: key.Public,
					Serial: serials[j], NotBefore: validFrom, NotAfter: validNoEnd,
				}, c.devices)
			}
		})
	}
	all.Wait()
	return errors.Join(faults...)
}
