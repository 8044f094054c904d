package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/mains-energy/mains/gbcs/firmware"
	"github.com/mains-energy/mains/gbcs/gbt"
	"github.com/mains-energy/mains/gbcs/utrn"
)

// transfers are the items of blocks: one for those of each general block transfer.
func (in input) transfers(all [][]byte) (items []item) {
	var order []gbt.Routing
	blocks := map[gbt.Routing][]*gbt.Block{}
	for i, raw := range all {
		block, err := gbt.Parse(raw)
		if err != nil {
			name := strings.TrimSpace(fmt.Sprintf("%s block %d", in.name, i+1))
			items = append(items, item{name: name, show: func(*decoder) error { return err }})
			continue
		}
		if blocks[block.Routing] == nil {
			order = append(order, block.Routing)
		}
		blocks[block.Routing] = append(blocks[block.Routing], block)
	}
	for i, routing := range order {
		name := in.name
		if len(order) > 1 {
			name = strings.TrimSpace(fmt.Sprintf("%s transfer %d", name, i+1))
		}
		items = append(items, item{name: name, show: func(d *decoder) error {
			return d.blocks(name, blocks[routing])
		}})
	}
	return items
}

// blocks puts the blocks of a transfer together, and decodes the message that they make.
func (d *decoder) blocks(name string, all []*gbt.Block) error {
	var r gbt.Reassembler
	empty := true
	for _, block := range all {
		d.block(block)
		if len(block.Data) == 0 {
			continue // an acknowledgement
		}
		empty = false
		if err := r.Add(block); err != nil {
			return err
		}
	}
	switch {
	case empty:
		return errors.New("acknowledgements of blocks, and no block")
	case !r.Complete() && len(r.Missing()) == 0:
		return errors.New("the last blocks are missing")
	case !r.Complete():
		return fmt.Errorf("blocks %v are missing", r.Missing())
	}
	return d.message(name, r.Message())
}

// block writes one line of a block, where people read.
func (d *decoder) block(b *gbt.Block) {
	switch {
	case d.command.JSON || d.command.Check && d.many:
		return
	case len(b.Data) == 0:
		fmt.Fprintf(d.out, "acknowledgement of counter %d: up to block %d, window %d\n", b.Counter,
			b.Acknowledged, b.Window)
		return
	}
	last := ""
	if b.Last {
		last = ", the last"
	}
	fmt.Fprintf(d.out, "block %d of counter %d: %d octets, window %d%s\n", b.Number, b.Counter,
		len(b.Data), b.Window, last)
}

// utrn says what is in a UTRN; mains utrn check says more and has the keys to check it.
func (d *decoder) utrn(name string, t utrn.Token) error {
	if d.command.JSON {
		return d.writeJSON(decodedToken{
			Kind: "UTRN", Input: name, UTRN: t.String(), Amount: t.Amount().String(),
			Counter: t.CounterBits(),
		})
	}
	d.heading(name)
	fmt.Fprintf(d.out, "UTRN %s: %s, UTRN counter ends in %d; mains utrn check says more\n",
		t, t.Amount(), t.CounterBits())
	return nil
}

// otaFile begins every firmware image. GBCS 11.2.
var otaFile = []byte{0x1E, 0xF1, 0xEE, 0x0B}

// firmware explains a firmware image. Nothing in it says whether it is for a Communications
// Hub, whose images have an octet more behind what is hashed: both hashes are shown.
func (d *decoder) firmware(name string, content []byte) error {
	image, err := firmware.Parse(content, firmware.Format{})
	format := firmware.Format{CommunicationsHub: true}
	if err != nil {
		format.Untagged = true
		untagged, err2 := firmware.Parse(content, firmware.Format{Untagged: true})
		if err2 != nil {
			return err
		}
		image = untagged
	}
	j := decodedFirmware{
		Kind: "firmware image", Input: name, Size: len(content),
		ManufacturerCode: fmt.Sprintf("%04X", image.ManufacturerCode),
		ImageType:        fmt.Sprintf("%04X", image.ImageType),
		Version:          fmt.Sprintf("%X", image.Version()),
		ImageSize:        len(image.ManufacturerImage),
		Hash:             fmt.Sprintf("%X", image.ManufacturerImageHash()),
	}
	if hub, err := firmware.Parse(content, format); err == nil {
		j.HubHash = fmt.Sprintf("%X", hub.ManufacturerImageHash())
	}
	if d.command.JSON {
		return d.writeJSON(j)
	}
	d.heading(name)
	fmt.Fprintf(d.out, "firmware image of %d octets\n", j.Size)
	for _, line := range [][2]string{
		{"manufacturer code", j.ManufacturerCode}, {"image type", j.ImageType},
		{"firmware version", j.Version},
		{"manufacturer image", fmt.Sprintf("%d octets", j.ImageSize)},
		{"manufacturer image hash", j.Hash},
		{"hash if for Communications Hub", j.HubHash},
	} {
		if line[1] != "" {
			fmt.Fprintf(d.out, "  %-31s %s\n", line[0], line[1])
		}
	}
	return nil
}
