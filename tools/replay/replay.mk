# replay.mk -- a run once more, instruction for instruction, under GDB: forward and backward.
# TEST= names a claim: with the numbers of the last `make grade`, so that it is the run that failed, or
# with NONCE=. APP= names a root task. FILE= is a run that somebody has put into a file by make record.

REPLAY := $(RUN)/replay
REPLAY_WRITES := $(TOOLS_BUILD)/replay-writes.so
FILE ?=
AT ?=
OUT ?=

.PHONY: replay record replay-run replay-is-free
replay-run: replay-is-free
replay-is-free:
	@tools/run/replay --is-free $(REPLAY)
replay: replay-run $(REPLAY_WRITES) ## a run again under GDB, backward too (TEST=claim, APP=demo or FILE=recording; AT=time)
	@tools/run/replay $(if $(AT),--at '$(AT)') $(if $(WAIT),--wait $(RUN)/replay.socket) $(REPLAY) $(REPLAY_WRITES)
record: $(if $(OUT),replay-run,record-where) ## put a run into a file, to be replayed elsewhere (TEST=claim or APP=demo, OUT=file)
	@python3 -B tools/replay/parcel.py pack $(REPLAY) '$(OUT)'
.PHONY: record-where
record-where:
	@echo 'Say into which file: make record TEST=claim OUT=run.kumquat' >&2; exit 2

ifneq ($(FILE),)
replay-run:
	@python3 -B tools/replay/parcel.py open '$(FILE)' $(REPLAY)
else ifneq ($(TEST),)
replay-run: grader
	@$(GRADER) $(GRADE_OPTIONS) $(if $(NONCE),,$$(python3 -B tools/replay/last_nonce.py $(TEST))) \
	    --quiet --machine $(REPLAY); [ $$? -ne 2 ]
	@cp $(BUILD)/grade/traces/$(TEST).json $(REPLAY)/trace.json 2>/dev/null || true
else
replay-run: $(KERNEL) $(BOOT_MODULES) $(KUMQUAT_RUN)
	@$(KUMQUAT_RUN) --kernel $(KERNEL) $(foreach module,$(BOOT_MODULES),--module '$(module)') \
	    $(if $(KERNEL_ARGS),--cmdline '$(KERNEL_ARGS)') --any-ending --quiet \
	    --recording $(REPLAY) --trace-out $(REPLAY)/trace.json
endif

$(REPLAY_WRITES): tools/replay/writes.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -fPIC -fvisibility=hidden -shared -o $@ $<
-include $(REPLAY_WRITES:.so=.d)
