# run.mk -- boot the kernel for a person to look at: in QEMU, in Bochs, with a debugger.
# APP= names the root task, a program of user/apps. KERNEL_ARGS= are words for the kernel's own
# command line. What is booted beside it is for user.mk to say, in BOOT_MODULES.

APP ?= demo
KERNEL_ARGS ?=
RUN := $(BUILD)/run
GDB_SOCKET := $(RUN)/gdb.socket
IMAGE ?= $(BUILD)/kumquat.iso
BOOT_MODULES ?= $(BUILD)/user/sigma0 $(BUILD)/user/$(APP)
ifeq ($(filter $(APP),$(PROGRAMS)),)
.PHONY: $(BUILD)/user/$(APP)
$(BUILD)/user/$(APP):
	@echo 'There is no program $(APP). APP= names the root task, one of: $(sort $(PROGRAMS))' >&2; exit 2
endif
run_qemu = tools/run/qemu $(if $(KERNEL_ARGS),--append '$(KERNEL_ARGS)')

# The kernel with a stub of its own, beside the usual one. STUB=own asks for it.
STUB_BUILD = GDB_STUB=on KERNEL_BUILD=$(BUILD)/kernel-gdb IMAGE=$(BUILD)/kumquat-gdb.iso \
  'KERNEL_ARGS=$(strip gdb=wait $(KERNEL_ARGS))'
.PHONY: stub-kernel
stub-kernel:
	@$(MAKE) --no-print-directory kernel $(STUB_BUILD)
STUB ?= qemu
$(if $(filter-out own qemu,$(STUB)),$(error STUB=$(STUB) is no debugger of a machine; there are: own qemu))

.PHONY: qemu qemu-gdb qemu-waits gdb image bochs bochs-gdb bochs-waits bochs-debug
qemu: $(KERNEL) $(BOOT_MODULES) ## boot in QEMU; its console in this terminal (APP=)
	@$(run_qemu) $^
qemu-waits: $(KERNEL) $(BOOT_MODULES)
	@$(run_qemu) --gdb $(GDB_SOCKET) $(if $(filter own,$(STUB)),--stub) $^
ifeq ($(TEST),)
qemu-gdb: ## boot in QEMU and wait for make gdb (APP=, or TEST=claim: the machine that it is graded on; STUB=own)
	@$(MAKE) --no-print-directory qemu-waits $(if $(filter own,$(STUB)),$(STUB_BUILD))
else
qemu-gdb: grader
	@$(GRADER) $(GRADE_OPTIONS) --quiet --machine $(RUN)/test; [ $$? -ne 2 ]
	@tools/run/qemu --gdb $(GDB_SOCKET) --machine $(RUN)/test
endif
gdb: ## connect GDB to make qemu-gdb, at the kernel's first instruction
	@tools/run/gdb $(GDB_SOCKET)

image: $(IMAGE) ## make a boot image with GRUB (build/kumquat.iso)
# Another APP makes another image, though no file is newer: so it is written again each time.
$(IMAGE): $(KERNEL) $(BOOT_MODULES) FORCE
	@tools/image/make_image --out $@ --kernel $< --append '$(KERNEL_ARGS)' \
	    $(foreach module,$(BOOT_MODULES),--module '$(module)')
bochs: $(IMAGE) ## boot in Bochs, a stricter PC; its console in this terminal (APP=)
	@tools/run/bochs $< $(RUN)/bochs
bochs-gdb: ## boot in Bochs and wait for make gdb, by the kernel's own stub (APP=)
	@$(MAKE) --no-print-directory bochs-waits $(STUB_BUILD)
bochs-waits: $(IMAGE)
	@tools/run/bochs --gdb $(GDB_SOCKET) $< $(RUN)/bochs-gdb $(KERNEL) $(BOOT_MODULES)
# The debugger takes lines of address and name.
bochs-debug: $(IMAGE) ## boot in Bochs and stop in its own debugger
	@mkdir -p $(RUN)/bochs-debug
	@$(CROSS_NM) $(KERNEL) | awk '$$2 ~ /[tT]/ {print "0x" $$1, $$3}' > $(RUN)/bochs-debug/symbols
	@tools/run/bochs --debug 0x$$($(CROSS_NM) $(KERNEL) | awk '$$3 == "_start" {print $$1}') \
	    $(RUN)/bochs-debug/symbols $< $(RUN)/bochs-debug
