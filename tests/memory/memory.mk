# memory.mk -- the kernel's memory part, whole, on the host: page tables and mapping trees in a
# piece of memory that lies where the kernel's direct window does.

MEMORY_UNDER_TEST := $(patsubst %,kernel/memory/%.cpp,frames mapping_node mapping_database \
  address_space page_tables source_page sigma0_memory unmapping mapping)
MEMORY_TESTS := $(wildcard tests/memory/*.cpp)
MEMORY_OBJECTS := $(patsubst %,$(BUILD)/memory-test/%.o,$(MEMORY_TESTS) $(MEMORY_UNDER_TEST))

# Pointers into the program itself must fit 32 bits, as they do in the kernel.
$(BUILD)/memory-test/%.cpp.o: %.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) -Itests/memory/host $(HOST_CXXFLAGS) -fno-pie -fsanitize=undefined \
	  -c $< -o $@

$(BUILD)/memory-test/memory_test: $(MEMORY_OBJECTS)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) -no-pie -fsanitize=undefined $^ -lfmt -lgtest -lgtest_main -o $@

SUITES_QUICK += memory
SUITE_memory_PART := unit
.PHONY: suite-memory
suite-memory: $(BUILD)/memory-test/memory_test
	$< --gtest_brief=1 --gtest_output=xml:$(BUILD)/results/memory.xml

-include $(MEMORY_OBJECTS:.o=.d)
