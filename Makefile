# Kumquat: the only entry. `make help` lists the targets.
# Every folder says in its own NAME.mk how its parts are built; nothing is written outside build/.

BUILD ?= build
HOST_CXX ?= g++

# -Werror only where we test ourselves: a newer compiler must not break a course.
WERROR ?= $(if $(CI),-Werror)
WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wold-style-cast -Wundef $(WERROR)
HOST_CXXFLAGS := -std=c++20 -O2 -g $(WARNINGS) -I. -MMD -MP

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

include tools/tools.mk
include kernel/kernel.mk
include user/user.mk
include labs/labs.mk
include grading/grading.mk
include visualizer/visualizer.mk
include handouts/handouts.mk
include tests/tests.mk

.PHONY: help clean
help: ## list the targets, one line each
	@awk -F':.*## ' '/^[a-z0-9-]+:.*## / {printf "  %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

clean: ## remove everything that was built
	rm -rf $(BUILD)
