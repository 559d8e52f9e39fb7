# switches.mk -- the kernel in combinations of its switches, in which every pair of positions
# occurs at least once.

SWITCH_COMBINATIONS := $(BUILD)/switches/combinations
comma := ,
empty :=

SUITES_FULL += switches
SUITE_switches_PART := kernel
SUITE_switches_SECONDS := 2400
.PHONY: suite-switches
suite-switches: $(SWITCH_COMBINATIONS) $(BUILD)/kernel-test/kernel_test conformance-programs $(KERNEL_TEST_PROGRAMS:%=$(USER)/%)
	tests/switches/run $(BUILD) $(MAKE) $< $(BUILD)/results/switches.txt
$(SWITCH_COMBINATIONS): FORCE
	@mkdir -p $(@D)
	tests/switches/pairs.py $(foreach switch,$(KERNEL_SWITCHES),\
	  $(switch)=$(subst $(empty) $(empty),$(comma),$(strip $(SWITCH_$(switch))))) > $@
