# machine.mk -- tests of the machine library, on tiny guests that each do one thing.

MACHINE_GUEST_NAMES := $(basename $(notdir $(wildcard tests/machine/guests/*.S)))
MACHINE_GUESTS := $(MACHINE_GUEST_NAMES:%=$(BUILD)/tests/machine/guests/%.elf)
MACHINE_TEST := $(BUILD)/tests/machine/machine_test
MACHINE_TEST_OBJECTS := $(patsubst %.cpp,$(BUILD)/%.o,$(wildcard tests/machine/*.cpp))
MACHINE_PLUGIN_PARTS := $(BUILD)/tools/plugin/stack_change.o  # of the plugin, to be tested alone

$(BUILD)/tests/machine/guests/%.elf: tests/machine/guests/%.S tests/machine/guests/guest.h \
        $(wildcard tests/machine/guests/*.h) tests/machine/guests/guest.ld
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CROSS_CXX) -ffreestanding -nostdlib -static -no-pie -g -Wl,--build-id=none \
	    -Wl,-z,noexecstack -T tests/machine/guests/guest.ld -o $@ $<

$(BUILD)/tests/machine/%.o: tests/machine/%.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -c -o $@ $<

$(MACHINE_TEST): $(MACHINE_TEST_OBJECTS) $(MACHINE_PLUGIN_PARTS) $(MACHINE_LIB) | $(MACHINE_PLUGIN)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) -o $@ $(MACHINE_TEST_OBJECTS) $(MACHINE_PLUGIN_PARTS) $(MACHINE_LIBS) -lgtest -lgtest_main -lpthread

SUITES_QUICK += machine
SUITE_machine_PART := kernel
.PHONY: suite-machine
suite-machine: $(MACHINE_TEST) $(MACHINE_GUESTS)
	$< --gtest_filter=-bochs.* --gtest_brief=1 --gtest_output=xml:$(BUILD)/results/machine.xml

SUITES_FULL += machine-bochs
SUITE_machine-bochs_PART := kernel
.PHONY: suite-machine-bochs
suite-machine-bochs: $(MACHINE_TEST) $(MACHINE_GUESTS)
	$< --gtest_filter=bochs.* --gtest_brief=1 \
	    --gtest_output=xml:$(BUILD)/results/machine-bochs.xml

-include $(MACHINE_TEST_OBJECTS:.o=.d)
