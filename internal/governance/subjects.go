package governance

import (
	"github.com/mains-energy/mains/internal/governance/body"
	"github.com/mains-energy/mains/internal/governance/bulletin"
	"github.com/mains-energy/mains/internal/governance/code"
	"github.com/mains-energy/mains/internal/governance/consultation"
	"github.com/mains-energy/mains/internal/governance/contact"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/event"
	"github.com/mains-energy/mains/internal/governance/helpdesk"
	"github.com/mains-energy/mains/internal/governance/home"
	"github.com/mains-energy/mains/internal/governance/modification"
	"github.com/mains-energy/mains/internal/governance/openapi"
	"github.com/mains-energy/mains/internal/governance/party"
	"github.com/mains-energy/mains/internal/governance/programme"
	"github.com/mains-energy/mains/internal/governance/release"
	"github.com/mains-energy/mains/internal/governance/survey"
	"github.com/mains-energy/mains/internal/page"
)

// subjects are all that the Code is about, each with its addresses.
var subjects = []func(*desk.Desk) []page.Route{
	body.Routes,
	bulletin.Routes,
	code.Routes,
	consultation.Routes,
	contact.Routes,
	event.Routes,
	helpdesk.Routes,
	home.Routes,
	modification.Routes,
	openapi.Routes,
	party.Routes(contact.Left, survey.Left),
	programme.Routes,
	release.Routes,
	survey.Routes,
}
