# debug.mk -- tests of what GDB knows of the kernel, on real machines, and of runs that are replayed.

REPLAY_TESTS := $(patsubst %,tests/debug/%_test.py,replay parcel endings)
CASE_TESTS := $(patsubst %,tests/debug/%_test.py,cases culprits)
STUB_TESTS := $(patsubst %,tests/debug/%_test.py,line stub mi)
DEBUG_TESTS := $(filter-out $(REPLAY_TESTS) $(CASE_TESTS) $(STUB_TESTS),$(wildcard tests/debug/*_test.py))

SUITES_FULL += gdb
SUITE_gdb_PART := debug
.PHONY: suite-gdb
suite-gdb: grader $(BUILD)/switches/combinations $(KERNEL) $(foreach app,demo puzzle-deadlock,$(call modules_of,$(app)))
	python3 -B tests/labs/run.py $(DEBUG_TESTS) $(BUILD)/results/gdb.txt

SUITES_FULL += replay
SUITE_replay_PART := debug
.PHONY: suite-replay
suite-replay: $(KERNEL) $(KUMQUAT_RUN) $(REPLAY_WRITES) $(call modules_of,puzzle-deadlock)
	python3 -B tests/labs/run.py $(REPLAY_TESTS) $(BUILD)/results/replay.txt

# The kernels of two labs are built first, in the tree itself: so the labs' own suites have them as well.
SUITES_FULL += worked-cases
SUITE_worked-cases_PART := debug
SUITE_worked-cases_SECONDS := 2400
.PHONY: suite-worked-cases
suite-worked-cases: grader $(REPLAY_WRITES)
	$(GRADER) --lab 5 --test meeting.words_arrive --quiet
	$(GRADER) --lab 6 --test map.page_arrives --quiet
	python3 -B tests/labs/run.py $(CASE_TESTS) $(BUILD)/results/worked-cases.txt

# The kernel's own stub, in QEMU and in Bochs.
SUITES_FULL += kernel-stub
SUITE_kernel-stub_PART := debug
SUITE_kernel-stub_SECONDS := 2400
.PHONY: suite-kernel-stub
suite-kernel-stub: stub-kernel $(call modules_of,demo)
	python3 -B tests/labs/run.py $(STUB_TESTS) $(BUILD)/results/kernel-stub.txt
