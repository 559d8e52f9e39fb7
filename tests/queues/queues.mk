# queues.mk -- the kernel's pure parts against naive oracles, under sanitizers: lists, send queue,
# ready queues, timeout queues, fpages, ids, timeouts.
#
#     make suite-queues QUEUES_SEEDS=5000       many times as many random operations
#     QUEUES_FIRST_SEED=77 QUEUES_SEEDS=1 build/queues/lazy_modulo_test     one trial again

# One program for what has no variants, and three for all variants of both queues.
QUEUE_SHARED := tests/queues/generator.cpp tests/unit/kernel_stops.cpp
QUEUE_plain := tests/queues/arithmetic_test.cpp tests/queues/lists_test.cpp \
  tests/queues/send_queue_test.cpp kernel/ipc/send_queue.cpp
# The program for one discipline of the scheduler ($1) and one kind of timeouts ($2).
queue_variant = tests/queues/ready_queue_test.cpp tests/queues/timeout_queue_test.cpp \
  tests/queues/variants/$1.cpp tests/queues/variants/$2.cpp \
  kernel/threads/priority_lists.cpp kernel/threads/ready_queue_$1.cpp \
  kernel/threads/timeout_queue.cpp kernel/threads/timeout_queue_$2.cpp
QUEUE_benno_three_level := $(call queue_variant,benno,three_level)
QUEUE_eager_sorted := $(call queue_variant,eager,sorted)
QUEUE_lazy_modulo := $(call queue_variant,lazy,modulo)
QUEUE_PROGRAMS := plain benno_three_level eager_sorted lazy_modulo
$(foreach file,$(wildcard kernel/threads/ready_queue_*.cpp kernel/threads/timeout_queue_*.cpp),\
  $(if $(filter $(file),$(foreach program,$(QUEUE_PROGRAMS),$(QUEUE_$(program)))),,\
    $(error No program of tests/queues has $(file))))
QUEUE_TESTS := $(QUEUE_PROGRAMS:%=$(BUILD)/queues/%_test)

# Pointers into the program itself must fit 32 bits, as they do in the kernel.
QUEUE_FLAGS := -O1 -fsanitize=address,undefined -fno-sanitize-recover=all

$(BUILD)/queues/%.cpp.o: %.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) -Itests/queues/host $(HOST_CXXFLAGS) -fno-pie $(QUEUE_FLAGS) -c $< -o $@

define queue_rule
$(BUILD)/queues/$1_test: $(patsubst %,$(BUILD)/queues/%.o,$(QUEUE_$1) $(QUEUE_SHARED))
	$$(call say,LINK,$$@)
	$$(Q)$$(HOST_CXX) -no-pie $(QUEUE_FLAGS) $$^ -lgtest -lgtest_main -o $$@
-include $(patsubst %,$(BUILD)/queues/%.d,$(QUEUE_$1) $(QUEUE_SHARED))
endef
$(foreach program,$(QUEUE_PROGRAMS),$(eval $(call queue_rule,$(program))))

SUITES_QUICK += queues
SUITE_queues_PART := unit
.PHONY: suite-queues
suite-queues: $(QUEUE_TESTS)
	tests/queues/run $(BUILD)/results/queues.txt $^
