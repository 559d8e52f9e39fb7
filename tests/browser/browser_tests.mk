# browser_tests.mk -- the page in a real browser (playwright-core and the distribution's Chromium).
# CHROMIUM=path chooses another browser; without a usable one the suite is skipped with the reason.

BROWSER_TRACE ?= $(BUILD)/demo/trace.json

SUITES_FULL += page
SUITE_page_PART := browser
.PHONY: suite-page
suite-page: $(PAGE_FILES) $(NODE_MODULES) $(BROWSER_TRACE)
	tests/browser/run $(BUILD) $(BROWSER_TRACE) $(BUILD)/results/page.txt
