package demo

import (
	"embed"
	"io/fs"
	"path"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/legal"
)

//go:embed code/*.md drafts/*/*.md
var texts embed.FS

// Adopted is the day since when the text of the demo is in force.
func Adopted() calendar.Date { return calendar.Date{Year: 2021, Month: 11, Day: 4} }

// Texts reads the documents of the demo's Code, and those that Modifications would change, by the
// ids of these.
func Texts() (adopted []*legal.Document, drafts map[string][]*legal.Document, err error) {
	drafts = map[string][]*legal.Document{}
	err = fs.WalkDir(texts, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := texts.ReadFile(name)
		if err != nil {
			return err
		}
		doc, err := legal.Parse(name, content)
		if err != nil {
			return err
		}
		if dir := path.Dir(name); dir == "code" {
			adopted = append(adopted, doc)
		} else {
			id := path.Base(dir)
			drafts[id] = append(drafts[id], doc)
		}
		return nil
	})
	return adopted, drafts, err
}
