# setup.mk -- what must be there before something can be built, and how it gets there.
# Files that other fragments may depend on; a rule here makes each of them:
#     $(IMGUI_DIR)/imgui.cpp            source of Dear ImGui (with its folders backends and misc)
#     $(BUILD)/node_modules/.installed  the npm packages that tests/browser/package.json names
# Goals that need packages get them installed before anything else happens ("check, then
# install"). SETUP=no switches that off.

IMGUI_DIR ?= $(BUILD)/imgui
NODE_MODULES := $(BUILD)/node_modules/.installed

# Which groups of tools/packages.txt a goal needs. Other goals need none, or are up to you.
SETUP_CORE := tools kernel user trace grader grade hint start mutants qemu qemu-gdb gdb test-labs
SETUP_PAGE := page serve demo
SETUP_WINDOW := view
SETUP_BOCHS := image bochs bochs-debug
SETUP_TEST := test test-quick test-unit test-kernel test-browser
SETUP_AUTOGRADE := autograde autograder test-autograde
SETUP_CLUSTER := test test-autograde
# clang-tidy reads every header.
SETUP_LINT := lint lint-tidy
SETUP_GROUPS := $(strip \
    $(if $(filter $(SETUP_CORE) $(SETUP_AUTOGRADE) $(SETUP_PAGE) $(SETUP_WINDOW) $(SETUP_BOCHS) $(SETUP_TEST)\
        $(SETUP_LINT),$(MAKECMDGOALS)),core)\
    $(if $(filter $(SETUP_PAGE) $(SETUP_TEST) $(SETUP_LINT),$(MAKECMDGOALS)),page)\
    $(if $(filter $(SETUP_WINDOW) $(SETUP_TEST) $(SETUP_LINT),$(MAKECMDGOALS)),window)\
    $(if $(filter $(SETUP_BOCHS) $(SETUP_TEST),$(MAKECMDGOALS)),bochs)\
    $(if $(filter $(SETUP_AUTOGRADE) $(SETUP_TEST) $(SETUP_LINT),$(MAKECMDGOALS)),autograde)\
    $(if $(filter $(SETUP_CLUSTER),$(MAKECMDGOALS)),cluster)\
    $(if $(filter $(SETUP_TEST) test-structure,$(MAKECMDGOALS)),test)\
    $(if $(filter lint lint-% format,$(MAKECMDGOALS)),lint))

# A fragment that is included is made first, and then make begins anew: so the search for
# compilers sees what has just been installed.
empty :=
SETUP_STAMP := $(BUILD)/setup/$(subst $(empty) ,+,$(SETUP_GROUPS)).mk
SETUP ?= $(if $(SETUP_GROUPS),$(if $(findstring n,$(firstword -$(MAKEFLAGS))),no,yes),no)
ifeq ($(SETUP)$(MAKELEVEL),yes0)
include $(SETUP_STAMP)
$(SETUP_STAMP): tools/packages.txt
	@tools/setup $(SETUP_GROUPS)
	@mkdir -p $(@D) && echo '# Everything of this name is installed.' > $@
endif

.PHONY: setup setup-imgui setup-npm doctor
setup: ## install what is needed (asks first on a terminal)
	@tools/setup
	@$(MAKE) --no-print-directory --silent setup-imgui setup-npm
	@echo 'Everything is there. Next: make demo'
setup-imgui: $(IMGUI_DIR)/imgui.cpp
setup-npm: $(if $(wildcard tests/browser/package-lock.json),$(NODE_MODULES))
doctor: ## say what is missing or too old, and the command that mends it
	@tools/doctor '$(HOST_CXX)' '$(CROSS)' '$(IMGUI_DIR)'

$(IMGUI_DIR)/imgui.cpp:
	@$(if $(filter file,$(origin IMGUI_DIR)),tools/setup_imgui $(IMGUI_DIR),\
	    echo 'There is no imgui.cpp in $(IMGUI_DIR), where IMGUI_DIR says it lies.' >&2; exit 1)

# npm puts its packages beside package.json, so the two files are copied to where those belong.
$(NODE_MODULES): $(wildcard tests/browser/package.json tests/browser/package-lock.json)
	@mkdir -p $(BUILD)
	@cp tests/browser/package.json tests/browser/package-lock.json $(BUILD)/
	@echo 'Fetching what drives the browser in tests (npm) ...'
	@cd $(BUILD) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
