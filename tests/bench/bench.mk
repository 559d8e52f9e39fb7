# bench.mk -- tests of counting, and a look whether the kernel has become slower.
# A figure above its bound in bounds.json fails, with its name; bounds are lowered by hand when
# the kernel has become faster.

BENCH_TEST := $(BUILD)/tests/bench/bench_test
BENCH_TEST_OBJECTS := $(patsubst %.cpp,$(BUILD)/%.o,$(wildcard tests/bench/*.cpp)) \
  $(BUILD)/tools/plugin/interrupts_off.o
BENCH_TEST_GUEST := $(BUILD)/tests/bench/guests/counted.elf

$(BENCH_TEST_GUEST): tests/bench/guests/counted.S tests/machine/guests/guest.h \
        tests/machine/guests/guest.ld
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CROSS_CXX) -ffreestanding -nostdlib -static -no-pie -g -I. -Wl,--build-id=none \
	    -Wl,-z,noexecstack -T tests/machine/guests/guest.ld -o $@ $<

$(BUILD)/tests/bench/%.o: tests/bench/%.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -c -o $@ $<

$(BENCH_TEST): $(BENCH_TEST_OBJECTS) $(BENCH_LIB) $(MACHINE_LIB) | $(MACHINE_PLUGIN)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) -o $@ $(BENCH_TEST_OBJECTS) $(BENCH_LIBS) -lgtest -lgtest_main -lpthread

SUITES_QUICK += counting
SUITE_counting_PART := unit
.PHONY: suite-counting
suite-counting: $(BENCH_TEST) $(BENCH_TEST_GUEST)
	$< --gtest_brief=1 --gtest_output=xml:$(BUILD)/results/counting.xml

SUITES_FULL += bench
SUITE_bench_PART := kernel
.PHONY: suite-bench
suite-bench: $(BENCH_NEEDS)
	$(BENCH_RUN) --json $(BUILD)/bench.json --size-json $(BUILD)/size.json \
	  --bounds tests/bench/bounds.json --result $(BUILD)/results/bench.txt

-include $(BENCH_TEST_OBJECTS:.o=.d)
