# Everything a developer or CI runs. `make help` lists the targets.

GO       ?= go
FUZZTIME ?= 1m
PKGS      = ./...

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: check
check: setup format vet staticcheck race unraced ## all that CI checks; installs what the tests need

.PHONY: setup
setup: ## install the browser and the test scripts (Debian packages, npm)
	@sh .ci/setup

.PHONY: format
format: ## fail if gofmt would change a file
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); \
	if [ -n "$$unformatted" ]; then echo "gofmt would change:"; echo "$$unformatted"; exit 1; fi

.PHONY: vet
vet: ## go vet
	$(GO) vet $(PKGS)

.PHONY: staticcheck
staticcheck: ## staticcheck, pinned in tools/go.mod
	@mkdir -p dist && cd tools && $(GO) build -o ../dist/staticcheck honnef.co/go/tools/cmd/staticcheck
	dist/staticcheck $(PKGS)

.PHONY: test
test: ## the tests, without the race detector
	$(GO) test $(PKGS)

.PHONY: race
race: ## the tests with the race detector, browser tests included
	CGO_ENABLED=1 $(GO) test -race -timeout 20m $(PKGS)

.PHONY: unraced
unraced: ## the tests that the race detector would disturb, or make forty times slower with one goroutine to watch
	$(GO) test -run 'Alloc|LosesNothing' ./provider ./rewrite

.PHONY: caddy
caddy: ## build a Caddy with the module into dist/
	@mkdir -p dist && cd caddygate && CGO_ENABLED=0 $(GO) build -trimpath -o ../dist/caddy ./cmd/caddy

.PHONY: check-caddy
check-caddy: ## the Caddy module, in a real Caddy (compiling it takes two minutes of processor time, once)
	cd caddygate && $(GO) vet ./... && $(GO) test -timeout 10m ./...

.PHONY: fuzz
fuzz: ## run every fuzzer for FUZZTIME (default 1m); FUZZ=name for some
	@sh .ci/fuzz $(FUZZTIME) $(FUZZ)

.PHONY: bench
bench: ## measure against Hugo and net/http; writes docs/performance.md
	$(GO) run ./internal/bench/compare -o docs/performance.md

.PHONY: generate
generate: ## make again what is made from data: docs/providers.md, sample pictures
	$(GO) generate ./...

.PHONY: screenshots
screenshots: ## take the pictures in the README (needs Chromium)
	$(GO) run ./internal/browser/screenshots -o docs/screenshots

.PHONY: build
build: ## build the program into dist/
	CGO_ENABLED=0 $(GO) build -trimpath -o dist/gatefold ./cmd/gatefold

.PHONY: clean
clean: ## remove what the targets above made
	rm -rf dist node_modules
