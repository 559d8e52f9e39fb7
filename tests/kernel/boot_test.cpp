// boot_test.cpp -- from power-on to the first user instruction, and how the kernel gives up.
#include "tests/kernel/boot.hpp"

#include "kernel/abi/multiboot.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace kumquat::test {

namespace {

/// A file of a program that ends the run, and says by a multiboot header that it belongs to 8 MB.
/// \param flags  of the header
std::filesystem::path make_flat_image(uint32_t flags) {
    constexpr uint32_t begin = 0x800000, junk = 64;
    constexpr char code[] = "\xCC\xEB\x06*#exit";
    constexpr uint32_t header_end = begin + sizeof(MultibootHeader);
    const MultibootHeader header{.magic = MultibootHeader::magic_word,
                                 .flags = flags,
                                 .checksum = 0 - MultibootHeader::magic_word - flags,
                                 .header_address = begin,
                                 .load_address = begin,
                                 .load_end = 0,
                                 .bss_end = begin + 0x3000,
                                 .entry = header_end};
    const std::filesystem::path path = build_directory() / "kernel-test/flat.bin";
    std::ofstream file{path, std::ios::binary};
    file << std::string(junk, '\xCC');
    file.write(reinterpret_cast<const char*>(&header), sizeof header);
    file.write(code, sizeof code - 1);
    return path;
}

}  // namespace

TEST(boot, reaches_the_first_user_instruction_in_400_000) {
    const machine::Outcome outcome =
        machine::instructions_until(run_of(demo_programs("")));
    ASSERT_EQ(outcome.ending, machine::Ending::first_user) << outcome.sentence();
    EXPECT_LE(outcome.instructions, 400'000u);
    RecordProperty("instructions", std::to_string(outcome.instructions));
}

TEST(boot, tells_the_memory_that_the_machine_has) {
    for (const unsigned megabytes : {32u, 64u, 128u}) {
        machine::Run run = run_of(demo_programs(""));
        run.memory_mb = megabytes;
        const machine::Outcome outcome = machine::run(run);
        EXPECT_EQ(outcome.exit_value, 0u) << outcome.sentence();
        const std::string first = lines_of(outcome.console).at(0);
        const unsigned long kb = std::stoul(first.substr(first.find("Memory: ") + 8));
        EXPECT_LE(kb, megabytes * 1024ul);
        EXPECT_GE(kb, megabytes * 1024ul - 256);
    }
}

TEST(boot, a_boot_loader_need_not_give_a_memory_map_nor_command_lines) {
    machine::Run run = run_of({"segment-claims"});
    run.modules.insert(run.modules.begin(), {run.kernel, ""});
    run.kernel = build_directory() / "kernel-test/poor_loader.elf";
    const machine::Outcome outcome = machine::run(run);
    EXPECT_EQ(outcome.ending, machine::Ending::exited) << outcome.sentence();
    EXPECT_EQ(outcome.exit_value, 0u) << outcome.sentence() << outcome.console;
    EXPECT_NE(outcome.console.find("Memory: 65"), std::string::npos) << outcome.console;
}

TEST(boot, an_image_may_say_by_a_multiboot_header_where_it_belongs) {
    machine::Run run = run_of({"demo"});
    run.modules[1].path = make_flat_image(MultibootHeader::has_addresses);
    const machine::Outcome outcome = machine::run(run);
    EXPECT_EQ(outcome.ending, machine::Ending::exited) << outcome.sentence();
    EXPECT_EQ(outcome.exit_value, 0u) << outcome.sentence() << outcome.console;
}

TEST(boot, a_multiboot_header_without_addresses_says_nothing) {
    machine::Run run = run_of({"demo"});
    run.modules[1].path = make_flat_image(0);
    const machine::Outcome outcome = machine::run(run);
    EXPECT_EQ(outcome.exit_value, 0x50u) << outcome.sentence() << outcome.console;
    EXPECT_NE(outcome.console.find("no multiboot header with addresses"),
              std::string::npos);
}

TEST(boot, frames_of_start_up_code_hold_something_else_when_programs_run) {
    const machine::Outcome outcome = machine::run(run_of(demo_programs("")));
    constexpr uint32_t image = 16u << 20, multiboot_header = 0x1BADB002;
    EXPECT_EQ(outcome.exit_value, 0u) << outcome.sentence();
    EXPECT_NE(outcome.memory.read_physical<uint32_t>(image), multiboot_header);
}

TEST(boot, without_modules_it_stops_with_reason_and_backtrace) {
    machine::Run run = run_of({});
    run.modules.clear();
    const machine::Outcome outcome = machine::run(run);
    EXPECT_EQ(outcome.ending, machine::Ending::exited);
    EXPECT_EQ(outcome.exit_value, 0x50u);
    EXPECT_NE(outcome.console.find("two boot modules are needed"), std::string::npos);
    EXPECT_NE(outcome.console.find("(kernel_main)"), std::string::npos)
        << outcome.console;
}

TEST(boot, an_image_that_is_no_program_is_refused) {
    machine::Run run = run_of(demo_programs(""));
    run.modules[1].path = build_directory() / "kernel/kernel.ld";
    const machine::Outcome outcome = machine::run(run);
    EXPECT_EQ(outcome.exit_value, 0x50u);
    EXPECT_NE(outcome.console.find("it is not an ELF file"), std::string::npos);
    EXPECT_NE(outcome.console.find("just before:"), std::string::npos);
    EXPECT_NE(
        outcome.console.find("│ reopen this moment: make replay TEST=… (or APP=…) AT="),
        std::string::npos);
    EXPECT_NE(outcome.console.find("boot  main_high"), std::string::npos);
}

}  // namespace kumquat::test
