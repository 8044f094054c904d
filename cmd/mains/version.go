package main

import (
	"fmt"
	"runtime/debug"
)

// release is the version of the source, as CHANGELOG.md counts.
const release = "0.1.0"

type versionCommand struct{}

// Run prints the version.
func (versionCommand) Run(env environment) error {
	fmt.Fprintf(env.out, "mains %s\n", version())
	return nil
}

// version is the release, with the commit where the build knows it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return release
	}
	revision, modified := "", ""
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			revision = setting.Value
		case "vcs.modified":
			if setting.Value == "true" {
				modified = "+"
			}
		}
	}
	if len(revision) < 12 {
		return release
	}
	return release + " (" + revision[:12] + modified + ")"
}
