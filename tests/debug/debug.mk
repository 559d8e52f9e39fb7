# debug.mk -- tests of what GDB knows of the kernel, on real machines.

DEBUG_TESTS := $(wildcard tests/debug/*_test.py)

SUITES_FULL += gdb
SUITE_gdb_PART := debug
.PHONY: suite-gdb
suite-gdb: grader $(KERNEL) $(foreach app,demo puzzle-deadlock,$(call modules_of,$(app)))
	python3 -B tests/labs/run.py $(DEBUG_TESTS) $(BUILD)/results/gdb.txt
