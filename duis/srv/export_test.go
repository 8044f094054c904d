package srv

import (
	"reflect"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// Said is the body that would have asked for a message, with what no message carries as it
// is in asked.
func Said(asked *duis.Request, m *gbcs.Message) (duis.Body, error) {
	v, err := variantOf(asked)
	if err != nil {
		return nil, err
	}
	route, err := v.routeOf(asked.Body, m, &Inputs{})
	if err != nil {
		return nil, err
	}
	var tree usecase.Tree
	if err := tree.Read(m, nil); err != nil {
		return nil, err
	}
	args, err := tree.Strict()
	if err != nil {
		return nil, err
	}
	r := newReader(asked, route.UseCase, args)
	said := reflect.New(v.body.Elem()).Interface().(duis.Body)
	if route.read != nil {
		route.read(r, said)
	}
	r.end()
	v.carryOver(asked.Body, said)
	return said, *r.err
}
