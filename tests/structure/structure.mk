# structure.mk -- tests of the tree itself.

STRUCTURE_LIB := $(patsubst %,$(BUILD)/tests/structure/%.o,source_tree include_graph tree_rules)
STRUCTURE_PROGRAMS := $(patsubst %,$(BUILD)/tests/structure/%,check_tree tree_rules_test)
STRUCTURE_OBJECTS := $(STRUCTURE_LIB) $(STRUCTURE_PROGRAMS:%=%.o)

SUITES_QUICK += tree
SUITE_tree_PART := structure
.PHONY: suite-tree
suite-tree: $(BUILD)/tests/structure/tree_rules_test
	$< --gtest_output=xml:$(BUILD)/results/tree.xml

SUITES_QUICK += scripts
SUITE_scripts_PART := structure
.PHONY: suite-scripts
suite-scripts:
	tests/structure/scripts_test $(BUILD)/results/scripts.txt

.PHONY: lint-tree
lint-tree: $(BUILD)/tests/structure/check_tree
	@$< .

$(STRUCTURE_OBJECTS): $(BUILD)/tests/structure/%.o: tests/structure/%.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -c -o $@ $<

$(STRUCTURE_PROGRAMS): %: %.o $(STRUCTURE_LIB)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) -o $@ $^ -lfmt $(if $(filter %_test,$@),-lgtest -lgtest_main -pthread)

-include $(STRUCTURE_OBJECTS:.o=.d)
