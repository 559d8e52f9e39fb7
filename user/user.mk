# user.mk -- programs: sigma0, the root tasks and what they start.
# PROGRAM_name: its sources; LINK_name: its address. Root tasks and sigma0 run where they lie
# in physical memory; all others have address spaces of their own.

USER := $(BUILD)/user
USER_CXXFLAGS := -O2 $(GUEST_CXXFLAGS) -fno-tree-loop-distribute-patterns
USER_LIBRARY := $(wildcard user/lib/*.cpp user/lib/*.S)

PROGRAM_sigma0 := user/sigma0/sigma0.cpp
LINK_sigma0 := 0x20000
# Pagers for others; they lie one to one, too, where nothing else does.
PROGRAM_zero-pager := user/servers/zero_pager.cpp
LINK_zero-pager := 0x200000
PROGRAM_copy-pager := user/servers/copy_pager.cpp
LINK_copy-pager := 0x220000
PROGRAM_demo := user/apps/demo/root.cpp
LINK_demo := 0x120000
PROGRAM_demo-pager := user/apps/demo/pager.cpp
PROGRAM_demo-server := user/apps/demo/server.cpp
PROGRAM_demo-client := user/apps/demo/client.cpp

# The puzzles: programs with a mistake each, which their traces show (tools/demo.mk).
PUZZLES := deadlock inversion lost-wakeup wide-page stuck-server
$(foreach puzzle,$(PUZZLES),\
  $(eval PROGRAM_puzzle-$(puzzle) := user/apps/puzzles/$(subst -,_,$(puzzle)).cpp user/apps/puzzles/threads.cpp)\
  $(eval LINK_puzzle-$(puzzle) := 0x120000))
PROGRAM_puzzle-wide-page := user/apps/puzzles/wide_page.cpp
PROGRAM_puzzle-wide-page-clients := user/apps/puzzles/wide_page_clients.cpp user/apps/puzzles/threads.cpp

# The benchmarks take EBP for themselves (user/lib/inline_ipc.hpp).
PROGRAM_bench := $(sort $(wildcard user/bench/*.cpp user/bench/*.S))
LINK_bench := 0x120000
$(USER)/user/bench/%.cpp.o: USER_CXXFLAGS += -fomit-frame-pointer

PROGRAMS := $(patsubst PROGRAM_%,%,$(filter PROGRAM_%,$(.VARIABLES)))

# Boot modules of a root task, in the order in which it expects them; sigma0 comes first.
MODULES_demo := sigma0 demo demo-pager demo-server demo-client
MODULES_puzzle-wide-page := sigma0 puzzle-wide-page puzzle-wide-page-clients
modules_of = $(addprefix $(USER)/,$(or $(MODULES_$(1)),sigma0 $(1)))
BOOT_MODULES = $(call modules_of,$(APP))

$(USER)/%.cpp.o: %.cpp $(KERNEL_BUILD)/switches
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(CROSS_CXX) $(USER_CXXFLAGS) -c $< -o $@

$(USER)/%.S.o: %.S
	@mkdir -p $(@D)
	$(call say,AS,$<)
	$(Q)$(CROSS_CXX) $(GUEST_FLAGS) -MMD -MP -c $< -o $@

USER_LIBRARY_OBJECTS := $(USER_LIBRARY:%=$(USER)/%.o)

# $(1): name of a program. NAME.elf has debug information; NAME is what is booted.
define program_rule
$(USER)/$(1).elf: $(PROGRAM_$(1):%=$(USER)/%.o) $(USER_LIBRARY_OBJECTS) user/lib/user.ld
	$$(Q)$$(CROSS_LD) -nostdlib -z max-page-size=4096 --build-id=none -no-warn-rwx-segments \
	  --defsym=LINK_ADDRESS=$(or $(LINK_$(1)),0x400000) -T user/lib/user.ld \
	  $$(filter %.o,$$^) -o $$@
endef
$(foreach program,$(PROGRAMS),$(eval $(call program_rule,$(program))))

$(USER)/%: $(USER)/%.elf
	$(call say,LINK,$@)
	$(Q)$(CROSS_OBJCOPY) --strip-debug $< $@

.PHONY: user
user: $(addprefix $(USER)/,$(PROGRAMS)) ## build sigma0 and all programs

-include $(USER_LIBRARY_OBJECTS:.o=.d) $(foreach program,$(PROGRAMS),$(PROGRAM_$(program):%=$(USER)/%.d))
