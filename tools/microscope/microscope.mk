# microscope.mk -- `make microscope WHAT=ipc`: one operation of the kernel, instruction by instruction.
# It is the operation that `make bench` counts, in the same kernel. BASE=FILE looks at another kernel as well
# and shows what each does that the other does not.

MICROSCOPE_OBJECTS := $(patsubst %.cpp,$(BUILD)/%.o,$(wildcard tools/microscope/*.cpp))
KUMQUAT_MICROSCOPE := $(TOOLS_BUILD)/kumquat-microscope
MICROSCOPE_NEEDS = $(KUMQUAT_MICROSCOPE) $(MACHINE_PLUGIN) bench-kernel-trace-off $(USER)/sigma0 $(USER)/bench

$(BUILD)/tools/microscope/%.o: tools/microscope/%.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -c -o $@ $<

$(KUMQUAT_MICROSCOPE): $(MICROSCOPE_OBJECTS) $(BENCH_LIB) $(MACHINE_LIB)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) -o $@ $(MICROSCOPE_OBJECTS) $(BENCH_LIBS)

.PHONY: microscope
microscope: $(MICROSCOPE_NEEDS) ## one operation, instruction by instruction (WHAT=ipc, BASE=another kernel)
	$(Q)python3 -B tools/microscope/microscope.py --build $(BUILD) --what $(or $(WHAT),ipc) \
	  $(if $(KERNEL_FILE),--kernel $(KERNEL_FILE)) $(if $(BASE),--base $(BASE))

-include $(MICROSCOPE_OBJECTS:.o=.d)
