# browser_tests.mk -- the page in real browsers (playwright-core, the distribution's Chromium and Firefox).
# CHROMIUM=path and FIREFOX=path choose others; without a usable one its tests are skipped with the reason.

BROWSER_TRACE ?= $(BUILD)/demo/trace.json

SUITES_FULL += page
SUITE_page_PART := browser
SUITE_page_SECONDS := 2400
.PHONY: suite-page
suite-page: $(PAGE_FILES) $(NODE_MODULES) $(BROWSER_TRACE)
	tests/browser/run $(BUILD) $(BROWSER_TRACE) $(BUILD)/results/page.txt

# -- the page beside speedscope; ONLY=pattern chooses steps of it --
VISUALIZER_TEST_BUILD ?= $(BUILD)/tests/visualizer
PAGE_BENCH := $(BUILD)/bench-visualizer
PARSE_SPEED := $(PAGE_BENCH)/parse_speed.js
PARSE_SPEED_OBJECTS := $(patsubst %.cpp,$(VISUALIZER_BUILD)/web/%.o,tests/browser/parse_speed.cpp \
    $(wildcard visualizer/decode/*.cpp))
$(PARSE_SPEED): $(PARSE_SPEED_OBJECTS) tests/browser/parse_speed.html
	@mkdir -p $(@D)
	@cp $(filter %.html,$^) $(@D)
	@$(EMSCRIPTEN) -O2 -fwasm-exceptions $(filter %.o,$^) -o $@ --no-entry -sENVIRONMENT=web \
	    -sALLOW_MEMORY_GROWTH -sMAXIMUM_MEMORY=2GB -sFILESYSTEM=0 -sEXPORTED_RUNTIME_METHODS=HEAPU8

.PHONY: bench-visualizer
bench-visualizer: $(PAGE_FILES) $(NODE_MODULES) $(PARSE_SPEED) $(VISUALIZER_TEST_BUILD)/bench_model \
        $(VISUALIZER_TEST_BUILD)/synthetic_trace ## how fast the page is, beside speedscope
	@node tests/browser/bench_traces.mjs $(PAGE_BENCH) $(VISUALIZER_TEST_BUILD)/synthetic_trace
	@BUILD=$(BUILD) TRACE=$(PAGE_BENCH)/10000.json ONLY='$(ONLY)' node tests/browser/bench_visualizer.mjs \
	    $(PAGE_BENCH) $(VISUALIZER_TEST_BUILD)/bench_model $(BUILD)/visualizer-bench.json

-include $(VISUALIZER_BUILD)/web/tests/browser/parse_speed.d
