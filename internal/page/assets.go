package page

import (
	"crypto/sha256"
	_ "embed" // the style sheet and the script
	"encoding/hex"
)

//go:embed style.css
var style []byte

//go:embed enhance.js
var script []byte

// The addresses change with the content, so that it can be kept for good.
var (
	styleAddress  = At("assets", "style-"+short(style)+".css")
	scriptAddress = At("assets", "enhance-"+short(script)+".js")
)

// Style is the style sheet of every page, text/css. It must not be changed.
func Style() []byte { return style }

// StyleAddress is where every page expects the style sheet.
func StyleAddress() Address { return styleAddress }

// Script is the script of pages with a form, text/javascript. Every page works without it.
// It must not be changed.
func Script() []byte { return script }

// ScriptAddress is where pages with a form expect the script.
func ScriptAddress() Address { return scriptAddress }

// short is enough of a digest to tell one version from another.
func short(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:6])
}
