# switches.mk -- the kernel in combinations of its switches, in which every pair of positions
# occurs at least once.

SWITCH_COMBINATIONS := $(BUILD)/switches/combinations
comma := ,
empty :=

SUITES_FULL += switches
SUITE_switches_PART := kernel
SUITE_switches_SECONDS := 2400
.PHONY: suite-switches
suite-switches: $(BUILD)/kernel-test/kernel_test conformance-programs $(KERNEL_TEST_PROGRAMS:%=$(USER)/%)
	@mkdir -p $(dir $(SWITCH_COMBINATIONS))
	tests/switches/pairs.py $(foreach switch,$(KERNEL_SWITCHES),\
	  $(switch)=$(subst $(empty) $(empty),$(comma),$(strip $(SWITCH_$(switch))))) > $(SWITCH_COMBINATIONS)
	tests/switches/run $(BUILD) $(MAKE) $(SWITCH_COMBINATIONS) $(BUILD)/results/switches.txt
