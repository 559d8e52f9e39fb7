# visualizer.mk -- the page (Emscripten) and the window (native), from the same sources.
#     decode, model,
#     export              no ImGui, no browser: also linked into the unit tests
#     judge               asks the executable specification (tests/model), which is linked too
#     views               Dear ImGui, on every platform
#     shell, web, native  what runs the views in a page and in a window
# $(IMGUI_DIR) comes from tools/setup.mk.

EMXX ?= em++
PYFTSUBSET ?= pyftsubset
# TRACE=on and TRACE=off are a switch of the kernel, not a file.
# TEST= is a claim of the last make grade; beside it the reference's run, if that is here.
TRACE_SHOWN := $(or $(filter-out on off,$(TRACE)),$(if $(TEST),$(BUILD)/grade/traces/$(TEST).json),\
    $(BUILD)/demo/trace.json)
TRACE_BESIDE := $(if $(TEST),$(wildcard labs/lab*/traces/$(TEST).reference.json))
PORT ?= 8017

VISUALIZER_BUILD := $(BUILD)/visualizer-objects
PAGE := $(BUILD)/visualizer
KUMQUAT_VIEW := $(PAGE)/kumquat-view

VISUALIZER_MODEL_SOURCES := $(wildcard visualizer/decode/*.cpp visualizer/model/*.cpp visualizer/export/*.cpp)
VISUALIZER_VIEW_SOURCES := $(wildcard visualizer/views/*.cpp visualizer/shell/*.cpp)
VISUALIZER_JUDGE_SOURCES := $(wildcard visualizer/judge/*.cpp) $(filter-out \
    %_main.cpp %_test.cpp %/story.cpp,$(wildcard tests/model/*.cpp))
IMGUI_SOURCES := imgui imgui_draw imgui_tables imgui_widgets \
    backends/imgui_impl_glfw backends/imgui_impl_opengl3

visualizer_objects = $(patsubst %.cpp,$(VISUALIZER_BUILD)/$1/%.o,\
    $(VISUALIZER_MODEL_SOURCES) $(VISUALIZER_VIEW_SOURCES) $(VISUALIZER_JUDGE_SOURCES) $2) \
    $(VISUALIZER_BUILD)/$1/fonts.o $(IMGUI_SOURCES:%=$(VISUALIZER_BUILD)/$1/imgui/%.o)
VISUALIZER_NATIVE_OBJECTS := $(call visualizer_objects,native,$(wildcard visualizer/native/*.cpp))
VISUALIZER_WEB_OBJECTS := $(call visualizer_objects,web,$(wildcard visualizer/web/*.cpp))
VISUALIZER_MODEL_OBJECTS := $(VISUALIZER_MODEL_SOURCES:%.cpp=$(VISUALIZER_BUILD)/native/%.o)

IMGUI_FLAGS := -isystem $(IMGUI_DIR) '-DImDrawIdx=unsigned int'
VISUALIZER_CXXFLAGS := -std=c++20 -O2 $(WARNINGS) -I. -MMD -MP $(IMGUI_FLAGS)
# Emscripten has no {fmt} of its own: the host's, as headers only, after all other folders.
VISUALIZER_WEB_CXXFLAGS := $(VISUALIZER_CXXFLAGS) -DFMT_HEADER_ONLY -fno-exceptions -msimd128 \
    -DJSON_NOEXCEPTION -idirafter /usr/include
# The specification stops at a broken rule by an exception; nothing else may throw.
$(VISUALIZER_BUILD)/web/tests/model/%.o $(VISUALIZER_BUILD)/web/visualizer/judge/%.o: \
    VISUALIZER_WEB_CXXFLAGS := $(filter-out -fno-exceptions,$(VISUALIZER_WEB_CXXFLAGS)) -fwasm-exceptions
EMSCRIPTEN := NODE_PATH=/usr/share/nodejs$(if $(NODE_PATH),:$(NODE_PATH)) $(EMXX)

# -- the fonts, cut down to the characters that views/ui.cpp draws --
FONT_CHARACTERS := U+0020-017F,U+03BC,U+2013-2014,U+2018-201D,U+2022,U+2026,U+2190-2193,U+2212,U+2264-2265
FONT_FOLDER ?= /usr/share/fonts
FONT_inter_regular := opentype/inter/Inter-Regular.otf
FONT_inter_semi_bold := opentype/inter/Inter-SemiBold.otf
FONT_jetbrains_mono := truetype/jetbrains-mono/JetBrainsMono-Regular.ttf
FONTS := inter_regular inter_semi_bold jetbrains_mono

$(FONTS:%=$(VISUALIZER_BUILD)/%.font): $(VISUALIZER_BUILD)/%.font: visualizer/visualizer.mk
	@mkdir -p $(@D)
	@$(PYFTSUBSET) $(FONT_FOLDER)/$(FONT_$*) --unicodes=$(FONT_CHARACTERS) --layout-features= \
	    --no-hinting --desubroutinize --output-file=$@

$(VISUALIZER_BUILD)/fonts.cpp: visualizer/fonts/embed_fonts.py $(FONTS:%=$(VISUALIZER_BUILD)/%.font)
	@python3 $< $(foreach font,$(FONTS),$(font)=$(VISUALIZER_BUILD)/$(font).font) > $@

# -- objects --
$(VISUALIZER_BUILD)/native/fonts.o: $(VISUALIZER_BUILD)/fonts.cpp
	@mkdir -p $(@D)
	@$(HOST_CXX) $(VISUALIZER_CXXFLAGS) -c $< -o $@
$(VISUALIZER_BUILD)/native/imgui/%.o: $(IMGUI_DIR)/imgui.cpp
	@mkdir -p $(@D)
	@$(HOST_CXX) -std=c++20 -O2 -w $(IMGUI_FLAGS) -c $(IMGUI_DIR)/$*.cpp -o $@
$(VISUALIZER_BUILD)/native/%.o: %.cpp | $(IMGUI_DIR)/imgui.cpp
	@mkdir -p $(@D)
	@$(HOST_CXX) $(VISUALIZER_CXXFLAGS) -c $< -o $@

$(VISUALIZER_BUILD)/web/fonts.o: $(VISUALIZER_BUILD)/fonts.cpp
	@mkdir -p $(@D)
	@$(EMSCRIPTEN) $(VISUALIZER_WEB_CXXFLAGS) -c $< -o $@
# What is not inlined here stays small: the linker's optimizer would pack all that draws letters into
# one function, and the browser take a processor for 30 ms to compile that.
$(VISUALIZER_BUILD)/web/imgui/%.o: $(IMGUI_DIR)/imgui.cpp
	@mkdir -p $(@D)
	@$(EMSCRIPTEN) -std=c++20 -O2 -fno-inline-functions $(IMGUI_FLAGS) -c $(IMGUI_DIR)/$*.cpp -o $@
$(VISUALIZER_BUILD)/web/%.o: %.cpp | $(IMGUI_DIR)/imgui.cpp
	@mkdir -p $(@D)
	@$(EMSCRIPTEN) $(VISUALIZER_WEB_CXXFLAGS) -c $< -o $@

# -- the window --
$(KUMQUAT_VIEW): $(VISUALIZER_NATIVE_OBJECTS)
	@mkdir -p $(@D)
	@$(HOST_CXX) $^ -lfmt -lglfw -lGL -ldl -lpthread -o $@

# -- the page --
PAGE_STATIC := $(patsubst visualizer/web/%,$(PAGE)/%,$(wildcard visualizer/web/*.html \
    visualizer/web/*.css visualizer/web/*.svg)) $(patsubst visualizer/%,$(PAGE)/%,$(wildcard visualizer/*.schema.json \
    visualizer/lessons/*.json visualizer/examples/*.json))
PAGE_FILES := $(PAGE_STATIC) $(PAGE)/start.js $(PAGE)/kumquat.js $(PAGE)/reader.js $(PAGE)/reader.wasm \
    $(PAGE)/fonts-licence.txt

# One script, in this order, so that the browser need not ask eight times; start.js runs before.
PAGE_SCRIPTS := $(patsubst %,visualizer/web/%.js,surface settings shell touch live fonts words palette)
PAGE_PROGRAM := $(VISUALIZER_BUILD)/web/program.js
$(PAGE)/kumquat.js: $(PAGE_SCRIPTS) $(PAGE_PROGRAM)
	@mkdir -p $(@D)
	@cp $(PAGE_PROGRAM:.js=.wasm) $(@:.js=.wasm)
	@cat $^ > $@
# A large function that is called once must stay a function: inlined into the one that draws, it
# made 65 KB of code, which the browser compiled anew for 0.4 s of a processor as soon as it was hot.
$(PAGE_PROGRAM): $(VISUALIZER_WEB_OBJECTS)
	@$(EMSCRIPTEN) -O2 -fwasm-exceptions $^ -o $@ -sUSE_GLFW=3 -sUSE_WEBGL2 -sMIN_WEBGL_VERSION=2 -sENVIRONMENT=web \
	    -sBINARYEN_EXTRA_PASSES=one-caller-inline-max-function-size=100 \
	    -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=64MB -sMAXIMUM_MEMORY=2GB -sDYNAMIC_EXECUTION=0 -sFILESYSTEM=0 \
	    -sEXPORTED_RUNTIME_METHODS=ccall,HEAPU8 -sEXIT_RUNTIME=0 -sASSERTIONS=0
# The worker that reads files has a small program of its own.
READER_PROGRAM := $(VISUALIZER_BUILD)/web/reader.wasm
READER_OBJECTS := $(patsubst %.cpp,$(VISUALIZER_BUILD)/web/%.o,visualizer/web/reader/reader.cpp \
    $(wildcard visualizer/decode/*.cpp))
$(PAGE)/reader.wasm: $(READER_PROGRAM)
	@mkdir -p $(@D)
	@cp $< $@
$(PAGE)/%.js: visualizer/web/reader/%.js
	@mkdir -p $(@D)
	@cp $< $@
$(READER_PROGRAM): $(READER_OBJECTS)
	@$(EMSCRIPTEN) -O2 $^ -o $@ --no-entry -sSTANDALONE_WASM -sALLOW_MEMORY_GROWTH -sFILESYSTEM=0
$(PAGE)/%: visualizer/web/%
	@mkdir -p $(@D)
	@cp $< $@
$(PAGE)/%.json: visualizer/%.json
	@mkdir -p $(@D)
	@cp $< $@
$(PAGE)/fonts-licence.txt: $(wildcard /usr/share/doc/fonts-inter/copyright /usr/share/doc/fonts-jetbrains-mono/copyright)
	@mkdir -p $(@D)
	@cat /dev/null $^ > $@

.PHONY: page view serve
page: $(PAGE_FILES) ## build the visualizer's page
	@echo "page     $(PAGE)/  ($$(du -ck $(PAGE_FILES) $(PAGE)/kumquat.wasm | tail -1 | cut -f1) KB)"

view: $(KUMQUAT_VIEW) $(filter $(BUILD)/demo/trace.json,$(TRACE_SHOWN)) ## show a trace in a window (TRACE=file; TEST=claim that failed)
	@$(KUMQUAT_VIEW) $(TRACE_SHOWN) $(TRACE_BESIDE:%=--compare %)

serve: page ## serve the page with a trace on loopback (TRACE=file, TEST=claim, PORT=8017)
	@python3 visualizer/serve.py --page $(PAGE) --port $(PORT) $(TRACE_SHOWN) $(TRACE_BESIDE:%=--compare %) \
	    $(if $(filter $(BUILD)/demo/trace.json,$(TRACE_SHOWN)),--lesson demo.json)

# -- a picture of each view: dark, light, and as on a phone; and of the programs that went wrong --
VIEWS := timeline story rendezvous queues spaces tasks statistics compare microscope
PICTURES := $(BUILD)/screenshots
DEMO_TRACE := $(BUILD)/demo/trace.json
.PHONY: screenshots
screenshots: $(KUMQUAT_VIEW) $(DEMO_TRACE) $(PUZZLES:%=$(BUILD)/puzzles/%.json) ## draw each view of the demo into build/screenshots
	@mkdir -p $(PICTURES)
	@number=0; for view in $(VIEWS); do number=$$((number + 1)); \
	    draw="$(KUMQUAT_VIEW) $(DEMO_TRACE) --view $$number --event 1995 --task 7 --follow 7.0 \
	        --compare $(BUILD)/puzzles/deadlock.json --microscope visualizer/examples/microscope.json"; \
	    $$draw --screenshot $(PICTURES)/$$view-dark.png && \
	    $$draw --light --screenshot $(PICTURES)/$$view-light.png && \
	    $$draw --size 390x844 --screenshot $(PICTURES)/$$view-phone.png || exit 1; done
	@for puzzle in $(PUZZLES); do $(KUMQUAT_VIEW) $(BUILD)/puzzles/$$puzzle.json --finding 1 \
	    --screenshot $(PICTURES)/$$puzzle.png || exit 1; done
	@echo "pictures $(PICTURES)/"

-include $(VISUALIZER_NATIVE_OBJECTS:.o=.d) $(VISUALIZER_WEB_OBJECTS:.o=.d) $(READER_OBJECTS:.o=.d)
