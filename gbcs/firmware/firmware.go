// Package firmware reads and writes the firmware images of the smart metering network:
// what a Communications Hub stores and serves to a Device over the ZigBee OTA Upgrade
// cluster, and what a Device checks before it activates it.
//
//	OTA header            see [Header]
//	tag element           00 00, length: not in every [Format]
//	upgrade image         manufacturer image
//	                      force-replace flag: images of Communications Hubs only
//	                      40, signature of the Remote Party that authorises it
//
// [Parse] makes an [Image] of such a file and [Image.Append] writes it back, octet for
// octet. To make one, fill in an Image, call [Image.Sign] and then [Image.Append]. To take
// one, call [Header.Match] with what the Device is, which needs the first octets only and
// [ParseHeader], and [Image.Verify] with the public key of the Remote Party. What CS06
// carries is [Image.ManufacturerImageHash], and what a Device says it executes is
// [Header.Version].
//
// The package knows neither the ZigBee commands that move an image, nor certificates, nor
// the Central Products List, nor what is inside a manufacturer image. It does no I/O.
// Numbers of more than one octet are little-endian but in a signature and in a
// firmware version.
package firmware

import (
	"crypto/ecdsa"
	"crypto/sha256"
	"io"
	"slices"

	"github.com/mains-energy/mains/gbcs"
)

// Format says which parts an image has besides those that all have. Nothing in a file
// tells it, so whoever reads one has to know. The zero Format is the usual one of a Device
// that is not a Communications Hub.
type Format struct {
	// Untagged images have no tag element between the OTA header and the upgrade image.
	// The default, with one, is the convention of ZigBee OTA files; which of the two GBCS
	// asks for is not verified.
	Untagged bool
	// CommunicationsHub images have a force-replace flag before the signature. GBCS 11.2.
	CommunicationsHub bool
}

// Image is a firmware image.
//
//	octets      field
//	56 to 69    OTA header, see [Header]
//	2 + 4       tag 0000 and the length of all that follows, unless Untagged
//	...         manufacturer image
//	1           force-replace flag, only with CommunicationsHub
//	1 + 64      40 and the signature
//
// An Image read by [Parse] points into the octets it was read from (ManufacturerImage and
// Signature). GBCS 11.2.
type Image struct {
	Header
	Format
	ManufacturerImage []byte
	// ForceReplace is written only with CommunicationsHub. Which values it may have, and
	// what they mean, is not known.
	ForceReplace uint8
	Signature    []byte // gbcs.SignatureSize octets: r and s, 32 each, big-endian
}

// Append writes i onto dst and returns the longer slice. What [Parse] has read comes out
// as it went in. The total image size that it writes is the right one, whatever Size
// says. It checks nothing else: Signature must have its size, and all together fewer than
// 2^32 octets.
func (i *Image) Append(dst []byte) []byte {
	content := i.contentSize()
	h := i.Header
	h.Size = uint32(h.length() + content)
	if !i.Untagged {
		h.Size += elementHeader
	}
	dst = slices.Grow(dst, int(h.Size))
	dst = h.Append(dst)
	if !i.Untagged {
		dst = appendElementHeader(dst, TagUpgradeImage, content)
	}
	dst = append(dst, i.ManufacturerImage...)
	if i.CommunicationsHub {
		dst = append(dst, i.ForceReplace)
	}
	dst = append(dst, byte(len(i.Signature)))
	return append(dst, i.Signature...)
}

// contentSize is the number of octets of the upgrade image.
func (i *Image) contentSize() int {
	n := len(i.ManufacturerImage) + 1 + len(i.Signature)
	if i.CommunicationsHub {
		n++
	}
	return n
}

// ManufacturerImageHash is the SHA-256 of the manufacturer image: what CS06 names the
// image by, and what the Device reports when it has received one. GBCS 11.2.
func (i *Image) ManufacturerImageHash() [sha256.Size]byte {
	return sha256.Sum256(i.ManufacturerImage)
}

// Sign signs the manufacturer image with the Digital Signature key of the Remote Party
// that authorises it: the supplier, or the DCC where the image is for Communications Hubs.
// The signature is ECDSA on P-256 with SHA-256. Neither the OTA header nor the
// force-replace flag is covered. A nil rand gives the one deterministic signature, see
// [gbcs.SignDigest], which also says which errors there are. GBCS 11.2.
func (i *Image) Sign(rand io.Reader, key *ecdsa.PrivateKey) error {
	signature, err := gbcs.SignDigest(rand, key, i.ManufacturerImageHash())
	if err != nil {
		return err
	}
	i.Signature = signature
	return nil
}

// Verify checks the signature against the public key of the Remote Party that should have
// authorised the image. None, or another, is [gbcs.ErrSignature]; a key on another curve
// is [gbcs.ErrKey]. What the signature does not cover may have been changed all the same:
// see [Image.Sign]. GBCS 11.2.
func (i *Image) Verify(pub *ecdsa.PublicKey) error {
	return gbcs.VerifyDigest(pub, i.ManufacturerImageHash(), i.Signature)
}
