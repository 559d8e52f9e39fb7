# Kumquat: the only entry. `make help` lists the targets.
# Every folder says in its own NAME.mk how its parts are built; nothing is written outside build/.

BUILD ?= build
HOST_CXX ?= g++

# -Werror only where we test ourselves: a newer compiler must not break a course.
WERROR ?= $(if $(CI),-Werror)
WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wold-style-cast -Wundef $(WERROR)
HOST_CXXFLAGS := -std=c++20 -O2 -g $(WARNINGS) -I. -MMD -MP

# Compile on all processors, unless -j says otherwise.
JOBS ?= $(shell nproc 2>/dev/null || echo 1)
ifeq ($(MAKELEVEL)$(filter -j%,$(MAKEFLAGS)),0)
    MAKEFLAGS += --jobs=$(JOBS)
endif

# The settings of a starter tree. The generator writes them; the reference has no such file.
-include labs/starter.mk

# One short line for each thing that is built; V=1 shows the commands.
Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-8s %s\n' '$(1)' '$(2)')

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

# tests.mk comes last: it collects what the others say about their suites.
include tools/setup.mk tools/cross.mk
include $(wildcard tools/tools.mk kernel/kernel.mk user/user.mk labs/labs.mk)
include $(wildcard grading/grading.mk visualizer/visualizer.mk handouts/handouts.mk)
include tools/run.mk tools/replay/replay.mk tools/demo.mk tools/lint.mk tools/bench/bench.mk tools/microscope/microscope.mk
include tests/tests.mk

.PHONY: help clean
help: ## list the targets, one line each
	@awk -F':.*## ' '/^[a-z0-9-]+:.*## / {printf "  %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

clean: ## remove everything that was built
	rm -rf $(BUILD)
