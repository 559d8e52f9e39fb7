# demo.mk -- `make demo`: boot the demo, keep its trace, and show it in the browser.
# `make demo SERVE=no` ends when everything is written.

DEMO := $(BUILD)/demo
SERVE ?= yes
GIT_VERSION := $(shell git describe --always --dirty 2>/dev/null || echo unknown)

# $(1): root task; $(2): words for it; $(3): more options of kumquat-run.
boot_arguments = --kernel $(KERNEL) \
  $(foreach module,$(call modules_of,$(1)),\
    --module '$(module)$(if $(filter $(USER)/$(1),$(module)), $(2))') \
  --memory 64 --git '$(GIT_VERSION)' $(3)

$(DEMO)/trace.json: $(KERNEL) $(call modules_of,demo) $(KUMQUAT_RUN) visualizer/trace.schema.json
	@mkdir -p $(@D)
	@printf 'boot     '
	@$(KUMQUAT_RUN) $(call boot_arguments,demo,,--trace-out $@ --console-out $(@D)/console.txt)
	@$(KUMQUAT_TRACE) --validate $@

$(DEMO)/trace.json: | $(KUMQUAT_TRACE)

# Traces of programs that went wrong (user/apps/puzzles): which is what is for the reader to find.
PUZZLE_TRACES := $(PUZZLES:%=$(BUILD)/puzzles/%.json)
$(foreach puzzle,$(PUZZLES),$(eval $(BUILD)/puzzles/$(puzzle).json: $(call modules_of,puzzle-$(puzzle))))
$(PUZZLE_TRACES): $(BUILD)/puzzles/%.json: $(KERNEL) $(KUMQUAT_RUN) visualizer/trace.schema.json | $(KUMQUAT_TRACE)
	@mkdir -p $(@D)
	@$(KUMQUAT_RUN) $(call boot_arguments,puzzle-$*,,--quiet --trace-out $@ --console-out $(@:.json=.txt))
	@$(KUMQUAT_TRACE) --validate $@
.PHONY: puzzles
puzzles: $(PUZZLE_TRACES) ## record five programs that go wrong, for the visualizer
	@echo 'Look at one: make view TRACE=$(BUILD)/puzzles/deadlock.json'

.PHONY: demo trace
demo: ## build everything, boot the demo, show its trace in the browser (SERVE=no: only write)
	@$(MAKE) --no-print-directory $(DEMO)/trace.json page
	@echo 'Next: make start LAB=0 DIR=../lab0, or read handouts/00-first-light.md'
ifeq ($(SERVE),yes)
	@$(MAKE) --no-print-directory serve
endif

trace: $(KERNEL) $(BOOT_MODULES) $(KUMQUAT_RUN) $(KUMQUAT_TRACE) ## record a run of APP= into build/trace/APP.json
	@mkdir -p $(BUILD)/trace
	@$(KUMQUAT_RUN) $(call boot_arguments,$(APP),,--trace-out $(BUILD)/trace/$(APP).json \
	  --console-out $(BUILD)/trace/$(APP).txt) || { status=$$?; \
	  echo 'The machine stopped early. The last lines of its console, $(BUILD)/trace/$(APP).txt:' >&2; \
	  tail -n 12 $(BUILD)/trace/$(APP).txt >&2; exit $$status; }
	@echo 'Look at it: make view TRACE=$(BUILD)/trace/$(APP).json'
