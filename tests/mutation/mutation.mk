# mutation.mk -- seeded faults in the kernel, each of which some test finds.
#
#     make kernel-mutants [FAULT=name]   all of them, or one; writes build/kernel-mutants.json
#     make suite-mutation                one of each file of the kernel
#     make suite-mutation-lists          only: does the text of each still stand in the kernel?

KERNEL_MUTANTS := python3 -B tests/mutation/kernel_mutants.py
KERNEL_MUTANTS_NEED := conformance-programs $(BUILD)/kernel-test/kernel_test $(BUILD)/kernel-test/poor_loader.elf \
  $(KERNEL_TEST_PROGRAMS:%=$(USER)/%) $(CHECK_TRACE) $(KUMQUAT_RUN)

.PHONY: kernel-mutants suite-mutation suite-mutation-lists
kernel-mutants: $(KERNEL_MUTANTS_NEED) ## prove the kernel's tests with seeded faults: FAULT=name; writes build/kernel-mutants.json
	@$(KERNEL_MUTANTS) $(FAULT:%=--fault %)

SUITES_FULL += mutation-lists
SUITE_mutation-lists_PART := kernel
suite-mutation-lists:
	$(KERNEL_MUTANTS) --check --result $(BUILD)/results/mutation-lists.txt

SUITES_FULL += mutation
SUITE_mutation_PART := kernel
suite-mutation: $(KERNEL_MUTANTS_NEED)
	$(KERNEL_MUTANTS) --quick --result $(BUILD)/results/mutation.txt
