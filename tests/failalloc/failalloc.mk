# failalloc.mk -- every allocation of the kernel fails: an error for a caller, no more.
#
#     build/failalloc/sweep [--only K [--count N]] KERNEL    the K-th one alone, or N in a row
#     make suite-failalloc    each in a run of its own; two in a row; memory that has run out there

FAILALLOC := $(BUILD)/failalloc
$(FAILALLOC)/%.cpp.o: %.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -c $< -o $@

# (model.mk, which names this library, is read later.)
FAILALLOC_PARTS := $(FAILALLOC)/tests/failalloc/sweep_main.cpp.o $(CONFORMANCE_LIB) $(BUILD)/tests/model/libmodel.a
$(FAILALLOC)/sweep: $(FAILALLOC_PARTS) $(TRACE_LIB) $(MACHINE_LIB) | $(MACHINE_PLUGIN)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) $(FAILALLOC_PARTS) $(TRACE_LIBS) -o $@

SUITES_FULL += failalloc
SUITE_failalloc_PART := kernel
.PHONY: suite-failalloc
suite-failalloc: $(FAILALLOC)/sweep $(CONFORMANCE)/guests.txt $(KERNEL) $(USER)/sigma0 $(USER)/conf-allocations
	$< --build $(BUILD) --results $(BUILD)/results/failalloc.txt $(KERNEL)

-include $(FAILALLOC)/tests/failalloc/sweep_main.cpp.d
