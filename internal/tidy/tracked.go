package tidy

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// Sizes refuses large files: what tests need is small, and what is large is somebody
// else's data.
func Sizes(r *Repository) (faults []Fault) {
	for _, f := range r.Files {
		if len(f.Text) > maxBytes {
			faults = append(faults, Fault{f.Path, 0, fmt.Sprintf(
				"%d octets: %d at most; generate it, or read it from the shared data",
				len(f.Text), maxBytes)})
		}
	}
	return sorted(faults)
}

// machinePath matches directories that exist on somebody's machine only.
var machinePath = regexp.MustCompile(`(^|[\s"'` + "`" + `(=:,])/(work|root|Users/\w+|home/\w+)/`)

// Places refuses paths of one machine and, given the hosts, names of module mirrors.
func Places(r *Repository, hosts []string) (faults []Fault) {
	for _, f := range r.Files {
		for i, line := range bytes.Split(f.Text, []byte("\n")) {
			if found := machinePath.Find(line); found != nil {
				faults = append(faults, Fault{f.Path, i + 1, fmt.Sprintf(
					"%q exists on one machine only: make it relative, or an argument",
					strings.TrimSpace(string(found)))})
			}
			for _, host := range hosts {
				if bytes.Contains(line, []byte(host)) {
					faults = append(faults, Fault{f.Path, i + 1,
						"names the module mirror of one machine: leave it to the environment"})
				}
			}
		}
	}
	return sorted(faults)
}

// front is how a document of the Code begins, which has its title below: see docs/legal-text.md.
const front = "---\nname: "

// link matches the target of a Markdown link to a file, without its fragment.
var link = regexp.MustCompile(`\]\(([^)#\s:]+)(#[^)\s]*)?\)`)

// Markdown asks for one title, on the first line, no blanks at the ends of lines, no two
// empty lines in a row, one newline at the end, and links that lead somewhere.
func Markdown(r *Repository, fsys fs.FS) (faults []Fault) {
	for _, f := range r.Files {
		if path.Ext(f.Path) != ".md" {
			continue
		}
		add := func(line int, text string) { faults = append(faults, Fault{f.Path, line, text}) }
		text := string(f.Text)
		if !strings.HasPrefix(text, "# ") && !strings.HasPrefix(text, front) {
			add(1, "begins without a title: write one, # and a space before it")
		}
		if !strings.HasSuffix(text, "\n") || strings.HasSuffix(text, "\n\n") {
			add(0, "end the file with one newline")
		}
		markdownLines(text, add)
		for _, found := range link.FindAllStringSubmatch(text, -1) {
			if _, err := fs.Stat(fsys, path.Join(path.Dir(f.Path), found[1])); err != nil {
				add(0, found[1]+": the link leads nowhere: mend it")
			}
		}
	}
	return sorted(faults)
}

// markdownLines looks at one line after the other.
func markdownLines(text string, add func(line int, text string)) {
	titles, fenced, empty := 0, false, false
	for i, line := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		if strings.TrimRight(line, " \t\r") != line {
			add(i+1, "take the blanks at the end of the line away")
		}
		if strings.HasPrefix(strings.TrimSpace(line), "```") {
			fenced = !fenced
		}
		if !fenced && line == "" && empty {
			add(i+1, "one empty line is enough")
		}
		empty = line == ""
		if !fenced && strings.HasPrefix(line, "# ") {
			if titles++; titles == 2 {
				add(i+1, "a second title: a file has one, its parts have ##")
			}
		}
	}
	if fenced {
		add(0, "a code block is not closed: end it with ```")
	}
}
