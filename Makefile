# `make help` lists the goals. Maven does the building; this file only names what is done every day.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

LAMBDA := functions/target/lambda
PACKAGED := functions/target/packaged

.PHONY: help build test verify format rehearse scenarios bench emulator sam-build sam-validate ci clean

help: ## List the goals
	@sed -n 's/^\([a-z][a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

build: ## Compile and package everything, without tests
	./mvnw -q -DskipTests package

test: ## Unit tests of all modules
	./mvnw -q test

verify: ## Everything that must hold: tests, adapters (AWS_ENDPOINT_URL or Docker), format
	./mvnw -B -ntp verify

format: ## Format all sources
	./mvnw -q spotless:apply

rehearse: ## Rehearse the default spec
	./landfall rehearse

scenarios: ## List what can be rehearsed
	./landfall scenarios

bench: build ## Print the figures of docs/performance.md
	bench/run

emulator: ## Run the deployed application in moto (after `.ci/run venv`)
	.ci/run venv emulator

sam-validate: ## Check template.yaml
	.ci/run venv sam-validate

sam-build: ## Build the deployment
	.ci/run venv sam-build

ci: ## What CI runs
	.ci/run

clean: ## Remove what was built
	./mvnw -q clean
	rm -rf .aws-sam

# For `sam build` (BuildMethod: makefile): one package holds all functions, so the first target builds it and
# every target hands out the same files. Hard links where the file system can, because twenty copies are half a
# gigabyte.
build-%:
	@source .mvn/lock.sh; take_lock target/building; $(MAKE) -s $(PACKAGED)
	@mkdir -p "$(ARTIFACTS_DIR)"
	@cp -Rl $(LAMBDA)/lib "$(ARTIFACTS_DIR)/" 2>/dev/null || cp -Rp $(LAMBDA)/lib "$(ARTIFACTS_DIR)/"

$(PACKAGED): pom.xml functions/pom.xml $(shell find functions/src/main 2>/dev/null)
	./mvnw -B -ntp -q -pl functions -am -Dmaven.test.skip=true package
	touch $@
