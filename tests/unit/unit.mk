# unit.mk -- the kernel's pure parts, tested on the host from the same sources.

UNIT_TESTS := $(wildcard tests/unit/*.cpp)
UNIT_UNDER_TEST := kernel/boot/command_line.cpp kernel/boot/memory_map.cpp \
  kernel/x86/descriptor.cpp kernel/threads/priority_lists.cpp kernel/threads/thread_table.cpp
UNIT_OBJECTS := $(patsubst %,$(BUILD)/unit/%.o,$(UNIT_TESTS) $(UNIT_UNDER_TEST))

$(BUILD)/unit/%.cpp.o: %.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -fsanitize=undefined -c $< -o $@

$(BUILD)/unit/unit_test: $(UNIT_OBJECTS)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) -fsanitize=undefined $^ -lgtest -lgtest_main -o $@

SUITES_QUICK += unit
SUITE_unit_PART := unit
.PHONY: suite-unit
suite-unit: $(BUILD)/unit/unit_test
	$< --gtest_brief=1 --gtest_output=xml:$(BUILD)/results/unit.xml

-include $(UNIT_OBJECTS:.o=.d)
