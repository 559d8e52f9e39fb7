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

.PHONY: tools
tools: $(MACHINE_LIB) $(MACHINE_PLUGIN) ## build the host tools

$(BUILD)/tools/machine/%.o: tools/machine/%.cpp
	@mkdir -p $(@D)
	$(HOST_CXX) $(HOST_CXXFLAGS) -c -o $@ $<

$(BUILD)/tools/plugin/%.o: tools/plugin/%.cpp
	@mkdir -p $(@D)
	$(HOST_CXX) $(HOST_CXXFLAGS) -fPIC -fvisibility=hidden -c -o $@ $<

$(MACHINE_LIB): $(MACHINE_OBJECTS)
	@rm -f $@
	ar rcs $@ $^

$(MACHINE_PLUGIN): $(PLUGIN_OBJECTS)
	$(HOST_CXX) -shared -o $@ $^

-include $(MACHINE_OBJECTS:.o=.d) $(PLUGIN_OBJECTS:.o=.d)
