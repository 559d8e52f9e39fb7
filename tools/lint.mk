# lint.mk -- the layout of the code, mistakes that a program can see, and the tree's own rules.
# clang-tidy is slow, so each source that it has found clean leaves a stamp, which lasts until
# the source, a header of it, or the list of checks changes.

CLANG_FORMAT ?= clang-format-14
CLANG_TIDY ?= clang-tidy-14

ifneq ($(filter lint lint-% format,$(MAKECMDGOALS)),)
LINT_FOLDERS := $(wildcard kernel user labs grading visualizer tools tests)
LINT_LAYOUT := $(shell find $(LINT_FOLDERS) -path '*/mutants/*' -prune -o -path '*/liar/*' -prune \
    -o -path '*/alternatives/*' -prune \
    -o -name '*.hpp' -print -o -name '*.cpp' -print)
# (The bodies of mutants, liars and alternatives are no whole files.) Only Emscripten can read what is in visualizer/web.
LINT_SOURCES := $(filter-out visualizer/web/%,$(filter %.cpp,$(LINT_LAYOUT)))
# Every script says in its first line who runs it.
LINT_SCRIPTS := $(shell grep -rlIE --exclude='*.*pp' '^\#!(/usr/bin/env |/bin/)(ba)?sh' \
    $(LINT_FOLDERS) .ci)
endif

# The kernel and what runs on it are for a bare i386; everything else is for this machine.
LINT_BARE := kernel/% user/% labs/common/guest_% tests/kernel/guests/% tests/conformance/guests/%
LINT_FLAGS_BARE := --target=i386-elf -march=i586 -ffreestanding -fno-exceptions -fno-rtti \
    $(KERNEL_DEFINES)
LINT_FLAGS_HOST := -I$(IMGUI_DIR) -I$(IMGUI_DIR)/backends
lint_flags = -std=c++20 -I. $(if $(or $(filter $(LINT_BARE),$1),\
    $(filter guest_%,$(notdir $1))),$(LINT_FLAGS_BARE),$(LINT_FLAGS_HOST))

.PHONY: lint lint-format lint-tidy lint-scripts lint-tree format
lint: lint-format lint-tidy lint-scripts lint-tree ## layout, clang-tidy, shellcheck, the tree's rules
lint-format:
	@$(CLANG_FORMAT) --dry-run -Werror $(LINT_LAYOUT)
lint-tidy: $(LINT_SOURCES:%=$(BUILD)/lint/%.tidy)
lint-scripts:
	@shellcheck $(LINT_SCRIPTS)
format: ## lay out the code as `make lint` wants it
	@$(CLANG_FORMAT) -i $(LINT_LAYOUT)

$(BUILD)/lint/%.tidy: % .clang-tidy
	@mkdir -p $(@D)
	@echo '  TIDY     $<'
	@$(CLANG_TIDY) --quiet $< -- $(call lint_flags,$<) 2>$@.log || { cat $@.log; exit 1; }
	@$(HOST_CXX) -MM -MP -MT $@ -MF $@.d $(call lint_flags,) $<
	@touch $@
ifneq ($(filter lint lint-tidy,$(MAKECMDGOALS)),)
$(LINT_SOURCES:%=$(BUILD)/lint/%.tidy): | $(IMGUI_DIR)/imgui.cpp
-include $(LINT_SOURCES:%=$(BUILD)/lint/%.tidy.d)
endif
