# trace.mk -- tests of the trace tools, without an emulator.

TRACE_TEST := $(BUILD)/tests/trace/trace_tests
TRACE_TEST_OBJECTS := $(patsubst %.cpp,$(BUILD)/%.o,$(wildcard tests/trace/*.cpp))

$(BUILD)/tests/trace/%.o: tests/trace/%.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -c -o $@ $<

$(TRACE_TEST): $(TRACE_TEST_OBJECTS) $(TRACE_LIB) $(MACHINE_LIB)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) -o $@ $(TRACE_TEST_OBJECTS) $(TRACE_LIBS) -lgtest -lgtest_main -lpthread

SUITES_QUICK += trace
SUITE_trace_PART := unit
.PHONY: suite-trace
suite-trace: $(TRACE_TEST)
	$< --gtest_brief=1 --gtest_output=xml:$(BUILD)/results/trace.xml

-include $(TRACE_TEST_OBJECTS:.o=.d)
