// looking_test.cpp -- what a run shows besides its ending: texts, pages, symbols, places.
#include "tests/machine/guest.hpp"

#include "tools/machine/exceptions.hpp"
#include "tools/machine/symbols.hpp"
#include "tools/machine/temporary_directory.hpp"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <thread>

namespace kumquat::machine {
namespace {

TEST(looking, guest_sees_plain_names_and_commas) {
    machine::Run run = guest_run("console");
    run.command_line = "one two=2";
    run.modules = {{guest("halt"), "a,b c"}};
    run.capture_port_e9 = true;
    const Outcome outcome = machine::run(run);
    ASSERT_EQ(outcome.ending, Ending::exited) << outcome.sentence();
    EXPECT_EQ(outcome.console, "console.elf one two=2\nhalt.elf a,b c\n");
    EXPECT_EQ(outcome.port_e9, "e9");
}

TEST(looking, same_run_is_the_same_wherever_its_files_lie) {
    const auto elsewhere = guest("halt").parent_path() / "a folder, with a longer name";
    std::filesystem::create_directories(elsewhere);
    std::filesystem::copy_file(guest("console"), elsewhere / "console.elf",
                               std::filesystem::copy_options::overwrite_existing);
    machine::Run here = guest_run("console");
    here.modules = {{guest("halt"), ""}};
    machine::Run there = here;
    there.kernel = elsewhere / "console.elf";
    there.directory = elsewhere / "run";
    const Outcome first = run(here);
    const Outcome second = run(there);
    ASSERT_EQ(first.ending, Ending::exited) << first.sentence();
    EXPECT_EQ(first.instructions, second.instructions);
    EXPECT_EQ(first.console, second.console);
    EXPECT_TRUE(std::filesystem::exists(there.directory / "memory"));
}

TEST(looking, first_user_instruction_is_found_and_pages_are_walked) {
    const Outcome outcome = instructions_until(guest_run("user_mode"));
    ASSERT_EQ(outcome.ending, Ending::first_user) << outcome.sentence();
    EXPECT_EQ(outcome.registers.eip, 0x20000000u);
    EXPECT_EQ(outcome.registers.cpl, 3u);
    EXPECT_EQ(outcome.registers.cs.selector, 0x1Bu);
    const Symbols symbols{guest("user_mode")};
    const uint32_t cr3 = outcome.registers.cr3;
    EXPECT_EQ(cr3, symbols.find("page_directory"));

    const auto user = outcome.memory.translate(cr3, 0x20000010);
    ASSERT_TRUE(user.has_value());
    EXPECT_EQ(user->physical, *symbols.find("user_code") + 0x10);
    EXPECT_TRUE(user->is_user);
    EXPECT_FALSE(user->is_writable);
    const auto kernel = outcome.memory.translate(cr3, 0x01000123);
    ASSERT_TRUE(kernel.has_value());
    EXPECT_EQ(kernel->physical, 0x01000123u);
    EXPECT_EQ(kernel->page_bytes, 4u << 20);
    EXPECT_FALSE(kernel->is_user);
    EXPECT_FALSE(outcome.memory.translate(cr3, 0x20001000).has_value());
    EXPECT_EQ(outcome.memory.read_virtual<uint8_t>(cr3, 0x20000000), 0x90);  // nop
    EXPECT_FALSE(outcome.memory.read_virtual<uint32_t>(cr3, 0x20000FFE).has_value());
}

TEST(looking, run_stops_before_a_given_address) {
    const uint32_t block = *Symbols{guest("loop")}.find("second_block");
    const Outcome outcome = instructions_until(guest_run("loop"), block);
    ASSERT_EQ(outcome.ending, Ending::stop_address) << outcome.sentence();
    EXPECT_EQ(outcome.instructions, 2u);
    EXPECT_EQ(outcome.registers.eip, block);
}

TEST(looking, addresses_have_names_and_lines) {
    const Symbols symbols{guest("triple_fault")};
    EXPECT_EQ(symbols.entry(), symbols.find("entry"));
    EXPECT_FALSE(symbols.find("nobody").has_value());
    const Place place = symbols.describe(*symbols.find("culprit") + 1);
    EXPECT_EQ(place.function, "culprit");
    EXPECT_EQ(place.offset, 1u);
    EXPECT_TRUE(place.file.ends_with("triple_fault.S")) << place.file;
    EXPECT_GT(place.line, 0u);
    EXPECT_NE(place.text().find("triple_fault.S:"), std::string::npos);
    EXPECT_EQ(symbols.describe(0x10).text(), "0x00000010");
}

TEST(looking, a_file_that_is_no_program_is_refused) {
    const auto file = guest("halt").parent_path() / "text.elf";
    std::ofstream{file} << "not a program, but long enough to hold an ELF header of it";
    EXPECT_THROW(Symbols{file}, std::runtime_error);
    std::filesystem::resize_file(file, 10);
    EXPECT_THROW(Symbols{file}, std::runtime_error);
}

TEST(looking, exceptions_are_read_from_the_log_and_software_interrupts_are_not) {
    const auto chain =
        parse_exceptions("     0: v=30 e=0000 i=1 cpl=3 IP=001b:00001000 pc=00001000 "
                         "SP=0023:0 CR2=00000000\n"
                         "     1: v=20 e=0000 i=0 cpl=3 IP=001b:00001004 pc=00001004 "
                         "SP=0023:0 CR2=00000000\n"
                         "check_exception old: 0xffffffff new 0xe\n"
                         "     2: v=0e e=0006 i=0 cpl=3 IP=001b:00001008 pc=00001008 "
                         "SP=0023:0 CR2=deadbeef\n");
    ASSERT_EQ(chain.size(), 1u);
    EXPECT_EQ(chain[0].vector, 14u);
    EXPECT_EQ(chain[0].error, 6u);
    EXPECT_EQ(chain[0].ring, 3u);
    EXPECT_EQ(chain[0].eip, 0x1008u);
    EXPECT_EQ(chain[0].cr2, 0xDEADBEEFu);
}

TEST(looking, directory_that_a_killed_program_left_is_removed_and_others_are_not) {
    const TemporaryDirectory parent;
    const std::string before =
        std::getenv("TMPDIR") == nullptr ? "" : std::getenv("TMPDIR");
    setenv("TMPDIR", parent.path().c_str(), 1);
    const auto make_old = [](const std::filesystem::path& directory) {
        std::filesystem::create_directories(directory);
        const auto long_ago = std::filesystem::file_time_type::clock::now();
        std::filesystem::last_write_time(directory, long_ago - std::chrono::hours{1});
    };
    const auto left = parent.path() / "kumquat-run-left01";
    const auto foreign = parent.path() / "another-program";
    const TemporaryDirectory mine;
    make_old(left);
    make_old(foreign);
    make_old(mine.path());
    remove_stale_directories(parent.path());
    EXPECT_FALSE(std::filesystem::exists(left));
    EXPECT_TRUE(std::filesystem::exists(foreign));
    EXPECT_TRUE(std::filesystem::exists(mine.path()));
    before.empty() ? unsetenv("TMPDIR") : setenv("TMPDIR", before.c_str(), 1);
}

TEST(looking, parallel_runs_do_not_disturb_each_other) {
    const Outcome alone = run(guest_run("idle"));
    std::vector<Outcome> outcomes(4);
    std::vector<std::thread> threads;
    for (Outcome& outcome : outcomes) {
        threads.emplace_back([&outcome] { outcome = run(guest_run("idle")); });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    for (const Outcome& outcome : outcomes) {
        EXPECT_EQ(outcome.ending, alone.ending);
        EXPECT_EQ(outcome.instructions, alone.instructions);
        EXPECT_EQ(outcome.virtual_ns, alone.virtual_ns);
    }
}

}  // namespace
}  // namespace kumquat::machine
