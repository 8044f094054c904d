package system

import (
	"context"

	"github.com/mains-energy/mains/internal/governance/account"
	"github.com/mains-energy/mains/internal/portal"
)

// keys are the keys of programs as the portal knows them.
type keys struct{ *account.Accounts }

func (k keys) AddKey(ctx context.Context, key portal.Key) (bool, error) {
	return k.Accounts.AddKey(ctx, account.Key(key))
}

func (k keys) Keys(ctx context.Context, person string) ([]portal.Key, error) {
	found, err := k.Accounts.Keys(ctx, person)
	all := make([]portal.Key, len(found))
	for i, each := range found {
		all[i] = portal.Key(each)
	}
	return all, err
}

func (k keys) Key(ctx context.Context, id string) (portal.Key, bool, error) {
	found, known, err := k.Accounts.Key(ctx, id)
	return portal.Key(found), known, err
}
