# visualizer_tests.mk -- host unit tests of decode, model and schema; the window's picture.

VISUALIZER_TEST_BUILD := $(BUILD)/tests/visualizer
VISUALIZER_TEST_OBJECTS := $(patsubst %.cpp,$(BUILD)/%.o,$(wildcard tests/visualizer/*_test.cpp))
# The judge asks the executable specification (tests/model).
JUDGE_OBJECTS := $(patsubst %.cpp,$(VISUALIZER_BUILD)/native/%.o,$(wildcard visualizer/judge/*.cpp))
STORY_OBJECT := $(BUILD)/tests/model/story.o
# The whole window without a display: all that draws, but for what asks the system for a window.
WINDOW_OBJECTS := $(patsubst %.cpp,$(VISUALIZER_BUILD)/native/%.o,$(filter-out %/glfw_shell.cpp,\
    $(VISUALIZER_VIEW_SOURCES))) $(VISUALIZER_BUILD)/native/fonts.o \
    $(patsubst %,$(VISUALIZER_BUILD)/native/imgui/%.o,$(filter-out backends/%,$(IMGUI_SOURCES)))
SYNTHETIC_TRACE_OBJECT := $(VISUALIZER_TEST_BUILD)/synthetic_trace.o
SYNTHETIC_TRACE := $(VISUALIZER_TEST_BUILD)/synthetic_trace

$(VISUALIZER_TEST_BUILD)/%.o: tests/visualizer/%.cpp
	@mkdir -p $(@D)
	@$(HOST_CXX) $(HOST_CXXFLAGS) -c $< -o $@
$(patsubst %,$(VISUALIZER_TEST_BUILD)/%_test.o,app palette): HOST_CXXFLAGS += $(IMGUI_FLAGS)
$(patsubst %,$(VISUALIZER_TEST_BUILD)/%_test.o,app palette): | $(IMGUI_DIR)/imgui.cpp
$(VISUALIZER_TEST_BUILD)/visualizer_test: $(VISUALIZER_TEST_OBJECTS) $(SYNTHETIC_TRACE_OBJECT) \
        $(JUDGE_OBJECTS) $(STORY_OBJECT) $(WINDOW_OBJECTS) $(VISUALIZER_MODEL_OBJECTS) $(MODEL_LIB)
	@$(HOST_CXX) $^ -lgtest -lgtest_main -lfmt -lpthread -o $@
$(SYNTHETIC_TRACE): $(VISUALIZER_TEST_BUILD)/write_synthetic_trace.o $(SYNTHETIC_TRACE_OBJECT)
	@$(HOST_CXX) $^ -lfmt -o $@
$(VISUALIZER_TEST_BUILD)/%.json: $(SYNTHETIC_TRACE)
	@$< $* 8 > $@

# -- how fast decode and model are, natively --
BENCH_MODEL := $(VISUALIZER_TEST_BUILD)/bench_model
$(BENCH_MODEL): $(VISUALIZER_TEST_BUILD)/bench_model.o $(VISUALIZER_MODEL_OBJECTS)
	@$(HOST_CXX) $^ -lfmt -o $@
.PHONY: bench-model
bench-model: $(BENCH_MODEL) $(VISUALIZER_TEST_BUILD)/1000000.json ## measure how fast traces are read and searched
	$^

SUITES_QUICK += visualizer
SUITE_visualizer_PART := unit
.PHONY: suite-visualizer
suite-visualizer: $(VISUALIZER_TEST_BUILD)/visualizer_test
	$< --gtest_output=xml:$(BUILD)/results/visualizer.xml

# -- programs that go wrong on the real kernel: what the visualizer finds in their traces --
PUZZLES_TEST := $(VISUALIZER_TEST_BUILD)/puzzles/puzzles_test
$(VISUALIZER_TEST_BUILD)/puzzles/%.o: tests/visualizer/puzzles/%.cpp
	@mkdir -p $(@D)
	@$(HOST_CXX) $(HOST_CXXFLAGS) -c $< -o $@
$(PUZZLES_TEST): $(PUZZLES_TEST).o $(JUDGE_OBJECTS) $(VISUALIZER_MODEL_OBJECTS) $(MODEL_LIB)
	@$(HOST_CXX) $^ -lgtest -lgtest_main -lfmt -lpthread -o $@

SUITES_FULL += puzzles
SUITE_puzzles_PART := kernel
.PHONY: suite-puzzles
suite-puzzles: $(PUZZLES_TEST) $(PUZZLE_TRACES) $(DEMO)/trace.json
	KUMQUAT_TRACES=$(BUILD) $< --gtest_brief=1 --gtest_output=xml:$(BUILD)/results/puzzles.xml

# -- mutated files, under sanitizers --
TRACE_FUZZ_BUILD := $(BUILD)/fuzz-traces
TRACE_FUZZ := $(TRACE_FUZZ_BUILD)/fuzz_traces
TRACE_FUZZ_OBJECTS := $(patsubst %.cpp,$(TRACE_FUZZ_BUILD)/%.o,$(VISUALIZER_MODEL_SOURCES) \
    $(VISUALIZER_JUDGE_SOURCES) tests/visualizer/synthetic_trace.cpp tests/visualizer/fuzz_traces.cpp tests/fuzz/assertion.cpp)
TRACE_FUZZ_FLAGS := -O1 -fsanitize=address,undefined -fno-sanitize-recover=all
FILES ?= 1000000
$(TRACE_FUZZ_BUILD)/%.o: %.cpp
	@mkdir -p $(@D)
	@$(HOST_CXX) $(HOST_CXXFLAGS) $(TRACE_FUZZ_FLAGS) -c $< -o $@
$(TRACE_FUZZ): $(TRACE_FUZZ_OBJECTS)
	@$(HOST_CXX) $(TRACE_FUZZ_FLAGS) $^ -lfmt -o $@

# Not part of make test: to compile this takes two processors three minutes.
.PHONY: fuzz-traces
fuzz-traces: $(TRACE_FUZZ) ## try the trace reader on mutated files (FILES=1000000, SEED=1)
	$< $(FILES) $(SEED)

# -- the model's last instant against the kernel's own memory, in real runs --
KERNEL_STATE_TEST := $(BUILD)/visualizer-kernel/kernel_state_test
KERNEL_STATE_OBJECTS := $(patsubst %.cpp,$(BUILD)/visualizer-kernel/%.o,tests/kernel/boot.cpp \
    tests/visualizer/kernel/kernel_state.cpp tests/visualizer/kernel/kernel_state_test.cpp)
KERNEL_STATE_GUESTS := timeouts unmap deletion partners interrupts

$(BUILD)/visualizer-kernel/tcb_layout.hpp: tests/visualizer/kernel/tcb_layout.cpp $(KERNEL_BUILD)/switches
	@mkdir -p $(@D)
	@$(CROSS_CXX) $(filter-out -MMD -MP -fstack-usage,$(KERNEL_CXXFLAGS)) \
	    -MM -MP -MT $@ -MF $(@:.hpp=.d) $<
	@$(CROSS_CXX) $(filter-out -MMD -MP -fstack-usage,$(KERNEL_CXXFLAGS)) -S $< -o - | \
	    sed -n 's/^[[:space:]]*#layout \([a-z_]*\) \([0-9]*\)$$/constexpr unsigned \1 = \2;/p' > $@
$(BUILD)/visualizer-kernel/%.o: %.cpp $(BUILD)/visualizer-kernel/tcb_layout.hpp
	@mkdir -p $(@D)
	@$(HOST_CXX) $(HOST_CXXFLAGS) -I$(BUILD)/visualizer-kernel -c $< -o $@
$(KERNEL_STATE_TEST): $(KERNEL_STATE_OBJECTS) $(VISUALIZER_MODEL_OBJECTS) $(TRACE_LIB) $(MACHINE_LIB)
	@$(HOST_CXX) $(KERNEL_STATE_OBJECTS) $(VISUALIZER_MODEL_OBJECTS) $(TRACE_LIBS) -lgtest -lgtest_main -o $@

SUITES_FULL += kernel-state
SUITE_kernel-state_PART := kernel
.PHONY: suite-kernel-state
suite-kernel-state: $(KERNEL_STATE_TEST) $(KERNEL) $(MACHINE_PLUGIN) $(call modules_of,demo) \
        $(USER)/scheduling-claims $(USER)/wild-calls $(KERNEL_STATE_GUESTS:%=$(USER)/conf-%)
	$< --gtest_brief=1 --gtest_output=xml:$(BUILD)/results/kernel-state.xml

SUITES_FULL += window
SUITE_window_PART := browser
.PHONY: suite-window
suite-window: $(KUMQUAT_VIEW) $(VISUALIZER_TEST_BUILD)/2000.json
	tests/visualizer/window_test $^ $(BUILD)/screenshots $(BUILD)/results/window.txt

# -- each view beside a picture of it that somebody has looked at --
COMPARE_PICTURES := $(VISUALIZER_TEST_BUILD)/pictures/compare_pictures
PICTURES_TEST := tests/visualizer/pictures/pictures_test $(KUMQUAT_VIEW) $(COMPARE_PICTURES) $(BUILD)/pictures
$(COMPARE_PICTURES): tests/visualizer/pictures/compare_pictures.cpp
	@mkdir -p $(@D)
	@$(HOST_CXX) $(HOST_CXXFLAGS) $< -lfmt -o $@

SUITES_FULL += pictures
SUITE_pictures_PART := browser
.PHONY: suite-pictures accept-pictures
suite-pictures: $(KUMQUAT_VIEW) $(COMPARE_PICTURES)
	$(PICTURES_TEST) $(BUILD)/results/pictures.txt

accept-pictures: $(KUMQUAT_VIEW) $(COMPARE_PICTURES) ## keep today's pictures of the views, which you have looked at, to compare with
	$(PICTURES_TEST) /dev/null --accept

-include $(JUDGE_OBJECTS:.o=.d) $(KERNEL_STATE_OBJECTS:.o=.d) $(BUILD)/visualizer-kernel/tcb_layout.d
-include $(TRACE_FUZZ_OBJECTS:.o=.d) $(VISUALIZER_TEST_OBJECTS:.o=.d) $(PUZZLES_TEST).d $(SYNTHETIC_TRACE_OBJECT:.o=.d) $(BENCH_MODEL).d \
    $(VISUALIZER_TEST_BUILD)/write_synthetic_trace.d
