# stub.mk -- the kernel's stub for GDB on the host: packets, commands and breakpoints, from the same
# sources, on a machine that is made of arrays.

STUB_UNDER_TEST := $(patsubst %,kernel/gdb_stub/%.cpp,packet documents commands breakpoints)
STUB_OBJECTS := $(patsubst %,$(BUILD)/stub-test/%.o,$(wildcard tests/stub/*.cpp) $(STUB_UNDER_TEST))
STUB_SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=all

$(BUILD)/stub-test/%.cpp.o: %.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) $(STUB_SANITIZERS) -c $< -o $@

$(BUILD)/stub-test/stub_test: $(STUB_OBJECTS)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) $(STUB_SANITIZERS) $^ -lfmt -lgtest -lgtest_main -o $@

SUITES_QUICK += stub
SUITE_stub_PART := debug
.PHONY: suite-stub
suite-stub: $(BUILD)/stub-test/stub_test
	$< --gtest_brief=1 --gtest_output=xml:$(BUILD)/results/stub.xml

-include $(STUB_OBJECTS:.o=.d)
