# Liuyuan 六员. `make help` lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help
export CGO_ENABLED ?= 0
GO ?= go
# Packages that are tested under the race detector, which needs cgo.
RACE_PACKAGES := ./centre ./matching ./index ./schema/execute ./schema/guard

.PHONY: help run build test needs vet lint golden console screenshots crowd models bench year load torture clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

run: ## run the service with the demonstration seed on http://127.0.0.1:8080
	$(GO) run ./cmd/liuyuan serve --demo

build: ## build bin/liuyuan
	$(GO) build -trimpath -o bin/liuyuan ./cmd/liuyuan

test: needs vet ## everything that must hold: installs what is missing when it can
	$(GO) test -timeout 30m ./...
	$(GO) test -tags failpoint -run TestAFail -timeout 10m ./store ./centre
	CGO_ENABLED=1 $(GO) test -race -short -timeout 20m $(RACE_PACKAGES)

needs: ## find or install what the tests need: PostgreSQL, Node, Chromium
	@scripts/needs

vet:
	$(GO) vet ./...
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); test -z "$$unformatted" || { echo "gofmt: $$unformatted"; exit 1; }

lint: ## golangci-lint with .golangci.yml (installs it into bin/)
	GOBIN=$(CURDIR)/bin $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
	bin/golangci-lint run

golden: ## rewrite the golden files (schema.graphql, answers) after a wanted change
	$(GO) test ./schema ./cmd/liuyuan -run 'Golden' -update

console: ## rebuild the browser's side (web/console/dist), which is committed
	cd web/console && npm ci --no-audit --no-fund && npm run build

screenshots: ## take the pictures of docs/screenshots again
	LIUYUAN_SCREENSHOTS=docs/screenshots $(GO) test -count=1 -run TheConsoleInABrowser ./web

crowd: ## measure the directory in a browser with 100,000 people
	LIUYUAN_CROWD=100000 $(GO) test -count=1 -v -run TheDirectoryOfACrowd ./web

models: ## train the word models again after a change of words or texts
	$(GO) run ./terms/train

bench: ## the benchmarks beside their peers; BENCH='-full' or '-sizes 300000 -only match'
	$(GO) run ./bench $(BENCH)
	$(GO) test ./centre -run XXX -bench Offers -benchtime 5000x
	cd bench/gqlgen && $(GO) run .

year: ## rewrite docs/fairness.md and its pictures
	$(GO) run ./bench/year

load: ## three times the saturating rate against a real server on this machine
	$(GO) run ./bench/load

torture: ## the long forms of the fault and concurrency tests
	LIUYUAN_TORTURE=1 $(GO) test -timeout 6h ./store/... ./centre/...
	LIUYUAN_TORTURE=1 $(GO) test -timeout 2h -run Kill ./cmd/liuyuan

clean: ## remove built files
	rm -rf bin
