# debug.mk -- tests of what GDB knows of the kernel, on real machines, and of runs that are replayed.

REPLAY_TESTS := $(patsubst %,tests/debug/%_test.py,replay parcel)
DEBUG_TESTS := $(filter-out $(REPLAY_TESTS),$(wildcard tests/debug/*_test.py))

SUITES_FULL += gdb
SUITE_gdb_PART := debug
.PHONY: suite-gdb
suite-gdb: grader stub-kernel $(KERNEL) $(foreach app,demo puzzle-deadlock,$(call modules_of,$(app)))
	python3 -B tests/labs/run.py $(DEBUG_TESTS) $(BUILD)/results/gdb.txt

SUITES_FULL += replay
SUITE_replay_PART := debug
.PHONY: suite-replay
suite-replay: $(KERNEL) $(KUMQUAT_RUN) $(REPLAY_WRITES) $(call modules_of,puzzle-deadlock)
	python3 -B tests/labs/run.py $(REPLAY_TESTS) $(BUILD)/results/replay.txt
