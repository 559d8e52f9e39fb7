# unit.mk -- the kernel's pure parts, tested on the host from the same sources.

UNIT_TESTS := $(wildcard tests/unit/*.cpp)
UNIT_UNDER_TEST := kernel/boot/command_line.cpp kernel/boot/memory_map.cpp \
  kernel/x86/descriptor.cpp kernel/threads/priority_lists.cpp kernel/threads/thread_table.cpp
UNIT_OBJECTS := $(patsubst %,$(BUILD)/unit/%.o,$(UNIT_TESTS) $(UNIT_UNDER_TEST))

$(BUILD)/unit/%.cpp.o: %.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -fsanitize=undefined -c $< -o $@

$(BUILD)/unit/unit_test: $(UNIT_OBJECTS)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) -fsanitize=undefined $^ -lgtest -lgtest_main -o $@

SUITES_QUICK += unit
SUITE_unit_PART := unit
.PHONY: suite-unit
suite-unit: $(BUILD)/unit/unit_test
	$< --gtest_brief=1 --gtest_output=xml:$(BUILD)/results/unit.xml

# A part that has variants is tested once with each: one program for each, from the same test.
#   VARIANTS_name: the files of the part, of which one is linked
VARIANTS_ready_queue := $(wildcard kernel/threads/ready_queue_*.cpp)
VARIANTS_timeout_queue := $(wildcard kernel/threads/timeout_queue_*.cpp)
VARIANT_PARTS := ready_queue timeout_queue
VARIANT_TESTS := $(foreach part,$(VARIANT_PARTS),\
  $(patsubst kernel/threads/%.cpp,$(BUILD)/unit/variants/%_test,$(VARIANTS_$(part))))
VARIANT_SHARED := $(patsubst %,$(BUILD)/unit/%.o,tests/unit/kernel_stops.cpp)
VARIANT_SHARED_ready_queue := $(BUILD)/unit/kernel/threads/priority_lists.cpp.o
VARIANT_SHARED_timeout_queue := $(BUILD)/unit/kernel/threads/timeout_queue.cpp.o

define variant_rule
$(BUILD)/unit/variants/$(notdir $(basename $2))_test: $(BUILD)/unit/$2.o \
  $(BUILD)/unit/tests/unit/variants/$1_test.cpp.o $(VARIANT_SHARED) $(VARIANT_SHARED_$1)
	@mkdir -p $$(@D)
	$$(call say,LINK,$$@)
	$$(Q)$$(HOST_CXX) -fsanitize=undefined $$^ -lgtest -lgtest_main -o $$@
-include $(BUILD)/unit/$2.d
endef
$(foreach part,$(VARIANT_PARTS),$(foreach file,$(VARIANTS_$(part)),$(eval $(call variant_rule,$(part),$(file)))))

SUITES_QUICK += variants
SUITE_variants_PART := unit
.PHONY: suite-variants
suite-variants: $(VARIANT_TESTS)
	tests/unit/variants/run $(BUILD)/results/variants.txt $^

-include $(UNIT_OBJECTS:.o=.d) $(wildcard $(BUILD)/unit/tests/unit/variants/*.d)
