//go:build !unix

package storetest

import "os/exec"

// unprivileged is not to be had: the server needs a Unix socket.
func unprivileged(*exec.Cmd, string) error { return errNoPostgres }
