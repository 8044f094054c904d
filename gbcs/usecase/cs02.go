package usecase

import (
	"errors"
	"fmt"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/smki"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// AuthorisingCell is the Trust Anchor Cell whose key authorises a Command: the key
// agreement cell of a party with a MAC, the digital signature cell of one that signs.
// GBCS CS02a.
var AuthorisingCell = &Item[TrustAnchorCell]{
	Name: "authorisingCell", Valid: validCell, Clause: "GBCS CS02a",
}

// CredentialRoles are the roles whose credentials are asked for, in the order of the
// answer, at least one. GBCS CS02a.
var CredentialRoles = &Item[[]smki.Role]{
	Name: "remotePartyRoles", Valid: validRoles, Clause: "GBCS CS02a",
}

func validRoles(roles []smki.Role) error {
	if len(roles) == 0 || len(roles) > maxRoles {
		return fmt.Errorf("%d roles: want from 1 to %d", len(roles), maxRoles)
	}
	for _, r := range roles {
		if !validRole(r) {
			return errors.New("no such role")
		}
	}
	return nil
}

// maxRoles is more than the roles there are; it bounds a Device's answer.
const maxRoles = 16

// CS02a asks which credentials of Remote Parties a Device holds.
// GBCS CS02a; sent by SRV 6.24.1.
var CS02a = &UseCase{
	Code:     "CS02a",
	Title:    "Provide Security Credentials Details",
	Message:  0x0008,
	On:       ESME | GSME | CHF | GPF | PPMID | HCALCS,
	Category: Variant,
	By: AccessControlBroker | Supplier | NetworkOperator | WANProvider |
		TransitionalCoS | Recovery,
	Signs: TransitionalCoS | Recovery,
	Command: DER{
		Items: []DERItem{AuthorisingCell, CredentialRoles},
		Append: func(dst []byte, args Args) ([]byte, error) {
			var q CS02aRequest
			q.AuthorisingCell, _ = AuthorisingCell.Of(args)
			q.Roles, _ = CredentialRoles.Of(args)
			return q.Append(dst), nil
		},
		Parse: func(payload []byte) (Args, error) {
			q, err := ParseCS02aRequest(payload)
			if err != nil {
				return nil, err
			}
			return Args{AuthorisingCell.Is(q.AuthorisingCell), CredentialRoles.Is(q.Roles)}, nil
		},
		Answer: func(payload []byte) ([]Row, error) { return cs02aRows(payload) },
	},
	Clause: "GBCS CS02a",
}

// CS02aRequest is the payload of the Command CS02a.
//
//	SEQUENCE { authorisingCell TrustAnchorCell, SEQUENCE OF role INTEGER }
//
// GBCS CS02a.
type CS02aRequest struct {
	AuthorisingCell TrustAnchorCell
	Roles           []smki.Role // at least one
}

// Append writes q onto dst.
func (q *CS02aRequest) Append(dst []byte) []byte {
	return appendDER(dst, asn1.SEQUENCE, false, func(b []byte) []byte {
		b = q.AuthorisingCell.append(b)
		return appendDER(b, asn1.SEQUENCE, false, func(b []byte) []byte {
			for _, role := range q.Roles {
				b = appendDERInteger(b, asn1.INTEGER, uint64(role))
			}
			return b
		})
	})
}

// ParseCS02aRequest reads a complete payload. The error is a [*SyntaxError].
func ParseCS02aRequest(b []byte) (*CS02aRequest, error) {
	r := readDER(b, false)
	in := r.enter("command", asn1.SEQUENCE)
	q := &CS02aRequest{AuthorisingCell: in.cell("authorisingCell")}
	list := in.enter("remotePartyRoles", asn1.SEQUENCE)
	for list.more() && len(q.Roles) <= maxRoles {
		q.Roles = append(q.Roles, list.role("remotePartyRole"))
	}
	if list.err == nil && validRoles(q.Roles) != nil {
		list.fail("remotePartyRoles", ErrElement)
	}
	in.leave("remotePartyRoles", list)
	r.leave("command", in)
	r.end("command")
	if err := r.result(); err != nil {
		return nil, err
	}
	return q, nil
}

// CS02aResponse is the payload of the Response to CS02a, an element for each role asked.
//
//	SEQUENCE OF SEQUENCE {
//	  role INTEGER, status ENUMERATED,
//	  [currentSeqNumber INTEGER, SEQUENCE OF SEQUENCE {
//	    keyUsage BIT STRING, [cellUsage INTEGER],
//	    existingSubjectUniqueID OCTET STRING(8), existingSubjectKeyIdentifier OCTET STRING(8) }] }
//
// What is in brackets is there where the status is success. Devices write lengths from
// 128 to 255 as 82 00 xx; the shortest form is read too. GBCS CS02a.
type CS02aResponse []RoleCredentials

// RoleCredentials are the credentials of one role on a Device.
type RoleCredentials struct {
	Role             smki.Role
	Status           CredentialStatus
	CurrentSeqNumber uint64 // the counter that the next Command must exceed, below 2^63
	Cells            []CellContents
}

// CellContents says which certificate is in a Trust Anchor Cell.
type CellContents struct {
	Usage                smki.Usage
	Cell                 CellUsage
	SubjectUniqueID      eui.ID  // of the party
	SubjectKeyIdentifier [8]byte // of its certificate
}

// Append writes p onto dst.
func (p CS02aResponse) Append(dst []byte) []byte {
	return appendDER(dst, asn1.SEQUENCE, true, func(b []byte) []byte {
		for i := range p {
			b = p[i].append(b)
		}
		return b
	})
}

func (c *RoleCredentials) append(dst []byte) []byte {
	return appendDER(dst, asn1.SEQUENCE, true, func(b []byte) []byte {
		b = appendDERInteger(b, asn1.INTEGER, uint64(c.Role))
		b = appendDERInteger(b, asn1.ENUM, uint64(c.Status))
		if c.Status != CredentialSuccess {
			return b
		}
		b = appendDERInteger(b, asn1.INTEGER, c.CurrentSeqNumber)
		return appendDER(b, asn1.SEQUENCE, true, func(b []byte) []byte {
			for i := range c.Cells {
				b = c.Cells[i].append(b)
			}
			return b
		})
	})
}

func (c *CellContents) append(dst []byte) []byte {
	return appendDER(dst, asn1.SEQUENCE, true, func(b []byte) []byte {
		b = c.Cell.append(appendUsage(b, c.Usage))
		b = appendDEROctets(b, c.SubjectUniqueID[:])
		return appendDEROctets(b, c.SubjectKeyIdentifier[:])
	})
}

// ParseCS02aResponse reads a complete payload. The error is a [*SyntaxError].
func ParseCS02aResponse(b []byte) (CS02aResponse, error) {
	var p CS02aResponse
	err := readCS02aResponse(b, func(c RoleCredentials, _, _ int) { p = append(p, c) })
	if err != nil {
		return nil, err
	}
	return p, nil
}

// readCS02aResponse calls each with an element and where it begins and ends.
func readCS02aResponse(b []byte, each func(c RoleCredentials, from, to int)) error {
	r := readDER(b, true)
	list := r.enter("response", asn1.SEQUENCE)
	for list.more() {
		from := list.offset()
		c := list.roleCredentials()
		if list.err == nil {
			each(c, from, list.offset())
		}
	}
	r.leave("response", list)
	r.end("response")
	return r.result()
}

func (r *derReader) roleCredentials() RoleCredentials {
	in := r.enter("response", asn1.SEQUENCE)
	c := RoleCredentials{Role: in.role("remotePartyRole")}
	c.Status = CredentialStatus(in.small("statusCode", asn1.ENUM))
	if in.err == nil && c.Status == CredentialSuccess {
		c.CurrentSeqNumber = in.integer("currentSeqNumber", asn1.INTEGER)
		cells := in.enter("trustAnchorCells", asn1.SEQUENCE)
		for cells.more() {
			c.Cells = append(c.Cells, cells.cellContents())
		}
		in.leave("trustAnchorCells", cells)
	}
	r.leave("response", in)
	return c
}

func (r *derReader) cellContents() CellContents {
	in := r.enter("trustAnchorCell", asn1.SEQUENCE)
	c := CellContents{Usage: in.keyUsage("keyUsage"), Cell: in.cellUsage("cellUsage")}
	copy(c.SubjectUniqueID[:], in.octets("existingSubjectUniqueID", len(c.SubjectUniqueID)))
	copy(c.SubjectKeyIdentifier[:],
		in.octets("existingSubjectKeyIdentifier", len(c.SubjectKeyIdentifier)))
	r.leave("trustAnchorCell", in)
	return c
}

// cs02aRows says what a Response holds: for each role its status and counter, then a row
// for each cell.
func cs02aRows(payload []byte) ([]Row, error) {
	var rows []Row
	err := readCS02aResponse(payload, func(c RoleCredentials, from, to int) {
		row := Row{
			Name: c.Role.String(), Value: c, Text: c.Status.String(), Result: c.Status.String(),
			Failed: c.Status != CredentialSuccess, Offset: from, Raw: payload[from:to],
			Clause: "GBCS CS02a",
		}
		if !row.Failed {
			row.Text = fmt.Sprintf("counter %d, %d cells", c.CurrentSeqNumber, len(c.Cells))
		}
		rows = append(rows, row)
		for _, cell := range c.Cells {
			name := TrustAnchorCell{c.Role, cell.Usage, cell.Cell}
			rows = append(rows, Row{
				Name: name.String(), Value: cell, Result: row.Result, Offset: from, Raw: row.Raw,
				Text: fmt.Sprintf("%v, key %X", cell.SubjectUniqueID, cell.SubjectKeyIdentifier),
			})
		}
	})
	return rows, err
}
