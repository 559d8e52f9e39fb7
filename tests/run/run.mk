# run.mk -- tests of the commands that boot the kernel for a person.

SUITES_FULL += boot
SUITE_boot_PART := debug
.PHONY: suite-boot
suite-boot: $(KERNEL) $(BOOT_MODULES)
	tests/run/boot_test $(BUILD) $(BUILD)/results/boot.txt

SUITES_FULL += cross
SUITE_cross_PART := kernel
.PHONY: suite-cross
suite-cross:
	tests/run/cross_test $(BUILD) $(BUILD)/results/cross.txt
