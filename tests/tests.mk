# tests.mk -- the suites of `make test`, and how a folder adds one.
#
# A suite is a target that runs some tests and leaves their counts in a file. The fragment that
# owns the tests says:
#
#     SUITES_QUICK += fpage            in `make test-quick` and `make test`; a few seconds at most
#     SUITES_FULL += demo-in-bochs     in `make test` only
#     SUITE_fpage_PART := unit         unit | kernel | labs | autograde | debug | browser |
#                                      structure: `make test-PART` runs the suites of one part
#     SUITE_fpage_SECONDS := 2400      optional: stopped, and failed, after that time (1200),
#                                      which includes what the suite has to build first
#     .PHONY: suite-fpage
#     suite-fpage: $(BUILD)/tests/fpage_test
#         $< --gtest_output=xml:$(BUILD)/results/fpage.xml
#
# The recipe leaves either of these; the folder exists, and an old result has been removed:
#     $(BUILD)/results/NAME.xml   GoogleTest's own report
#     $(BUILD)/results/NAME.txt   lines "N passed, N failed" or "N passed, N failed, N skipped";
#                                 several lines add up
# A suite that leaves no result, has run nothing, or ends with an error although its result
# names no failure, counts as one failure. Its output goes to $(BUILD)/results/NAME.log, and the
# end of it is shown if something failed. `make suite-NAME` runs one suite and shows everything.

# Which of so many parts of a long suite this commit tries: the next commit tries the next one.
part_of_this_commit = $(shell echo $$(($$(git rev-list --count HEAD 2>/dev/null || echo 0) % $1)))

include $(wildcard tests/*/*.mk)

SUITES := $(sort $(SUITES_QUICK) $(SUITES_FULL))
TEST_PARTS := unit kernel labs autograde debug browser structure
$(foreach suite,$(SUITES),$(if $(filter $(TEST_PARTS),$(SUITE_$(suite)_PART)),,\
    $(error Suite $(suite) belongs to no part: set SUITE_$(suite)_PART to one of $(TEST_PARTS))))

suites_of_part = $(foreach suite,$(SUITES),$(if $(filter $1,$(SUITE_$(suite)_PART)),$(suite)))
# From small to large: what fails at once is seen at once.
suites_in_order = $(foreach part,structure unit kernel debug labs autograde browser,\
    $(filter $1,$(call suites_of_part,$(part))))
# NAME:PART:SECONDS for each suite.
describe_suites = $(foreach suite,$(suites_in_order),\
    $(suite):$(SUITE_$(suite)_PART):$(or $(SUITE_$(suite)_SECONDS),1200))
run_suites = +@MAKE='$(MAKE)' tests/run_suites '$(BUILD)' $(call describe_suites,$1)

.PHONY: test test-quick $(TEST_PARTS:%=test-%) $(SUITES:%=suite-%)
test: ## run every test (installs what lacks)
	$(call run_suites,$(SUITES))
test-quick: ## run the tests that take less than a minute together
	$(call run_suites,$(SUITES_QUICK))
$(TEST_PARTS:%=test-%): test-%:
	$(call run_suites,$(call suites_of_part,$*))
test-unit: ## tests of single parts, on this machine, without an emulator
test-kernel: ## tests of the kernel and its user programs in emulators
test-labs: ## tests of labs, starters and the grader
test-autograde: ## tests of grading many submissions
test-debug: ## tests of GDB, replay and other ways to look inside
test-browser: ## tests of the page in a real browser
test-structure: ## tests of the tree itself: includes, sizes, headers, scripts

$(SUITES:%=suite-%): | $(BUILD)/results
$(BUILD)/results:
	@mkdir -p $@
