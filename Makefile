# Everything one does with Wake-Sleep. `make` alone lists the targets.
#
# `make run` and `make test` need git, Go and make; they install the system
# packages they miss on Debian and Ubuntu (see scripts/system-packages).

SHELL := /bin/sh
GO ?= go
include scripts/tools.env

# migrated_fynedo promises Fyne that widgets change on its own goroutine only;
# no_animations spares the ripples of buttons and the fading of cursors, for each frame
# of which Fyne would draw the whole window while a click and training wait.
TAGS := migrated_fynedo,no_animations
# More flags for the tests, as in: make test TESTFLAGS='-run Bars -v'
TESTFLAGS ?=
# What to test, as in: make test PACKAGES=./learn/...
PACKAGES ?= ./...
# What to try, as in: make hostile HOSTILEFLAGS='-only PNG'
HOSTILEFLAGS ?=
# How to measure, as in: make bench-peers BENCHFLAGS='-quick -out -'
BENCHFLAGS ?=
# How long to fuzz each kind of file, as in: make fuzz FUZZTIME=1m
FUZZTIME ?= 10m
# Where to keep a picture of the window after each press, as in: make walk PICTURES=/tmp/walk
PICTURES ?=
# What to train, as in: make results RESULTSFLAGS='-only classes-quick'
RESULTSFLAGS ?=
# How to measure the window, as in: make bench-window STOPWATCHFLAGS='-minutes 5'
STOPWATCHFLAGS ?=
# How to measure checkpoints, as in: make bench-autosave AUTOSAVEFLAGS='-turns 2 -watch 0'
AUTOSAVEFLAGS ?=
# How many trainings `make kills` kills, and how often it sends each kind of signal
KILLS ?= 200
SIGNALS ?= 50
# The packages that link no window: everything but ui, e2e and the program.
BELOW_UI = $$($(GO) list -tags headless ./... | grep -vE '^wakesleep($$|/ui($$|/)|/e2e($$|/))')
# The packages of the window whose tests need no screen and work on several goroutines.
ON_STAGE = ./ui/desk ./ui/rescue ./ui/tasks ./ui/stage/... ./ui/frame ./ui/settings ./ui/rooms/...
# Where the headless program must compile, as system/processor.
PLATFORMS := linux/amd64 linux/arm64 windows/amd64 darwin/arm64

.DEFAULT_GOAL := help

##@ Use
.PHONY: run build headless
run: build ## install what is missing, build and open the window
	./wakesleep

build: check-go build-packages ## build the program, ./wakesleep
	$(GO) build -tags $(TAGS) -o wakesleep .

headless: check-go ## build the commands without a window or C, ./wakesleep-headless
	CGO_ENABLED=0 $(GO) build -tags headless -o wakesleep-headless .

##@ Check
.PHONY: test bytes kills walk faults hostile fuzz race purego lint format-check vet staticcheck shellcheck asm-check cross
test: check-go test-packages ## run every test, window tests included (on a hidden display)
	TAGS='$(TAGS)' scripts/with-display scripts/run-tests $(TESTFLAGS) $(PACKAGES)

bytes: check-go ## say whether training still ends in the same bytes (part of make test)
	$(GO) test -count=1 -tags headless -run 'KnownBytes|EarlierPrograms' ./cli

kills: check-go test-packages ## kill trainings and windows and send them signals, hundreds of times, and see that nothing is lost (two hours; KILLS=20 does less)
	WAKESLEEP_KILLS=$(KILLS) WAKESLEEP_SIGNALS=$(SIGNALS) $(GO) test -count=1 -tags headless -timeout 2h -v -run '^Test(Killed|Signals)' ./cli
	WAKESLEEP_KILLS=$(KILLS) TAGS='$(TAGS)' scripts/with-display scripts/run-tests -timeout 3h -run '^TestKill' ./e2e

walk: check-go test-packages ## press every control of the window on a hidden display (quarter of an hour; PICTURES=FOLDER keeps pictures)
	WAKESLEEP_WALK=1 WAKESLEEP_PICTURES='$(abspath $(PICTURES))' TAGS='$(TAGS)' scripts/with-display scripts/run-tests -timeout 60m -run EveryControl ./e2e

faults: check-go ## let every system call of a save fail, and kill at each, one at a time (10 minutes; needs strace)
	WAKESLEEP_FAULTS=1 $(GO) test -count=1 -v -timeout 60m ./io/faults

hostile: headless build test-packages ## offer the program what was never meant for it, into docs/HOSTILE.md (minutes)
	scripts/with-display $(GO) run ./scripts/hostile $(HOSTILEFLAGS) ./wakesleep-headless ./wakesleep

fuzz: check-go build-packages ## read what nobody wrote: files of every kind that the program reads, each for FUZZTIME (10m)
	@for t in io/machinefile/FuzzSigned io/machinefile/FuzzDecode io/dataset/FuzzReadImages io/dataset/FuzzReadLabels \
	    io/dataset/FuzzPicture network/FuzzConnections cli/FuzzKeptResults ui/system/preferences/FuzzPreferences; do \
	  $(GO) test -tags $(TAGS) -run '^$$' -fuzz "^$${t##*/}$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x ./$${t%/*} || exit 1; \
	done

race: check-go build-packages ## run the tests below the window, and of desk and rooms without a screen, under the race detector
	$(GO) test -race -short -shuffle=on -timeout 30m $(BELOW_UI)
	$(GO) test -race -short -shuffle=on -timeout 30m -tags $(TAGS) $(ON_STAGE)

purego: check-go build-packages ## run the tests below the window without assembly
	$(GO) test -tags purego -short $(BELOW_UI)

lint: check-go build-packages format-check vet staticcheck shellcheck ## look for faults without running anything

format-check: ## list the files that gofumpt would change, and fail if there are any
	@files=$$($(GO) run $(GOFUMPT) -l .) || exit 1; \
	if [ -n "$$files" ]; then \
	  printf 'not formatted (make fmt does it):\n%s\n' "$$files" >&2; exit 1; \
	fi

vet:
	$(GO) vet -tags $(TAGS) ./...
	CGO_ENABLED=0 $(GO) vet -tags headless .

staticcheck:
	$(GO) run $(STATICCHECK) -tags $(TAGS) ./...
	CGO_ENABLED=0 $(GO) run $(STATICCHECK) -tags headless .

# Without shellcheck on the machine this passes: continuous integration has it.
shellcheck:
	@if command -v shellcheck >/dev/null; then \
	  shellcheck $$(grep -lsE '^#!.*[/ ](ba)?sh$$' scripts/* .ci/*); \
	else echo 'shellcheck is not installed: the scripts were not checked'; fi

asm-check: check-go ## say whether the assembly is what its generators write
	@GO='$(GO)' scripts/asm-check

cross: check-go ## compile the headless program for other systems and processors
	@for p in $(PLATFORMS); do \
	  echo "headless for $$p"; \
	  CGO_ENABLED=0 GOOS=$${p%/*} GOARCH=$${p#*/} $(GO) build -tags headless -o /dev/null . || exit 1; \
	done

##@ Make
.PHONY: fmt packages asm starter judge screenshots icon results bench-peers bench-window bench-autosave clean
fmt: ## format all Go code
	$(GO) run $(GOFUMPT) -w .

packages: check-go ## draw the packages in ARCHITECTURE.md again
	$(GO) test ./architecture -run Drawing -draw

asm: check-go ## generate the assembly again, all that is in folders _asm
	$(GO) generate ./...

starter: check-go ## train the built-in machine again (minutes)
	scripts/make-starter

judge: check-go ## train the built-in judge of dreamt digits again (a minute)
	scripts/make-judge

screenshots: build test-packages ## take the pictures in README again
	SCREEN=1920x1080x24 scripts/with-display scripts/screenshots

icon: ## draw Icon.png again
	$(GO) run ./scripts/icon Icon.png

results: headless ## train and measure every recipe, into docs/RESULTS.md (hours; goes on where it was stopped)
	$(GO) run ./scripts/results $(RESULTSFLAGS)

bench-peers: check-go bench-packages ## measure against PyTorch, OpenBLAS and gonum, into bench/RESULTS.md
	$(GO) run ./bench/compare $(BENCHFLAGS)

bench-window: build test-packages ## measure the window on a hidden display, into docs/WINDOW.md (40 minutes)
	SCREEN=1024x640x24 scripts/with-display $(GO) run ./scripts/stopwatch $(STOPWATCHFLAGS) ./wakesleep

bench-autosave: headless test-packages ## measure what the checkpoints of a training cost, and watch its memory, in a command and in the window (50 minutes)
	$(GO) run ./scripts/autosave $(AUTOSAVEFLAGS) ./wakesleep-headless
	WAKESLEEP_AUTOSAVE=60s scripts/with-display $(GO) test -count=1 -tags '$(TAGS)' -timeout 60m -v -run '^TestAutosaveCost' ./e2e

clean: ## remove the built programs
	rm -f wakesleep wakesleep.exe wakesleep-headless

##@ Machine
.PHONY: check-go build-packages test-packages bench-packages help
check-go: ## say whether Go is there and new enough
	@GO='$(GO)' scripts/check-go

build-packages: ## install the system packages that building needs
	@scripts/system-packages build

test-packages: ## install the system packages that building and testing need
	@scripts/system-packages test

bench-packages: ## install the programs that bench-peers measures against
	@scripts/system-packages bench

help: ## list these targets
	@awk -F ':.*## ' '/^##@/ { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile
