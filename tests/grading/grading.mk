# grading.mk -- host unit tests of the grader.

GRADING_TEST_SOURCES := $(wildcard tests/grading/*_test.cpp)
GRADING_TEST_OBJECTS := $(GRADING_TEST_SOURCES:%.cpp=$(BUILD)/%.o)
GRADING_TEST := $(BUILD)/tests/grading/grading_test

SUITES_QUICK += grading
SUITE_grading_PART := unit
.PHONY: suite-grading
suite-grading: $(GRADING_TEST)
	@mkdir -p $(BUILD)/results
	$< --gtest_output=xml:$(BUILD)/results/grading.xml

$(BUILD)/tests/grading/%.o: tests/grading/%.cpp
	@mkdir -p $(@D)
	$(HOST_CXX) $(HOST_CXXFLAGS) -c -o $@ $<

$(GRADING_TEST): $(GRADING_TEST_OBJECTS) $(GRADING_OBJECTS) $(JUDGE_LIB) $(COUNTING_LIB) $(TRACE_LIB) $(MACHINE_LIB)
	$(HOST_CXX) -o $@ $^ $(GRADING_LIBS) -lgtest -lgtest_main

-include $(GRADING_TEST_OBJECTS:.o=.d)
