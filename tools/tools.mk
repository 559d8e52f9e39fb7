# tools.mk -- the machine library, the emulator plugin and the trace tools (host programs).

TOOLS_BUILD := $(BUILD)/tools

MACHINE_SOURCES := $(wildcard tools/machine/*.cpp)
MACHINE_OBJECTS := $(MACHINE_SOURCES:%.cpp=$(BUILD)/%.o)
# What a program that runs kernels is linked with; it needs MACHINE_PLUGIN at run time.
MACHINE_LIB := $(TOOLS_BUILD)/libmachine.a
MACHINE_LIBS := $(MACHINE_LIB) -lfmt
MACHINE_PLUGIN := $(TOOLS_BUILD)/kumquat-plugin.so

PLUGIN_SOURCES := $(wildcard tools/plugin/*.cpp)
PLUGIN_OBJECTS := $(PLUGIN_SOURCES:%.cpp=$(BUILD)/%.o)

TRACE_MAINS := tools/trace/trace_main.cpp tools/trace/run_main.cpp
TRACE_OBJECTS := $(patsubst %.cpp,$(BUILD)/%.o,$(filter-out $(TRACE_MAINS),\
    $(wildcard tools/trace/*.cpp)))
# What a program that reads traces is linked with.
TRACE_LIB := $(TOOLS_BUILD)/libtrace.a
TRACE_LIBS := $(TRACE_LIB) $(MACHINE_LIBS)

# The two commands; rules that call them depend on these names.
KUMQUAT_TRACE := $(TOOLS_BUILD)/kumquat-trace
KUMQUAT_RUN := $(TOOLS_BUILD)/kumquat-run

.PHONY: tools
tools: $(MACHINE_LIB) $(MACHINE_PLUGIN) $(KUMQUAT_TRACE) $(KUMQUAT_RUN) ## build the host tools

$(BUILD)/tools/machine/%.o: tools/machine/%.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -c -o $@ $<

$(BUILD)/tools/trace/%.o: tools/trace/%.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -c -o $@ $<

$(BUILD)/tools/plugin/%.o: tools/plugin/%.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -fPIC -fvisibility=hidden -c -o $@ $<

$(MACHINE_LIB): $(MACHINE_OBJECTS)
$(TRACE_LIB): $(TRACE_OBJECTS)
$(MACHINE_LIB) $(TRACE_LIB):
	@rm -f $@
	$(call say,AR,$@)
	$(Q)ar rcs $@ $^

$(MACHINE_PLUGIN): $(PLUGIN_OBJECTS)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) -shared -o $@ $^

$(KUMQUAT_TRACE): $(BUILD)/tools/trace/trace_main.o $(TRACE_LIB) $(MACHINE_LIB)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) -o $@ $< $(TRACE_LIBS)

$(KUMQUAT_RUN): $(BUILD)/tools/trace/run_main.o $(TRACE_LIB) $(MACHINE_LIB) | $(MACHINE_PLUGIN)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) -o $@ $< $(TRACE_LIBS)

-include $(MACHINE_OBJECTS:.o=.d) $(PLUGIN_OBJECTS:.o=.d) $(TRACE_OBJECTS:.o=.d)
-include $(TRACE_MAINS:%.cpp=$(BUILD)/%.d)
