# Plain `make` lists what there is. `make check` is what CI runs.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Programs that check the code live in a module of their own, so that nothing they need
# reaches ours.
tool := go tool -modfile=tools/go.mod

.PHONY: help run test check bench fuzz format vet staticcheck vulnerabilities race browser generate

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1	\2/p' Makefile | expand -t 17

run: ## start the whole system on loopback
	go run ./cmd/mains serve

test: ## run the tests
	go test ./...

bench: ## run the benchmarks, with allocations
	go test -run '^$$' -bench . -benchmem ./...

check: format vet staticcheck vulnerabilities race browser fuzz generate ## all that follow: what CI runs

format: ## say which files gofmt would change
	@files=$$(git ls-files --cached --others --exclude-standard '*.go' | xargs -r gofmt -l); \
	if [ -n "$$files" ]; then echo "gofmt -w these:"; echo "$$files"; exit 1; fi

vet: ## go vet
	go vet ./...

staticcheck: ## staticcheck, the version of tools/go.mod
	$(tool) staticcheck ./...

# The database changes from day to day and our commits do not: findings are shown and do
# not fail the check.
vulnerabilities: ## govulncheck, where its database can be reached
	@db=$${GOVULNDB:-https://vuln.go.dev}; \
	if curl --silent --fail --max-time 10 --output /dev/null "$$db/index/db.json"; then \
		$(tool) govulncheck -db "$$db" ./... || echo "govulncheck: see above"; \
	else \
		echo "govulncheck: skipped, the vulnerability database does not answer"; \
	fi

# The sweeps over the whole Code, all services and all answers, the stories of its larger subjects,
# and what is pure, run in one goroutine: the detector would see nothing in them, and take five times
# as long. The stories of the command line run whole systems, which internal/system has under the
# detector. So do some tests of packages whose others need it.
stories := body consultation contact event helpdesk modification newsletter
sweeps := ./cmd/mains ./internal/governance/governancetest ./internal/governance/legal/... \
	$(stories:%=./internal/governance/%/...) ./duis/srv ./duis/tariff ./mmc
alone := ^(TestDevicesAndParseAgree|TestModel|TestNothingLeaks|TestReplay|TestServedAsItWas)$$

race: ## run the tests with the race detector, and the sweeps without
	go test -race -timeout 20m -skip '$(alone)' \
		$$(go list ./... | grep -vxFf <(go list $(sweeps)))
	go test -timeout 20m $(sweeps)
	go test -timeout 20m -run '$(alone)' ./internal/system ./internal/governance/register \
		./internal/governance/notice

browser: ## read the pages in Chromium, where it is installed
	MAINS_BROWSER=1 go test -count 1 -timeout 20m ./internal/portal/browsertest

fuzz: ## run each fuzz target for a few seconds
	.ci/fuzz

generate: ## generate again, and fail where that changes a file
	go generate ./...
	git diff --exit-code
