# visualizer_tests.mk -- host unit tests of decode, model and schema; the window's picture.

VISUALIZER_TEST_BUILD := $(BUILD)/tests/visualizer
VISUALIZER_TEST_OBJECTS := $(patsubst %.cpp,$(BUILD)/%.o,$(wildcard tests/visualizer/*_test.cpp))
SYNTHETIC_TRACE_OBJECT := $(VISUALIZER_TEST_BUILD)/synthetic_trace.o
SYNTHETIC_TRACE := $(VISUALIZER_TEST_BUILD)/synthetic_trace

$(VISUALIZER_TEST_BUILD)/%.o: tests/visualizer/%.cpp
	@mkdir -p $(@D)
	@$(HOST_CXX) $(HOST_CXXFLAGS) -c $< -o $@
$(VISUALIZER_TEST_BUILD)/visualizer_test: $(VISUALIZER_TEST_OBJECTS) $(SYNTHETIC_TRACE_OBJECT) \
        $(VISUALIZER_MODEL_OBJECTS)
	@$(HOST_CXX) $^ -lgtest -lgtest_main -lfmt -lpthread -o $@
$(SYNTHETIC_TRACE): $(VISUALIZER_TEST_BUILD)/write_synthetic_trace.o $(SYNTHETIC_TRACE_OBJECT)
	@$(HOST_CXX) $^ -lfmt -o $@
$(VISUALIZER_TEST_BUILD)/%.json: $(SYNTHETIC_TRACE)
	@$< $* 8 > $@

SUITES_QUICK += visualizer
SUITE_visualizer_PART := unit
.PHONY: suite-visualizer
suite-visualizer: $(VISUALIZER_TEST_BUILD)/visualizer_test
	$< --gtest_output=xml:$(BUILD)/results/visualizer.xml

SUITES_FULL += window
SUITE_window_PART := browser
.PHONY: suite-window
suite-window: $(KUMQUAT_VIEW) $(VISUALIZER_TEST_BUILD)/2000.json
	tests/visualizer/window_test $^ $(BUILD)/screenshots $(BUILD)/results/window.txt

-include $(VISUALIZER_TEST_OBJECTS:.o=.d) $(SYNTHETIC_TRACE_OBJECT:.o=.d)
